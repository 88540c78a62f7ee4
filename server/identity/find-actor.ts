import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Actor, FindActor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { inTenant } from '../mongo/tenancy.ts';
import { type Clock, today } from '../ports.ts';
import type { ActorRepository } from './actor-repository.ts';
import { machineActor } from './machine-actor.ts';
import { isMachineKey } from './machine-key.ts';
import type { MachineKeyService } from './machine-key-service.ts';
import { isStanding } from './session-standing.ts';
import type { SessionTokens } from './session-tokens.ts';
import type { Tenant } from './tenant-repository.ts';
import type { User } from './user-repository.ts';

/** Of whom somebody is the stand-in today, and until when. */
export interface StandingInFor {
  readonly id: UserId;
  readonly name: string;
  readonly email: string;
  readonly until: CalendarDate;
}

interface ReadWith {
  readonly tenant: Tenant;
  readonly standingInFor: readonly StandingInFor[];
}

const readTogether = new WeakMap<Actor, ReadWith>();

export interface ActorSources {
  readonly sessionTokens: SessionTokens;
  readonly actors: ActorRepository;
  readonly machineKeyService: MachineKeyService;
  readonly clock: Clock;
}

/** Finds the actor of a session token, or of a program's key. User, role and tenant are read from our store at each call, so a removed user is out at once. */
export function actorFinder({ sessionTokens, actors, machineKeyService, clock }: ActorSources): FindActor {
  return async (sessionToken, language): Promise<Actor> => {
    if (isMachineKey(sessionToken)) {
      const admitted = await machineKeyService.admit(sessionToken);
      return readWith(machineActor(admitted, language), { tenant: admitted.tenant, standingInFor: [] });
    }
    const subject = sessionTokens.read(sessionToken);
    const { userId, tenantId } = subject;
    const { user, tenant, absent } = await inTenant(tenantId, () => actors.find(userId));
    if (tenant === null || user === null)
      throw new DomainError('token_refused', 'The session is of a user we do not know.');
    if (user.disabled) throw new DomainError('user_disabled', 'This user has been disabled; ask your admin.');
    if (!isStanding(user, subject)) throw new DomainError('token_refused', 'This session was ended; sign in again.');
    const { zone, ownDomains, buckets } = tenant;
    const { role, name, email } = user;
    const away = absent.filter(isAwayOn(today(clock, zone)));
    const portfolio = portfolioOf(user, tenant, away);
    const of = { userId, tenantId, role, name, email };
    const actor = { ...of, zone, ownDomains, buckets, language, portfolio, scopes: null };
    return readWith(actor, { tenant, standingInFor: away.map(standingIn) });
  };
}

function readWith(actor: Actor, read: ReadWith): Actor {
  readTogether.set(actor, read);
  return actor;
}

/** The company of an actor as it was read together with them, so that it need not be read once more for the same request. */
export function companyReadWith(actor: Actor): Tenant | undefined {
  return readTogether.get(actor)?.tenant;
}

/** Of whom an actor is the stand-in today, as it was read together with them. */
export function standInsReadWith(actor: Actor): readonly StandingInFor[] {
  return readTogether.get(actor)?.standingInFor ?? [];
}

function isAwayOn(day: CalendarDate): (user: User) => boolean {
  return ({ absence }) => absence !== null && absence.from <= day && day <= absence.until;
}

function standingIn({ id, name, email, absence }: User): StandingInFor {
  if (absence === null) throw new Error('Nobody stands in for who is not absent.');
  return { id, name, email, until: absence.until };
}

/** The owners whose customers a user sees; null where they see every customer. */
function portfolioOf(user: User, { access }: Tenant, away: readonly User[]): readonly string[] | null {
  if (!access.portfolios) return null;
  if (user.role === 'collector') return ownersOf([user, ...away]);
  return user.role === 'reader' && user.sees.length > 0 ? user.sees : null;
}

function ownersOf(users: readonly User[]): string[] {
  return [...new Set(users.flatMap(({ email, sees }) => [email, ...sees]))];
}
