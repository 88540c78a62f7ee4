import { isDeepStrictEqual } from 'node:util';
import type { ChangeSettingsBody } from '#shared/api/settings.ts';
import { DomainError } from '../errors.ts';
import { inTransaction } from '../mongo/in-transaction.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import type { Clock } from '../ports.ts';
import { changedSettings, type IsMeasure } from './changed-settings.ts';
import type { SettingChange, SettingChangeRepository } from './setting-change-repository.ts';
import type { TenantRepository } from './tenant-repository.ts';
import type { TenantSettings } from './tenant-settings.ts';

export interface SettingsSources {
  readonly tenants: TenantRepository;
  readonly settingChanges: SettingChangeRepository;
  readonly clock: Clock;
  /** Which targets there can be. */
  readonly isMeasure: IsMeasure;
}

const CHANGES_SHOWN = 20;

/** The settings of the current tenant. */
export class SettingsService {
  constructor(private readonly sources: SettingsSources) {}

  async read(): Promise<TenantSettings> {
    const tenant = await this.sources.tenants.findById(currentTenant());
    if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
    return tenant.settings;
  }

  /** The latest changes, the last one first. */
  async changes(): Promise<SettingChange[]> {
    return this.sources.settingChanges.findLatest(CHANGES_SHOWN);
  }

  /** Changes settings and keeps who did it; what changes nothing is not kept. Throws DomainError `settings_refused`. */
  async change(changes: ChangeSettingsBody, by: string): Promise<TenantSettings> {
    const { tenants, settingChanges, clock, isMeasure } = this.sources;
    return inTransaction(async (session) => {
      const tenant = await tenants.findById(currentTenant(), session);
      if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
      const before = tenant.settings;
      const after = changedSettings(before, changes, isMeasure);
      if (isDeepStrictEqual(before, after)) return before;
      await tenants.writeSettings(tenant.id, after, session);
      await settingChanges.insert({ at: clock.now(), by, before, after }, session);
      return after;
    });
  }
}
