import type { MachineScope } from '#shared/api/machine-scope.ts';
import type { AgeingBucket } from '#shared/domain/ageing.ts';
import type { TenantId, UserId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/role.ts';
import type { Language } from '#shared/words/catalogue.ts';

/** Who acts: a signed-in user in their company. The role is read from our own store, never from a token. */
export interface Actor {
  readonly userId: UserId;
  readonly tenantId: TenantId;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** The company's zone, which nearly every answer needs. */
  readonly zone: string;
  /** The company's mail domains; they never name a customer. */
  readonly ownDomains: readonly string[];
  /** The ageing buckets in which the company sees what is past due. */
  readonly buckets: readonly AgeingBucket[];
  /** In which they read what the server says, as their client asks for it. */
  readonly language: Language;
  /**
   * The addresses of the owners whose customers they may see, their own and of those they stand in for; customers of nobody are seen by all. Null where they see every
   * customer.
   */
  readonly portfolio: readonly string[] | null;
  /** What a machine key may do; null for a person. */
  readonly scopes: readonly MachineScope[] | null;
}

/** Tells whose a session token is. Throws DomainError `token_refused` or `user_disabled`. */
export type FindActor = (sessionToken: string, language: Language) => Promise<Actor>;
