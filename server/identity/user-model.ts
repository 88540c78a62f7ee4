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
  /** Further addresses by which a directory may know them. */
  otherEmails?: string[];
  /** Further owners, by address, whose customers they see. */
  sees?: string[];
  absence?: { standInId: string; from: string; until: string };
  /** The last day, in the company's zone, on which they signed in by a directory or a link. */
  lastSignInOn?: string;
  /** How often they were signed out everywhere; a session of an earlier count is worth nothing. */
  sessionEpoch?: number;
  /** Sign-ins to the pages that were ended one by one, while they could still be shown to us. */
  endedSessions?: { session: string; at: Date }[];
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
    otherEmails: { type: [String], default: undefined },
    sees: { type: [String], default: undefined },
    absence: { type: Schema.Types.Mixed },
    lastSignInOn: { type: String },
    sessionEpoch: { type: Number },
    endedSessions: { type: Schema.Types.Mixed },
  },
  { collection: 'users', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, email: 1 }, { unique: true });
schema.index(
  { tenantId: 1, 'identities.issuer': 1, 'identities.subject': 1 },
  { unique: true, partialFilterExpression: { 'identities.issuer': { $exists: true } } },
);
schema.index({ tenantId: 1, otherEmails: 1 }, { sparse: true });
schema.index({ tenantId: 1, 'absence.standInId': 1 }, { sparse: true });

export const UserModel = model('User', schema);
