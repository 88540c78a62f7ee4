import type { FindActor } from '../actor.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import type { Clock } from '../ports.ts';
import { ActorRepository } from './actor-repository.ts';
import { AdminChangeRepository } from './admin-change-repository.ts';
import { AdminLogService } from './admin-log-service.ts';
import type { IsMeasure } from './changed-settings.ts';
import { ColleagueService } from './colleague-service.ts';
import { type DirectorySettings, DirectoryTokens } from './directory-tokens.ts';
import { actorFinder } from './find-actor.ts';
import { SessionTokens } from './session-tokens.ts';
import { SettingChangeRepository } from './setting-change-repository.ts';
import { SettingsService } from './settings-service.ts';
import { SignInLinkRepository } from './sign-in-link-repository.ts';
import { SignInService } from './sign-in-service.ts';
import { TenantRepository } from './tenant-repository.ts';
import { TenantService } from './tenant-service.ts';
import { UserRepository } from './user-repository.ts';

export interface IdentitySettings {
  readonly sessionSecret: string;
  readonly baseUrl: string;
  readonly directories: DirectorySettings;
  readonly isMeasure: IsMeasure;
}

/** Companies, their people and their settings, and who may come in. */
export function createIdentity({ sessionSecret, baseUrl, directories, isMeasure }: IdentitySettings, clock: Clock) {
  const tenants = new TenantRepository();
  const users = new UserRepository();
  const sessionTokens = new SessionTokens(sessionSecret, clock);
  const signInLinks = new SignInLinkRepository(clock);
  const directoryTokens = new DirectoryTokens(directories, tenants, clock);
  const findActor: FindActor = actorFinder({ sessionTokens, actors: new ActorRepository() });
  return {
    tenants,
    users,
    adminLog: new AdminLogService(new AdminChangeRepository(), clock),
    colleagues: new ColleagueService(users),
    sessionTokens,
    findActor,
    signIn: new SignInService({ directoryTokens, sessionTokens, signInLinks, tenants, users }),
    settings: new SettingsService({ tenants, settingChanges: new SettingChangeRepository(), isMeasure, clock }),
    tenantService: new TenantService({ tenants, users, signInLinks, clock, baseUrl }),
    /** The zone of the current tenant. */
    zoneOf: async () => (await tenants.findById(currentTenant()))?.zone ?? 'UTC',
  };
}
