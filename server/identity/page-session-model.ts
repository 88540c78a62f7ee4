import { model, Schema } from 'mongoose';

/** Who signed in to the pages, from where; instants in milliseconds. What an older version wrote lacks the optional fields. */
export interface StoredSignIn {
  readonly userId: string;
  readonly tenantId: string;
  readonly signedInAt: number;
  readonly seenAt: number;
  /** The name by which a person tells this sign-in from others; it opens nothing. */
  readonly session?: string;
  readonly epoch?: number;
  readonly device?: string;
  readonly place?: string;
}

/** A session of the pages as the session store keeps it in the collection `pageSessions`. */
export interface StoredPageSession {
  _id: string;
  expires: Date;
  session: { signedIn?: StoredSignIn };
}

/** The documents are the store's own (connect-mongo); they are known here for the indexes. MongoDB removes them when they have run out. */
const schema = new Schema<StoredPageSession>({ expires: Date }, { collection: 'pageSessions', versionKey: false });
schema.index({ expires: 1 }, { expireAfterSeconds: 0 });
schema.index({ 'session.signedIn.userId': 1 }, { sparse: true });

export const PageSessionModel = model('PageSession', schema);
