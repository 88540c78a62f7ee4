import { randomBytes } from 'node:crypto';
import type { UserId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/role.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import { type StoredUser, UserModel } from './user-model.ts';

/** Who a token of a directory is about: the issuer and its own, lasting name for the person. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

export interface User {
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly identities: readonly Identity[];
  readonly disabled: boolean;
}

export type NewUser = Pick<User, 'email' | 'name' | 'role'> & { createdAt: Date };

/** The users of the current tenant. */
export class UserRepository {
  /** Adds a user; e-mails are kept in lower case. Fails with a duplicate key where the e-mail is taken. */
  async insert({ email, name, role, createdAt }: NewUser): Promise<User> {
    const stored: StoredUser = {
      _id: randomBytes(12).toString('hex'),
      email: email.toLowerCase(),
      name,
      role,
      identities: [],
      disabled: false,
      createdAt,
    };
    await UserModel.create(stored);
    return userFromStored(stored);
  }

  async findById(id: UserId): Promise<User | null> {
    return orNull(await UserModel.findById(id).lean());
  }

  async findByEmail(email: string): Promise<User | null> {
    return orNull(await UserModel.findOne({ email: email.toLowerCase() }).lean());
  }

  async findByIdentity({ issuer, subject }: Identity): Promise<User | null> {
    return orNull(await UserModel.findOne({ identities: { issuer, subject } }).lean());
  }

  async list(): Promise<User[]> {
    return (await UserModel.find().sort({ email: 1 }).lean()).map(userFromStored);
  }

  /** Shuts a user out, from their next request on. */
  async disable(id: UserId): Promise<void> {
    await UserModel.updateOne({ _id: id }, { $set: { disabled: true } });
  }

  /** Ties a directory's identity to a user who has none of that issuer yet; false where someone else was faster. */
  async bindIdentity(id: UserId, { issuer, subject }: Identity): Promise<boolean> {
    const { modifiedCount } = await UserModel.collection.updateOne(
      { _id: id as never, tenantId: currentTenant(), 'identities.issuer': { $ne: issuer } },
      { $push: { identities: { issuer, subject } } as never },
    );
    return modifiedCount === 1;
  }
}

function orNull(stored: StoredUser | null): User | null {
  return stored === null ? null : userFromStored(stored);
}

export function userFromStored({ _id, email, name, role, identities, disabled }: StoredUser): User {
  return { id: _id as UserId, email, name, role, identities, disabled };
}
