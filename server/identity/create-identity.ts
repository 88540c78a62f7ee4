import type { FindActor } from '../actor.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import type { Clock } from '../ports.ts';
import { AccessService } from './access-service.ts';
import { ActorRepository } from './actor-repository.ts';
import { AdminChangeRepository } from './admin-change-repository.ts';
import { AdminLogService } from './admin-log-service.ts';
import type { IsMeasure } from './changed-settings.ts';
import { ColleagueService } from './colleague-service.ts';
import { type DirectorySettings, DirectoryTokens } from './directory-tokens.ts';
import { actorFinder } from './find-actor.ts';
import { MachineKeyRepository } from './machine-key-repository.ts';
import { MachineKeyService } from './machine-key-service.ts';
import { PageSessionRepository } from './page-session-repository.ts';
import { SessionEpochRepository } from './session-epoch-repository.ts';
import { SessionService } from './session-service.ts';
import { SessionTokens } from './session-tokens.ts';
import { SettingsService } from './settings-service.ts';
import { SignInLinkRepository } from './sign-in-link-repository.ts';
import { SignInService } from './sign-in-service.ts';
import { TenantRepository } from './tenant-repository.ts';
import { TenantService } from './tenant-service.ts';
import { UserRepository } from './user-repository.ts';
import { UserService } from './user-service.ts';

export interface IdentitySettings {
  readonly sessionSecret: string;
  readonly baseUrl: string;
  readonly directories: DirectorySettings;
  readonly isMeasure: IsMeasure;
}

/** Companies, their people and their settings, and who may come in. */
export function createIdentity({ sessionSecret, baseUrl, directories, isMeasure }: IdentitySettings, clock: Clock) {
  const tenants = new TenantRepository();
  const adminLog = new AdminLogService(new AdminChangeRepository(), clock);
  const users = new UserRepository();
  const sessionTokens = new SessionTokens(sessionSecret, clock);
  const signInLinks = new SignInLinkRepository(clock);
  const directoryTokens = new DirectoryTokens(directories, tenants, clock);
  const userService = new UserService({ tenants, users, signInLinks, adminLog, clock, baseUrl });
  const machineKeyService = new MachineKeyService({ machineKeys: new MachineKeyRepository(), adminLog, clock });
  const ended = { pageSessions: new PageSessionRepository(), sessionEpochs: new SessionEpochRepository(), signInLinks };
  const actors = new ActorRepository();
  const findActor: FindActor = actorFinder({ sessionTokens, actors, machineKeyService, clock });
  return {
    tenants,
    users,
    adminLog,
    colleagues: new ColleagueService(users),
    sessionTokens,
    sessions: new SessionService({ ...ended, users, adminLog, clock }),
    machineKeyService,
    findActor,
    signIn: new SignInService({ directoryTokens, sessionTokens, signInLinks, tenants, users, userService, clock }),
    settings: new SettingsService({ tenants, adminLog, isMeasure }),
    userService,
    access: new AccessService({ tenants, adminLog }),
    tenantService: new TenantService({ tenants, users, userService, clock }),
    /** The zone of the current tenant. */
    zoneOf: async () => (await tenants.findById(currentTenant()))?.zone ?? 'UTC',
  };
}
