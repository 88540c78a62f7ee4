import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import mongoose from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';
import {
  FactsSnapshotModel,
  FactsSnapshotPartModel,
  type StoredPart,
  type StoredSnapshot,
} from './facts-snapshot-model.ts';

const DUPLICATE_KEY = 11_000;
/** A document has at most 16 MB. */
const PIECE_BYTES = 8_000_000;

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** What a snapshot is of. */
export type SnapshotOf = Pick<StoredSnapshot, 'format' | 'run' | 'at' | 'seq' | 'recordedUntil'>;

export interface ReadSnapshot extends Pick<SnapshotOf, 'run' | 'seq' | 'recordedUntil'> {
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

/** The snapshots of facts in columns, from which a process begins. */
export class FactsSnapshotRepository {
  /** Puts a snapshot in the place of an older one, unless a later one is there. */
  async write(of: SnapshotOf, parts: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const tenantId = currentTenant();
    const snapshotId = new mongoose.Types.ObjectId().toHexString();
    let partCount = 0;
    for (const [name, bytes] of parts) {
      const packed = await compress(bytes, { level: 1 });
      for (let start = 0; start < packed.length; start += PIECE_BYTES) {
        const content = new mongoose.mongo.Binary(packed.subarray(start, start + PIECE_BYTES));
        await partDocuments().insertOne({ tenantId, snapshotId, place: partCount, name, content });
        partCount += 1;
      }
    }
    const isShown = await this.show({ ...of, lastEntry: await entryOf(of.seq), tenantId, snapshotId, partCount });
    const others = isShown ? { $ne: snapshotId } : snapshotId;
    await partDocuments().deleteMany({ tenantId, snapshotId: others });
  }

  /** The latest snapshot of that format that is of this store and of no later run or entry; null where there is none. */
  async read({ format, run, seq }: Pick<SnapshotOf, 'format' | 'run' | 'seq'>): Promise<ReadSnapshot | null> {
    const tenantId = currentTenant();
    const of = await snapshots().findOne({ tenantId, format, run: { $lte: run }, seq: { $lte: seq } });
    if (of === null) return null;
    if (!(await isOfThisStore(of))) return null;
    const packed = await this.partsOf(of);
    if (packed === null) return null;
    const parts = new Map<string, Uint8Array>();
    for (const [name, pieces] of packed) parts.set(name, await expand(Buffer.concat(pieces)));
    return { run: of.run, seq: of.seq, recordedUntil: of.recordedUntil, parts };
  }

  /** Null where another process has put a later one in its place meanwhile. */
  private async partsOf({ tenantId, snapshotId, partCount }: StoredSnapshot): Promise<Map<string, Buffer[]> | null> {
    const pieces = new Map<string, Buffer[]>();
    let count = 0;
    for await (const { name, content } of partDocuments().find({ tenantId, snapshotId }).sort({ place: 1 })) {
      const known = pieces.get(name);
      if (known === undefined) pieces.set(name, [Buffer.from(content.buffer)]);
      else known.push(Buffer.from(content.buffer));
      count += 1;
    }
    return count === partCount ? pieces : null;
  }

  private async show(snapshot: StoredSnapshot): Promise<boolean> {
    const { tenantId, format, run, seq } = snapshot;
    const isOlder = { $or: [{ format: { $ne: format } }, { run: { $lte: run }, seq: { $lte: seq } }] };
    try {
      await snapshots().replaceOne({ tenantId, ...isOlder }, snapshot, { upsert: true });
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
      throw error;
    }
  }
}

/** False in a store that was put back to an earlier state and went on differently. */
async function isOfThisStore({ tenantId, run, at, seq, lastEntry }: StoredSnapshot): Promise<boolean> {
  const committed = { tenantId, committedAt: at, number: run };
  const runs = collectionNamed('runs');
  const isRunHere = run === 0 || (await runs.findOne(committed, { projection: { _id: 1 } })) !== null;
  return isRunHere && (await entryOf(seq)) === lastEntry;
}

async function entryOf(seq: number): Promise<string | null> {
  const filter = { tenantId: currentTenant(), seq };
  const entry = await collectionNamed('activities').findOne(filter, { projection: { _id: 1 } });
  return entry === null ? null : String(entry._id);
}

function snapshots(): mongoose.mongo.Collection<StoredSnapshot> {
  return FactsSnapshotModel.collection as unknown as mongoose.mongo.Collection<StoredSnapshot>;
}

function partDocuments(): mongoose.mongo.Collection<StoredPart> {
  return FactsSnapshotPartModel.collection as unknown as mongoose.mongo.Collection<StoredPart>;
}
