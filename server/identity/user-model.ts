import { model, Schema } from 'mongoose';
import type { Role } from '#shared/domain/role.ts';
import { tenantPlugin } from '../mongo/tenant-plugin.ts';

/** A user as the `users` collection holds them. `identities` are what sign-in is matched by; an e-mail alone never is, after the first time. */
export interface StoredUser {
  _id: string;
  email: string;
  name: string;
  role: Role;
  identities: { issuer: string; subject: string }[];
  disabled: boolean;
  createdAt: Date;
}

const schema = new Schema<StoredUser>(
  {
    _id: { type: String, required: true },
    email: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, required: true },
    identities: [{ _id: false, issuer: { type: String, required: true }, subject: { type: String, required: true } }],
    disabled: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'users', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, email: 1 }, { unique: true });
schema.index(
  { tenantId: 1, 'identities.issuer': 1, 'identities.subject': 1 },
  { unique: true, partialFilterExpression: { 'identities.issuer': { $exists: true } } },
);

export const UserModel = model('User', schema);
