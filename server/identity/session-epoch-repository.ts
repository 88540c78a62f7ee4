import type { ClientSession } from 'mongoose';
import type { UserId } from '#shared/domain/ids.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import { UserModel } from './user-model.ts';

/** A sign-in ends by itself after that long, and need not be remembered as ended. */
const REMEMBERED_MS = 24 * 60 * 60_000;

/** What was ended of a user's sessions. It stands with the user, so that it is read with them at each request. */
export class SessionEpochRepository {
  /** Makes every session and token of a user that was begun so far worth nothing; false where there is no such user. */
  async advance(userId: UserId, session: ClientSession): Promise<boolean> {
    const change = { $inc: { sessionEpoch: 1 }, $set: { endedSessions: [] } };
    const { matchedCount } = await UserModel.updateOne({ _id: userId }, change, { session });
    return matchedCount === 1;
  }

  /** Makes one sign-in of a user and its tokens worth nothing. */
  async end(userId: UserId, ended: { readonly session: string; readonly at: Date }): Promise<void> {
    const since = new Date(ended.at.getTime() - REMEMBERED_MS);
    const kept = { $filter: { input: { $ifNull: ['$endedSessions', []] }, cond: { $gt: ['$$this.at', since] } } };
    await UserModel.collection.updateOne({ _id: userId as never, tenantId: currentTenant() }, [
      { $set: { endedSessions: { $concatArrays: [kept, [ended]] } } },
    ]);
  }
}
