import type { AccessView, ChangeAccessBody } from '#shared/api/access.ts';
import type { FieldProblem } from '#shared/api/errors.ts';
import { DomainError } from '../errors.ts';
import { isFreeMailDomain } from '../mail/free-mail-domains.ts';
import { inTransaction } from '../mongo/in-transaction.ts';
import { isDuplicateKey } from '../mongo/once.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import type { AdminLogService } from './admin-log-service.ts';
import { domainOf, guidOf } from './person-parts.ts';
import type { JoinRule } from './tenant-access.ts';
import type { Directory, Tenant, TenantRepository } from './tenant-repository.ts';

export interface AccessSources {
  readonly tenants: TenantRepository;
  readonly adminLog: AdminLogService;
}

/** By which directories the current tenant's people come in, who joins by themselves, and whether portfolios are on. */
export class AccessService {
  constructor(private readonly sources: AccessSources) {}

  async read(): Promise<AccessView> {
    return viewOf(knownTenant(await this.sources.tenants.findById(currentTenant())));
  }

  /** What is left out stays. Throws DomainError `access_refused` with each part that does not fit. */
  async change(changes: ChangeAccessBody, by: string): Promise<AccessView> {
    const { tenants, adminLog } = this.sources;
    const checked = checkedChanges(changes);
    const work = inTransaction(async (session) => {
      const before = viewOf(knownTenant(await tenants.findById(currentTenant(), session)));
      const after = { ...before, ...checked };
      const { directories, ...access } = after;
      await tenants.writeAccess(currentTenant(), { directories, access }, session);
      const noted = { by, area: 'access_rules', deed: 'access_changed', subject: 'access' } as const;
      await adminLog.note({ ...noted, before, after }, session);
      return after;
    });
    return work.catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
      throw refused([{ field: 'directories', problem: 'name one that another company signs in by' }]);
    });
  }
}

function knownTenant(tenant: Tenant | null): Tenant {
  if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
  return tenant;
}

function viewOf({ directories, access }: Tenant): AccessView {
  return {
    directories: directories.map(({ kind, id }) => ({ kind, id })),
    joinRules: access.joinRules.map(({ by, value, role }) => ({ by, value, role })),
    portfolios: access.portfolios,
  };
}

function checkedChanges({ directories, joinRules, portfolios }: ChangeAccessBody): Partial<AccessView> {
  const problems: FieldProblem[] = [];
  const checked = {
    ...(directories && {
      directories: eachChecked(directories, { field: 'directories', check: directoryOf, problems }),
    }),
    ...(joinRules && { joinRules: eachChecked(joinRules, { field: 'joinRules', check: ruleOf, problems }) }),
    ...(portfolios !== undefined && { portfolios }),
  };
  if (problems.length > 0) throw refused(problems);
  return checked;
}

interface Checking<T> {
  readonly field: string;
  readonly check: (each: T) => T;
  /** Gets what does not fit. */
  readonly problems: FieldProblem[];
}

function eachChecked<T>(list: readonly T[], { field, check, problems }: Checking<T>): T[] {
  const seen = new Set<string>();
  return list.flatMap((each, place) => {
    try {
      const checked = check(each);
      const key = JSON.stringify({ ...checked, role: undefined });
      if (seen.has(key)) problems.push({ field: `${field}.${place}`, problem: 'is named twice' });
      seen.add(key);
      return [checked];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push({ field: `${field}.${place}`, problem: error.message });
      return [];
    }
  });
}

function directoryOf({ kind, id }: Directory): Directory {
  return { kind, id: kind === 'entra' ? guidOf(id, 'an Entra tenant') : domainOf(id) };
}

function ruleOf({ by, value, role }: JoinRule): JoinRule {
  if (by === 'group') return { by, value: guidOf(value, "a group of Entra's"), role };
  const domain = domainOf(value);
  if (isFreeMailDomain(domain)) throw new DomainError('access_refused', `Anybody can have an address at ${domain}.`);
  if (role === 'admin') throw new DomainError('access_refused', 'Admins join by a group or an invitation only.');
  return { by, value: domain, role };
}

function refused(problems: readonly FieldProblem[]): DomainError {
  const sentence = problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  return new DomainError('access_refused', `Nothing was changed: ${sentence}`, problems);
}
