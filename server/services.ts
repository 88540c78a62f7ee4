import type { FindActor } from './actor.ts';
import { actorFinder } from './identity/find-actor.ts';
import { SessionTokens } from './identity/session-tokens.ts';
import { TenantRepository } from './identity/tenant-repository.ts';
import { UserRepository } from './identity/user-repository.ts';
import type { Clock } from './ports.ts';

export interface ServiceSettings {
  readonly sessionSecret: string;
}

/** Makes every repository and service once, from what lies outside. */
export function createServices(settings: ServiceSettings, clock: Clock) {
  const tenants = new TenantRepository();
  const users = new UserRepository();
  const sessionTokens = new SessionTokens(settings.sessionSecret, clock);
  const findActor: FindActor = actorFinder({ sessionTokens, tenants, users });
  return { clock, tenants, users, sessionTokens, findActor };
}

export type Services = ReturnType<typeof createServices>;
