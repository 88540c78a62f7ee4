import type { ChangeCompanyBody } from '#shared/api/setup.ts';
import { DomainError } from '../errors.ts';
import { inTransaction } from '../mongo/in-transaction.ts';
import { isDuplicateKey } from '../mongo/once.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import type { AdminLogService } from './admin-log-service.ts';
import type { CompanyFacts, Tenant, TenantRepository } from './tenant-repository.ts';

export interface CompanySources {
  readonly tenants: TenantRepository;
  readonly adminLog: AdminLogService;
  /** Whether the ledger of the current tenant has a run, whose amounts are in the currency that it had then. */
  readonly hasRuns: () => Promise<boolean>;
}

const DOMAIN = /^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/;
const MAX_NAME = 200;

/** The current tenant itself: what it is called, which day it is there, what it counts in. */
export class CompanyService {
  constructor(private readonly sources: CompanySources) {}

  async read(): Promise<CompanyFacts & { isCurrencyFixed: boolean }> {
    const [tenant, isCurrencyFixed] = await Promise.all([
      this.sources.tenants.findById(currentTenant()),
      this.hasRuns(),
    ]);
    return { ...factsOf(tenant), isCurrencyFixed };
  }

  /** Changes what is given, in the name of an admin. Throws DomainError `company_refused` with a sentence for each part that cannot be. */
  async change(changes: ChangeCompanyBody, by: string): Promise<void> {
    const { tenants, adminLog } = this.sources;
    const isCurrencyFixed = await this.hasRuns();
    await inTransaction(async (session) => {
      const before = factsOf(await tenants.findById(currentTenant(), session));
      const after = { ...before, ...checked(changes) };
      if (isCurrencyFixed && after.currency !== before.currency) {
        throw refused('The currency cannot be changed any more: the ledger has amounts that were counted in it.');
      }
      await tenants.writeCompany(currentTenant(), after, session);
      await adminLog.note({ by, area: 'company', deed: 'changed', subject: after.name, before, after }, session);
    }).catch((error: unknown) => {
      throw isDuplicateKey(error) ? refused('There is a company of that name already.') : error;
    });
  }

  private hasRuns(): Promise<boolean> {
    return this.sources.hasRuns();
  }
}

function factsOf(tenant: Tenant | null): CompanyFacts {
  if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
  const { name, zone, currency, ownDomains } = tenant;
  return { name, zone, currency, ownDomains: [...ownDomains] };
}

function checked({ name, zone, currency, ownDomains }: ChangeCompanyBody): Partial<CompanyFacts> {
  return {
    ...(name === undefined ? {} : { name: nameOf(name) }),
    ...(zone === undefined ? {} : { zone: zoneOf(zone) }),
    ...(currency === undefined ? {} : { currency }),
    ...(ownDomains === undefined ? {} : { ownDomains: [...new Set(ownDomains.map(domainOf))] }),
  };
}

function nameOf(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > MAX_NAME) throw refused(`A name has 1 to ${MAX_NAME} characters.`);
  return name;
}

function zoneOf(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text.trim() }).resolvedOptions().timeZone;
  } catch {
    throw refused(`“${text}” is not a time zone; write Europe/Berlin, America/New_York, ….`);
  }
}

function domainOf(text: string): string {
  const domain = text.trim().toLowerCase();
  if (!DOMAIN.test(domain)) throw refused(`“${text}” is not a domain; write brightwater.example.`);
  return domain;
}

function refused(sentence: string): DomainError {
  return new DomainError('company_refused', sentence);
}
