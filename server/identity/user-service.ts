import { isDeepStrictEqual } from 'node:util';
import type { ClientSession } from 'mongoose';
import type { TenantId, UserId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/role.ts';
import { DomainError } from '../errors.ts';
import { inTransaction } from '../mongo/in-transaction.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import type { Clock } from '../ports.ts';
import type { AdminLogService } from './admin-log-service.ts';
import type { SignInLinkRepository } from './sign-in-link-repository.ts';
import type { TenantRepository } from './tenant-repository.ts';
import type { Identity, User, UserChanges, UserRepository } from './user-repository.ts';

export type { Absence, Identity, User, UserChanges } from './user-repository.ts';

/** A person to be added; addresses are in lower case. */
export interface NewPerson {
  readonly email: string;
  readonly role: Role;
  readonly name: string;
  readonly sees?: readonly string[];
  /** By which they have just shown who they are. */
  readonly identity?: Identity;
}

/** A one-time link by which a user signs in. */
export interface SignInLink {
  readonly link: string;
  readonly expiresAt: Date;
}

export interface UserSources {
  readonly tenants: TenantRepository;
  readonly users: UserRepository;
  readonly signInLinks: SignInLinkRepository;
  readonly adminLog: AdminLogService;
  readonly clock: Clock;
  readonly baseUrl: string;
}

/** Says who did it, and in which transaction. */
export interface ByWhom {
  /** An e-mail address, or `command line`. */
  readonly by: string;
  readonly session: ClientSession;
}

/** What an admin does to the people of the current tenant. Each deed is in the admin log with it. */
export class UserService {
  constructor(private readonly sources: UserSources) {}

  /** By address. */
  async list(session: ClientSession | null = null): Promise<User[]> {
    return this.sources.users.list(session);
  }

  /** Throws DomainError `user_not_found`. */
  async read(id: UserId, session: ClientSession | null = null): Promise<User> {
    const user = await this.sources.users.findById(id, session);
    if (user === null) throw new DomainError('user_not_found', 'There is no such person here.');
    return user;
  }

  /** Does several deeds as one; of two who do so at once the later one sees what the earlier has done. */
  async together<T>(by: string, deeds: (how: ByWhom) => Promise<T>): Promise<T> {
    return inTransaction(async (session) => {
      await this.sources.tenants.holdUsers(currentTenant(), session);
      return deeds({ by, session });
    });
  }

  /** Throws DomainError `user_taken` for an address that somebody has. */
  async add(person: NewPerson, { by, session }: ByWhom, deed = 'user_added'): Promise<User> {
    const { users, adminLog, clock } = this.sources;
    await this.requireFree([person.email], null, session);
    const user = await users.insert({ ...person, createdAt: clock.now() }, session);
    await adminLog.note({ by, area: 'users', deed, subject: user.email, before: null, after: shown(user) }, session);
    return user;
  }

  /** What is left out stays. Throws DomainError `user_not_found`, `user_taken` or `last_admin`. */
  async change(id: UserId, changes: UserChanges, { by, session }: ByWhom): Promise<User> {
    const { users, adminLog } = this.sources;
    const before = await this.read(id, session);
    await this.requireFree(changes.otherEmails ?? [], id, session);
    await users.change(id, changes, session);
    const after = await this.read(id, session);
    if (isAdmin(before) && !isAdmin(after) && !(await users.hasAdmin(session))) throw lastAdmin();
    const deed = deedOf(before, after);
    const noted = { by, area: 'users', deed, subject: before.email } as const;
    await adminLog.note({ ...noted, before: shown(before), after: shown(after) }, session);
    return after;
  }

  /** Parts a user from an identity. Throws DomainError `user_not_found`, also for an identity that is not theirs. */
  async unbind(id: UserId, identity: Identity, by: string): Promise<User> {
    const { users, adminLog } = this.sources;
    return this.together(by, async ({ session }) => {
      const before = await this.read(id, session);
      if (!(await users.unbindIdentity(id, identity, session))) {
        throw new DomainError('user_not_found', 'This person has no such identity.');
      }
      const after = await this.read(id, session);
      const noted = { by, area: 'users', deed: 'identity_unbound', subject: before.email } as const;
      await adminLog.note({ ...noted, before: shown(before), after: shown(after) }, session);
      return after;
    });
  }

  /** Another one-time link for a user in the place of those before, noted. Throws DomainError `user_not_found`. */
  async renewLink(id: UserId, by: string): Promise<{ user: User; link: SignInLink }> {
    const user = await this.read(id);
    await this.sources.signInLinks.end({ userId: id, tenantId: currentTenant() });
    const link = await this.link(id);
    const after = { goodUntil: link.expiresAt };
    const deed = { by, area: 'users', deed: 'sign_in_link_made', subject: user.email, before: null, after } as const;
    await inTransaction((session) => this.sources.adminLog.note(deed, session));
    return { user, link };
  }

  /** A one-time link of a user of the current tenant. */
  async link(userId: UserId, tenantId: TenantId = currentTenant()): Promise<SignInLink> {
    const { signInLinks, baseUrl } = this.sources;
    const { secret, expiresAt } = await signInLinks.insert({ userId, tenantId });
    return { link: `${baseUrl}/sign-in/link?secret=${secret}`, expiresAt };
  }

  private async requireFree(addresses: readonly string[], own: UserId | null, session: ClientSession): Promise<void> {
    for (const address of addresses) {
      const holder = await this.sources.users.findByAddress(address, session);
      if (holder === null || holder.id === own) continue;
      throw new DomainError('user_taken', `${address} is ${holder.name}'s address already.`);
    }
  }
}

function isAdmin({ role, disabled }: User): boolean {
  return role === 'admin' && !disabled;
}

function lastAdmin(): DomainError {
  return new DomainError('last_admin', 'Nobody would be left who can run the set-up; make another person admin first.');
}

/** What the admin log shows of a user. */
function shown({ name, role, disabled, otherEmails, sees, identities, absence }: User) {
  return { name, role, disabled, otherEmails, sees, identities, absence };
}

function deedOf(before: User, after: User): string {
  if (before.role !== after.role) return 'role_changed';
  if (before.disabled !== after.disabled) return after.disabled ? 'user_disabled' : 'user_enabled';
  if (!isDeepStrictEqual(before.absence, after.absence)) {
    return after.absence === null ? 'stand_in_ended' : 'stand_in_named';
  }
  return 'user_changed';
}
