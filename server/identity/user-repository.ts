import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/role.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import { type StoredUser, UserModel } from './user-model.ts';

/** Who a token of a directory is about: the issuer and its own, lasting name for the person. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Who stands in for a user from one day to another, both included, in the company's zone. */
export interface Absence {
  readonly standInId: UserId;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

export interface User {
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly identities: readonly Identity[];
  readonly disabled: boolean;
  /** Further addresses by which a directory may know them, in lower case. */
  readonly otherEmails: readonly string[];
  /** Further owners, by address, whose customers they see where portfolios are on. */
  readonly sees: readonly string[];
  /** The one that lasts, is to come, or was the last; null where there was none. */
  readonly absence: Absence | null;
  /** The last day, in the company's zone, on which they signed in by a directory or a link; null where it is not known. */
  readonly lastSignInOn: CalendarDate | null;
  /** How often they were signed out everywhere; a session of an earlier count is worth nothing. */
  readonly sessionEpoch: number;
  /** Sign-ins to the pages that were ended one by one. */
  readonly endedSessions: readonly string[];
}

export type NewUser = Pick<User, 'email' | 'name' | 'role'> & {
  readonly createdAt: Date;
  readonly sees?: readonly string[];
  /** By which they have just shown who they are. */
  readonly identity?: Identity;
};

/** What of a user can be changed. */
export type UserChanges = Partial<Pick<User, 'name' | 'role' | 'disabled' | 'otherEmails' | 'sees' | 'absence'>>;

type Session = ClientSession | null;

/** The users of the current tenant. */
export class UserRepository {
  /** Adds a user; e-mails are kept in lower case. Fails with a duplicate key where the e-mail is taken. */
  async insert(user: NewUser, session: Session = null): Promise<User> {
    const { email, name, role, createdAt, sees = [], identity } = user;
    const stored: StoredUser = {
      _id: randomBytes(12).toString('hex'),
      email: email.toLowerCase(),
      name,
      role,
      identities: identity === undefined ? [] : [{ ...identity }],
      disabled: false,
      createdAt,
      ...(sees.length === 0 ? {} : { sees: [...sees] }),
    };
    await UserModel.create([stored], { session });
    return userFromStored(stored);
  }

  async findById(id: UserId, session: Session = null): Promise<User | null> {
    return orNull(await UserModel.findById(id).session(session).lean());
  }

  /** Whose first address it is. */
  async findByEmail(email: string): Promise<User | null> {
    return orNull(await UserModel.findOne({ email: email.toLowerCase() }).lean());
  }

  /** Whose address it is, the first or another. */
  async findByAddress(address: string, session: Session = null): Promise<User | null> {
    const email = address.toLowerCase();
    return orNull(
      await UserModel.findOne({ $or: [{ email }, { otherEmails: email }] })
        .session(session)
        .lean(),
    );
  }

  async findByIdentity({ issuer, subject }: Identity): Promise<User | null> {
    return orNull(await UserModel.findOne({ identities: { issuer, subject } }).lean());
  }

  async list(session: Session = null): Promise<User[]> {
    return (await UserModel.find().sort({ email: 1 }).session(session).lean()).map(userFromStored);
  }

  /** Whether anybody can run the set-up. */
  async hasAdmin(session: Session = null): Promise<boolean> {
    return (await UserModel.exists({ role: 'admin', disabled: false }).session(session)) !== null;
  }

  /** Changes a user; what is left out stays. An absence of null is taken away. */
  async change(id: UserId, { absence, ...changes }: UserChanges, session: ClientSession): Promise<void> {
    const $set = { ...changes, ...(absence ? { absence } : {}) };
    const update = {
      ...(Object.keys($set).length > 0 && { $set }),
      ...(absence === null && { $unset: { absence: 1 } }),
    };
    if (Object.keys(update).length > 0) await UserModel.updateOne({ _id: id }, update as never, { session });
  }

  /** Shuts a user out, from their next request on. */
  async disable(id: UserId): Promise<void> {
    await UserModel.updateOne({ _id: id }, { $set: { disabled: true } });
  }

  /** Keeps the day of a sign-in. */
  async keepSignIn(id: UserId, day: CalendarDate): Promise<void> {
    await UserModel.updateOne({ _id: id }, { $set: { lastSignInOn: day } });
  }

  /** Ties a directory's identity to a user who has none of that issuer yet; false where someone else was faster. */
  async bindIdentity(id: UserId, { issuer, subject }: Identity): Promise<boolean> {
    const { modifiedCount } = await UserModel.collection.updateOne(
      { _id: id as never, tenantId: currentTenant(), 'identities.issuer': { $ne: issuer } },
      { $push: { identities: { issuer, subject } } as never },
    );
    return modifiedCount === 1;
  }

  /** Parts a user from an identity; false where they have no such. */
  async unbindIdentity(id: UserId, { issuer, subject }: Identity, session: ClientSession): Promise<boolean> {
    const { modifiedCount } = await UserModel.updateOne(
      { _id: id, identities: { issuer, subject } },
      { $pull: { identities: { issuer, subject } } },
      { session },
    );
    return modifiedCount === 1;
  }
}

function orNull(stored: StoredUser | null): User | null {
  return stored === null ? null : userFromStored(stored);
}

export function userFromStored(stored: StoredUser): User {
  const { _id, email, name, role, identities, disabled, otherEmails = [], sees = [] } = stored;
  const { absence = null, lastSignInOn = null, sessionEpoch = 0, endedSessions = [] } = stored;
  const known = { id: _id as UserId, email, name, role, identities, disabled };
  const ended = { sessionEpoch, endedSessions: endedSessions.map(({ session }) => session) };
  const days = { absence: absence as Absence | null, lastSignInOn: lastSignInOn as CalendarDate | null };
  return { ...known, otherEmails, sees, ...days, ...ended };
}
