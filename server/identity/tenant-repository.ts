import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { VersionedCodes } from '#shared/api/codes.ts';
import type { AgeingBucket } from '#shared/domain/ageing.ts';
import { type CurrencyCode, currencyCode } from '#shared/domain/currency.ts';
import type { TenantId } from '#shared/domain/ids.ts';
import { FIRST_ACCESS, type TenantAccess } from './tenant-access.ts';
import { type StoredTenant, TenantModel } from './tenant-model.ts';
import {
  ageingOf,
  bucketsOf,
  FIRST_CASH_SETTINGS,
  FIRST_FIGURE_SETTINGS,
  FIRST_MAIL_SETTINGS,
  type TenantSettings,
} from './tenant-settings.ts';

export interface Directory {
  readonly kind: 'entra' | 'google';
  readonly id: string;
}

export interface Tenant {
  readonly id: TenantId;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly zone: string;
  readonly directories: readonly Directory[];
  readonly ownDomains: readonly string[];
  /** The ageing buckets of its settings. */
  readonly buckets: readonly AgeingBucket[];
  readonly settings: TenantSettings;
  readonly access: TenantAccess;
  /** Left out while it has the standard codes as they are. */
  readonly codes?: VersionedCodes;
}

/** What a company is, apart from how it wants to work. */
export type CompanyFacts = Pick<Tenant, 'name' | 'zone' | 'currency' | 'ownDomains'>;

export type NewTenant = Pick<Tenant, 'name' | 'currency' | 'zone' | 'directories' | 'ownDomains'> & { createdAt: Date };

export class TenantRepository {
  /** Adds a company. Fails with a duplicate key where the name or a directory is taken. */
  async insert({ name, currency, zone, directories, ownDomains, createdAt }: NewTenant): Promise<Tenant> {
    const stored: StoredTenant = {
      _id: randomBytes(12).toString('hex'),
      name,
      currency,
      zone,
      directories: [...directories],
      ownDomains: [...ownDomains],
      ageingPreset: 'to_90',
      createdAt,
    };
    await TenantModel.create(stored);
    return tenantFromStored(stored);
  }

  async findById(id: TenantId, session: ClientSession | null = null): Promise<Tenant | null> {
    return orNull(await TenantModel.findById(id).session(session).lean());
  }

  /** Writes all settings of a company. */
  async writeSettings(id: TenantId, settings: TenantSettings, session: ClientSession): Promise<void> {
    const { ageing, calendar, promiseGraceDays, targets, neverLog, keptOfMail, sendAnyway, ...cash } = settings;
    const figures = { calendar, promiseGraceDays, targets };
    const mail = { neverLog, keptOfMail, sendAnyway };
    const changed = { ageingPreset: ageing.preset, ageingLastDays: [...ageing.lastDays], cash, figures, mail };
    await TenantModel.updateOne({ _id: id }, { $set: changed }, { session });
  }

  /** Writes what the company is. Fails with a duplicate key where the name is taken. */
  async writeCompany(id: TenantId, company: CompanyFacts, session: ClientSession): Promise<void> {
    const { name, zone, currency, ownDomains } = company;
    const changed = { name, zone, currency, ownDomains: [...ownDomains] };
    await TenantModel.updateOne({ _id: id }, { $set: changed }, { session });
  }

  /** Writes by which directories a company's people come in, and the rules of it. Fails with a duplicate key where a directory is another company's. */
  async writeAccess(
    id: TenantId,
    { directories, access }: Pick<Tenant, 'directories' | 'access'>,
    session: ClientSession,
  ): Promise<void> {
    const $set = { directories: [...directories], access };
    await TenantModel.updateOne({ _id: id }, { $set } as never, { session });
  }

  /** Writes which codes a company uses. */
  async writeCodes(id: TenantId, codes: VersionedCodes, session: ClientSession): Promise<void> {
    await TenantModel.updateOne({ _id: id }, { $set: { codes } } as never, { session });
  }

  /** Makes changes of a company's people take turns: of two transactions that do this, the later one begins anew. */
  async holdUsers(id: TenantId, session: ClientSession): Promise<void> {
    await TenantModel.updateOne({ _id: id }, { $inc: { usersRevision: 1 } }, { session });
  }

  async findByName(name: string): Promise<Tenant | null> {
    return orNull(await TenantModel.findOne({ name }).lean());
  }

  async findByDirectory({ kind, id }: Directory): Promise<Tenant | null> {
    return orNull(await TenantModel.findOne({ directories: { kind, id } }).lean());
  }

  async list(): Promise<Tenant[]> {
    return (await TenantModel.find().sort({ name: 1 }).lean()).map(tenantFromStored);
  }
}

function orNull(stored: StoredTenant | null): Tenant | null {
  return stored === null ? null : tenantFromStored(stored);
}

/** A company as it is stored, with its settings made whole. */
export function tenantFromStored(stored: StoredTenant): Tenant {
  const ageing = ageingOf(stored.ageingPreset, stored.ageingLastDays);
  return {
    id: stored._id as TenantId,
    name: stored.name,
    currency: currencyCode(stored.currency),
    zone: stored.zone,
    directories: stored.directories,
    ownDomains: stored.ownDomains,
    buckets: bucketsOf(ageing),
    settings: {
      ageing,
      ...FIRST_CASH_SETTINGS,
      ...stored.cash,
      ...FIRST_FIGURE_SETTINGS,
      ...stored.figures,
      ...FIRST_MAIL_SETTINGS,
      ...stored.mail,
    },
    access: { ...FIRST_ACCESS, ...stored.access },
    ...(stored.codes === undefined ? {} : { codes: stored.codes }),
  };
}
