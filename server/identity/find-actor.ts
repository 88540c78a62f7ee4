import type { Actor, FindActor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { inTenant } from '../mongo/tenancy.ts';
import type { ActorRepository } from './actor-repository.ts';
import type { SessionTokens } from './session-tokens.ts';
import type { Tenant } from './tenant-repository.ts';

const readTogether = new WeakMap<Actor, Tenant>();

export interface ActorSources {
  readonly sessionTokens: SessionTokens;
  readonly actors: ActorRepository;
}

/** Finds the actor of a session token. User, role and tenant are read from our store at each call, so a removed user is out at once. */
export function actorFinder({ sessionTokens, actors }: ActorSources): FindActor {
  return async (sessionToken, language): Promise<Actor> => {
    const { userId, tenantId } = sessionTokens.read(sessionToken);
    const { user, tenant } = await inTenant(tenantId, () => actors.find(userId));
    if (tenant === null || user === null)
      throw new DomainError('token_refused', 'The session is of a user we do not know.');
    if (user.disabled) throw new DomainError('user_disabled', 'This user has been disabled; ask your admin.');
    const { zone, ownDomains, buckets } = tenant;
    const { role, name, email } = user;
    const actor = {
      userId,
      tenantId,
      role,
      name,
      email,
      zone,
      ownDomains,
      buckets,
      language,
      portfolio: null,
      scopes: null,
    };
    readTogether.set(actor, tenant);
    return actor;
  };
}

/** The company of an actor as it was read together with them, so that it need not be read once more for the same request. */
export function companyReadWith(actor: Actor): Tenant | undefined {
  return readTogether.get(actor);
}
