import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { AgeingBucket } from '#shared/domain/ageing.ts';
import { type CurrencyCode, currencyCode } from '#shared/domain/currency.ts';
import type { TenantId } from '#shared/domain/ids.ts';
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
}

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
  };
}
