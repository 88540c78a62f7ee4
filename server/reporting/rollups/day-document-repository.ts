import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { type DayContent, hashOfDay } from './day-document.ts';
import { ReportDayHeadModel, ReportDayModel, type StoredDay, type StoredDayHead } from './day-document-model.ts';

const DUPLICATE_KEY = 11_000;
/** How often a reading is begun anew because the documents were changed meanwhile. */
const MAX_TRIES = 4;

/** As of which run and entry of the log documents are, and the last day that they can tell. */
export type DaysOf = Pick<StoredDayHead, 'run' | 'seq' | 'last'>;

export interface ReadDays extends DaysOf {
  readonly days: readonly Pick<DayContent, 'day' | 'currencies' | 'touches'>[];
}

/** The day documents of the current tenant: always those of one run and one entry of the log together. */
export class DayDocumentRepository {
  async head(): Promise<StoredDayHead | null> {
    return heads().findOne({ tenantId: currentTenant() });
  }

  /** All days that hold, in their order; null where there are none, or where they change faster than they can be read. `fields` names what of them is wanted. */
  async read(fields: Readonly<Record<string, 1>> = {}): Promise<ReadDays | null> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const head = await this.head();
      if (head === null) return null;
      const { tenantId, generation, run, seq, last } = head;
      const options = {
        projection: Object.keys(fields).length === 0 ? { _id: 0 } : { _id: 0, ...fields },
        batchSize: 10_000,
      };
      const found = await days().find({ tenantId, generation }, options).sort({ day: 1 }).toArray();
      const now = await this.head();
      if (now?.generation === generation && now.run === run && now.seq === seq) return { run, seq, last, days: found };
    }
    return null;
  }

  /**
   * Brings the documents to what is given, those alone that differ; answers how many. What is there as of a later run or entry stays, since several processes may do this:
   * then the answer is null.
   */
  async bringTo(of: DaysOf, contents: readonly DayContent[]): Promise<number | null> {
    const tenantId = currentTenant();
    try {
      return await inTransaction(async (session) => {
        // Who writes the head first wins; another one that tries at the same time begins again and finds it later.
        const isBehind = { run: { $lte: of.run }, seq: { $lte: of.seq } };
        const change = { $set: of, $setOnInsert: { generation: 1 } };
        const options = { session, upsert: true, returnDocument: 'after' as const };
        const head = await heads().findOneAndUpdate({ tenantId, ...isBehind }, change, options);
        return head === null ? null : writeChanged(head.generation, contents, session);
      });
    } catch (error) {
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return null;
      throw error;
    }
  }

  /**
   * Writes all documents anew beside those that hold, and lets the new ones hold by one update; who reads meanwhile reads the ones or the others. False where the old ones
   * went on to a later run or entry meanwhile: then nothing has changed.
   */
  async rebuild(of: DaysOf, contents: readonly DayContent[]): Promise<boolean> {
    const tenantId = currentTenant();
    const before = await this.head();
    if (before === null) return (await this.bringTo(of, contents)) !== null;
    const generation = Math.max(before.generation, await this.lastGeneration()) + 1;
    if (contents.length > 0) await days().insertMany(contents.map((content) => storedDay(generation, content)));
    const isBehind = { tenantId, generation: before.generation, run: { $lte: of.run }, seq: { $lte: of.seq } };
    const { matchedCount } = await heads().updateOne(isBehind, { $set: { ...of, generation } });
    const gone = matchedCount === 1 ? { $lt: generation } : generation;
    await days().deleteMany({ tenantId, generation: gone });
    return matchedCount === 1;
  }

  private async lastGeneration(): Promise<number> {
    const [last] = await days().find({ tenantId: currentTenant() }).sort({ generation: -1 }).limit(1).toArray();
    return last?.generation ?? 0;
  }
}

async function writeChanged(
  generation: number,
  contents: readonly DayContent[],
  session: ClientSession,
): Promise<number> {
  const tenantId = currentTenant();
  const known = new Map<number, string>();
  const there = days().find({ tenantId, generation }, { session, projection: { day: 1, hash: 1 }, batchSize: 10_000 });
  for (const { day, hash } of await there.toArray()) known.set(day, hash);
  const changed = contents
    .map((content) => storedDay(generation, content))
    .filter(({ day, hash }) => known.get(day) !== hash);
  const kept = new Set(contents.map(({ day }) => day));
  const gone = [...known.keys()].filter((day) => !kept.has(day));
  const operations: mongoose.mongo.AnyBulkWriteOperation<StoredDay>[] = changed.map((replacement) => ({
    replaceOne: { filter: { tenantId, generation, day: replacement.day }, replacement, upsert: true },
  }));
  for (const day of gone) operations.push({ deleteOne: { filter: { tenantId, generation, day } } });
  if (operations.length > 0) await days().bulkWrite(operations, { session, ordered: false });
  return operations.length;
}

function storedDay(generation: number, content: DayContent): StoredDay {
  return { tenantId: currentTenant(), generation, hash: hashOfDay(content), ...content };
}

function heads(): mongoose.mongo.Collection<StoredDayHead> {
  return ReportDayHeadModel.collection as unknown as mongoose.mongo.Collection<StoredDayHead>;
}

function days(): mongoose.mongo.Collection<StoredDay> {
  return ReportDayModel.collection as unknown as mongoose.mongo.Collection<StoredDay>;
}
