import type { ChangeSettingsBody } from '#shared/api/settings.ts';
import { DomainError } from '../errors.ts';
import { inTransaction } from '../mongo/in-transaction.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import type { AdminLogService } from './admin-log-service.ts';
import { changedSettings, type IsMeasure } from './changed-settings.ts';
import type { TenantRepository } from './tenant-repository.ts';
import { FIRST_FIGURE_SETTINGS, FIRST_MAIL_SETTINGS, type TenantSettings } from './tenant-settings.ts';

/** One change of a company's settings. */
export interface SettingChange {
  readonly at: Date;
  /** The e-mail address of who changed them, or `command line`. */
  readonly by: string;
  readonly before: TenantSettings;
  readonly after: TenantSettings;
}

export interface SettingsSources {
  readonly tenants: TenantRepository;
  readonly adminLog: AdminLogService;
  /** Which targets there can be. */
  readonly isMeasure: IsMeasure;
}

const CHANGES_SHOWN = 20;
const OF_SETTINGS = { area: 'settings', deed: 'settings_changed' } as const;

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
    const latest = await this.sources.adminLog.latest(OF_SETTINGS, CHANGES_SHOWN);
    return latest.map(({ at, by, before, after }) => ({ at, by, before: whole(before), after: whole(after) }));
  }

  /** Changes settings and keeps who did it; what changes nothing is not kept. Throws DomainError `settings_refused`. */
  async change(changes: ChangeSettingsBody, by: string): Promise<TenantSettings> {
    const { tenants, adminLog, isMeasure } = this.sources;
    return inTransaction(async (session) => {
      const tenant = await tenants.findById(currentTenant(), session);
      if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
      const before = tenant.settings;
      const after = changedSettings(before, changes, isMeasure);
      await tenants.writeSettings(tenant.id, after, session);
      await adminLog.note({ ...OF_SETTINGS, by, subject: 'settings', before, after }, session);
      return after;
    });
  }
}

/** Settings of before there were some for figures, or for mail, are those of a company that had the first of them. */
function whole(settings: unknown): TenantSettings {
  return { ...FIRST_FIGURE_SETTINGS, ...FIRST_MAIL_SETTINGS, ...(settings as TenantSettings) };
}
