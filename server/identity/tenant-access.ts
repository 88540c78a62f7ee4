import type { Role } from '#shared/domain/role.ts';

/** Who joins by signing in, and as what. `value` is a group's object id, or a mail domain; both in lower case. */
export interface JoinRule {
  readonly by: 'group' | 'domain';
  readonly value: string;
  readonly role: Role;
}

/** Who may come in, and whose customers a collector sees. */
export interface TenantAccess {
  /** The first that fits decides. */
  readonly joinRules: readonly JoinRule[];
  /** Whether collectors see only their own customers and those of nobody. */
  readonly portfolios: boolean;
}

/** What a company starts with: nobody joins by themselves, every collector sees every customer. */
export const FIRST_ACCESS: TenantAccess = { joinRules: [], portfolios: false };
