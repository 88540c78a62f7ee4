import type { BrandView } from '#shared/api/templates.ts';
import { DomainError } from '../../errors.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { brandOf } from './brand-of.ts';
import type { BrandRepository } from './brand-repository.ts';
import type { ClauseRepository } from './clause-repository.ts';
import type { TemplateRepository } from './template-repository.ts';

export interface BrandParts {
  readonly brands: BrandRepository;
  readonly templates: TemplateRepository;
  readonly clauses: ClauseRepository;
  readonly adminLog: AdminLogService;
}

/** The brands under which a company duns. */
export class BrandService {
  constructor(private readonly parts: BrandParts) {}

  async list(): Promise<BrandView[]> {
    return this.parts.brands.findAll();
  }

  /** The brand of a customer whose entries carry these company codes; null for the company's own name. */
  async of(companyCodes: readonly string[]): Promise<BrandView | null> {
    const named = companyCodes.filter((code) => code !== '');
    return named.length === 0 ? null : brandOf(named, await this.parts.brands.findAll());
  }

  /** Throws DomainError `brands_refused` where two share a key or a company code, or a live text is of a brand that would be gone. */
  async change(brands: readonly BrandView[], by: { readonly email: string }): Promise<BrandView[]> {
    refuseTwice(brands);
    return inTransaction(async (session) => {
      const before = await this.parts.brands.findAll(session);
      const live = [
        ...(await this.parts.templates.findAll(session, { state: 'live' })),
        ...(await this.parts.clauses.findLive(session)),
      ];
      const keys = new Set(brands.map(({ key }) => key));
      const orphan = live.find(({ brand }) => brand !== null && !keys.has(brand));
      if (orphan !== undefined) {
        throw refused(`"${orphan.name}" is live for the brand "${orphan.brand}"; retire it first.`);
      }
      await this.parts.brands.replace(brands, session);
      const after = await this.parts.brands.findAll(session);
      const deed = { by: by.email, area: 'templates' as const, deed: 'brands_changed', subject: 'brands' };
      await this.parts.adminLog.note({ ...deed, before, after }, session);
      return after;
    });
  }

  /** Throws DomainError `request_invalid` where there is no such brand. */
  async require(key: string | null): Promise<void> {
    if (key === null) return;
    const known = await this.parts.brands.findAll();
    if (known.some((brand) => brand.key === key)) return;
    const problems = [{ field: 'brand', problem: `there is no brand "${key}"` }];
    throw new DomainError('request_invalid', `There is no brand "${key}".`, problems);
  }
}

function refuseTwice(brands: readonly BrandView[]): void {
  const twice = (all: readonly string[]) => all.find((one, place) => all.indexOf(one) !== place);
  const key = twice(brands.map((brand) => brand.key));
  if (key !== undefined) throw refused(`The brand "${key}" is there twice.`);
  const code = twice(brands.flatMap(({ companyCodes }) => [...new Set(companyCodes)]));
  if (code !== undefined) throw refused(`The company code ${code} is of two brands.`);
}

function refused(message: string): DomainError {
  return new DomainError('brands_refused', message, [{ field: 'brands', problem: message }]);
}
