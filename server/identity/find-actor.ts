import type { Actor, FindActor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { inTenant } from '../mongo/tenancy.ts';
import type { SessionTokens } from './session-tokens.ts';
import type { TenantRepository } from './tenant-repository.ts';
import type { UserRepository } from './user-repository.ts';

export interface ActorSources {
  readonly sessionTokens: SessionTokens;
  readonly tenants: TenantRepository;
  readonly users: UserRepository;
}

/** Finds the actor of a session token. User, role and tenant are read from our store at each call, so a removed user is out at once. */
export function actorFinder({ sessionTokens, tenants, users }: ActorSources): FindActor {
  return async (sessionToken): Promise<Actor> => {
    const { userId, tenantId } = sessionTokens.read(sessionToken);
    const [tenant, user] = await Promise.all([
      tenants.findById(tenantId),
      inTenant(tenantId, () => users.findById(userId)),
    ]);
    if (tenant === null || user === null)
      throw new DomainError('token_refused', 'The session is of a user we do not know.');
    if (user.disabled) throw new DomainError('user_disabled', 'This user has been disabled; ask your admin.');
    const { zone, ownDomains, buckets } = tenant;
    return { userId, tenantId, role: user.role, name: user.name, email: user.email, zone, ownDomains, buckets };
  };
}
