import { model, Schema } from 'mongoose';

/** A one-time link as the `signInLinks` collection holds it: whoever reads the collection cannot use one. */
export interface StoredSignInLink {
  /** SHA-256 of the secret. */
  _id: string;
  userId: string;
  tenantId: string;
  expiresAt: Date;
  spentAt: Date | null;
}

const schema = new Schema<StoredSignInLink>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    tenantId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    spentAt: { type: Date, default: null },
  },
  { collection: 'signInLinks', strict: 'throw', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 24 * 60 * 60 });

export const SignInLinkModel = model('SignInLink', schema);
