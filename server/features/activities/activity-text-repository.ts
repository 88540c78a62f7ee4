import mongoose, { type ClientSession } from 'mongoose';
import type { ActivityId } from '#shared/domain/ids.ts';
import { insertAtOnce } from '../../mongo/commands.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { ActivityTextModel } from './activity-text-model.ts';
import type { ActivityTexts } from './activity-texts.ts';

/** What was written and said, apart from the log so that it can be erased. */
export class ActivityTextRepository {
  async insert(texts: readonly ActivityTexts[], session: ClientSession): Promise<void> {
    const tenantId = currentTenant();
    const documents = texts.map((text) => ({ tenantId, ...text }));
    await insertAtOnce(ActivityTextModel.collection.collectionName, documents, session);
  }

  async findByActivities(ids: readonly ActivityId[], session?: ClientSession): Promise<ActivityTexts[]> {
    if (ids.length === 0) return [];
    const filter = { activityId: mongoose.trusted({ $in: ids }) };
    const found = ActivityTextModel.find(
      filter as never,
      { _id: 0, tenantId: 0 },
      session === undefined ? {} : { session },
    );
    return await found.lean<ActivityTexts[]>();
  }

  /** Erases all texts of an activity, and their salts with them. */
  async erase(activityId: ActivityId, session: ClientSession): Promise<void> {
    await ActivityTextModel.deleteOne({ activityId }, { session });
  }
}
