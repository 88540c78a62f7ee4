import mongoose, { type ClientSession } from 'mongoose';
import { findAtOnce } from '../../mongo/commands.ts';
import { isDuplicateKey } from '../../mongo/once.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { ActivityHeadModel, type StoredActivityHead } from './activity-head-model.ts';

/** Where a log ends: the number and the hash of its last entry. */
export interface LogHead {
  readonly seq: number;
  readonly hash: string | null;
}

/** The end of a log that nothing was ever added to. */
const EMPTY: LogHead = { seq: 0, hash: null };

/** The log ends elsewhere than was thought. It carries the database's own label for what passes, so the transaction runs again. */
class HeadMoved extends mongoose.mongo.MongoError {
  constructor() {
    super('The log has moved on.');
    this.addErrorLabel('TransientTransactionError');
  }
}

/** The place where the current tenant's log ends. */
export class ActivityHeadRepository {
  async read(session: ClientSession): Promise<LogHead> {
    const filter = { tenantId: currentTenant() };
    const [head] = await findAtOnce<StoredActivityHead>(
      ActivityHeadModel.collection.collectionName,
      { filter },
      session,
    );
    return head === undefined ? EMPTY : { seq: head.seq, hash: head.hash ?? null };
  }

  /**
   * Moves the end of the log, by compare-and-swap: where it is not where we think, nothing of the transaction holds, and it runs again. A transaction that fails
   * gives its numbers back, so none is missing.
   */
  async move(from: LogHead, to: LogHead, session: ClientSession): Promise<void> {
    const isFirst = from.seq === 0;
    const filter = { tenantId: currentTenant(), ...from };
    try {
      const options = { upsert: isFirst, session };
      const { matchedCount, upsertedCount } = await ActivityHeadModel.collection.updateOne(
        filter,
        { $set: to },
        options,
      );
      if (matchedCount + upsertedCount !== 1) throw new HeadMoved();
    } catch (error) {
      throw isDuplicateKey(error) ? new HeadMoved() : error;
    }
  }
}
