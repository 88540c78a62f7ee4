import type mongoose from 'mongoose';
import type { UserId } from '#shared/domain/ids.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import { PageSessionModel, type StoredPageSession, type StoredSignIn } from './page-session-model.ts';

export type { StoredSignIn } from './page-session-model.ts';

/** The sign-ins to the pages, whose documents the session store keeps. */
export class PageSessionRepository {
  /** Those of a user, the latest first. */
  async findByUser(userId: UserId): Promise<StoredSignIn[]> {
    const found = await sessions().find(ofUser(userId)).sort({ 'session.signedIn.signedInAt': -1 }).toArray();
    return found.flatMap(({ session: { signedIn } }) => (signedIn === undefined ? [] : [signedIn]));
  }

  /** Removes one sign-in of a user; false where they have none of that name. */
  async remove(userId: UserId, session: string): Promise<boolean> {
    const { deletedCount } = await sessions().deleteOne({ ...ofUser(userId), 'session.signedIn.session': session });
    return deletedCount === 1;
  }

  /** Removes all of a user's, and says how many there were. */
  async removeAll(userId: UserId): Promise<number> {
    return (await sessions().deleteMany(ofUser(userId))).deletedCount;
  }
}

function ofUser(userId: UserId) {
  return { 'session.signedIn.userId': userId, 'session.signedIn.tenantId': currentTenant() };
}

function sessions(): mongoose.mongo.Collection<StoredPageSession> {
  return PageSessionModel.collection as unknown as mongoose.mongo.Collection<StoredPageSession>;
}
