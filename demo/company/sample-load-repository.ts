import { type ClientSession, model, Schema } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { tenantPlugin } from '../../server/mongo/tenant-plugin.ts';
import type { DemoThread } from './demo-thread.ts';

/** How far the loading of the sample company has come. Kept with its seed and day, so that a load which was broken off goes on with the same company. */
export interface SampleLoad {
  readonly seed: number;
  /** The day that the company was generated for. */
  readonly today: CalendarDate;
  /** So many of its activities are in the log. */
  readonly activities: number;
  /** Its mail, once everything is loaded; null before. */
  readonly threads: readonly DemoThread[] | null;
}

interface StoredLoad extends SampleLoad {
  _id: string;
}

const ID = 'sample-company';

const schema = new Schema<StoredLoad>(
  {
    _id: { type: String, required: true },
    seed: { type: Number, required: true },
    today: { type: String, required: true },
    activities: { type: Number, required: true },
    threads: { type: Schema.Types.Mixed, default: null },
  },
  { collection: 'sampleLoads', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
const SampleLoadModel = model('SampleLoad', schema);

/** The one load of the current tenant. */
export class SampleLoadRepository {
  async find(): Promise<SampleLoad | null> {
    const stored = await SampleLoadModel.findById(ID).lean<StoredLoad>();
    if (stored === null) return null;
    const { seed, today, activities, threads } = stored;
    return { seed, today, activities, threads };
  }

  async insert(load: Pick<SampleLoad, 'seed' | 'today'>): Promise<SampleLoad> {
    const begun = { ...load, activities: 0, threads: null };
    await SampleLoadModel.create({ _id: ID, ...begun });
    return begun;
  }

  /** Part of the transaction that appends the activities, so that the two never differ. */
  async setActivities(activities: number, session: ClientSession): Promise<void> {
    await SampleLoadModel.updateOne({ _id: ID }, { activities }, { session });
  }

  async complete(threads: readonly DemoThread[]): Promise<void> {
    await SampleLoadModel.updateOne({ _id: ID }, { threads });
  }
}
