import type { ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import { ActivityHeadModel } from './activity-head-model.ts';

/** The place where the current tenant's log ends. */
export class ActivityHeadRepository {
  /**
   * Takes the next `count` numbers and gives the first of them. Within a transaction this is a compare-and-swap: where another one has moved the head since
   * our snapshot, the database refuses ours, and it runs again from the new head. A transaction that fails gives its numbers back, so none is missing.
   */
  async take(count: number, session: ClientSession): Promise<number> {
    const head = await ActivityHeadModel.collection.findOneAndUpdate(
      { tenantId: currentTenant() },
      { $inc: { seq: count } },
      { upsert: true, returnDocument: 'after', session },
    );
    return Number(head?.seq) - count + 1;
  }
}
