import mongoose, { type ClientSession } from 'mongoose';
import { findAtOnce } from '../../mongo/commands.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { LedgerHeadModel, type StoredLedgerHead } from './ledger-head-model.ts';

/** The right to change a tenant's ledger, held until it is given back or has run out. `lsid` is the session that its transactions run in. */
export interface Turn {
  readonly owner: string;
  readonly lsid: mongoose.mongo.Document;
  readonly leaseMs: number;
}

/** Somebody else's turn has begun: whatever this process was about to write must not be written. */
export class TurnLost extends Error {
  constructor() {
    super('The turn to change the ledger has passed to another run.');
    this.name = 'TurnLost';
  }
}

export type LedgerHead = Omit<StoredLedgerHead, 'tenantId'>;

const UNTOUCHED: LedgerHead = { number: 0, at: null, dataAsOf: null, issued: 0, open: null, lease: null };
const DUPLICATE_KEY = 11_000;

export class LedgerHeadRepository {
  async read(): Promise<LedgerHead> {
    const filter = { tenantId: currentTenant() };
    const [head] = await findAtOnce<LedgerHead>(LedgerHeadModel.collection.collectionName, { filter });
    return head ?? UNTOUCHED;
  }

  /**
   * Takes the turn if nobody has it or it has run out by the database's clock, and ends what a dead process has left open. Null while
   * somebody else has it.
   */
  async take(turn: Turn): Promise<LedgerHead | null> {
    const tenantId = currentTenant();
    await this.ensure(tenantId);
    const free = { $or: [{ lease: null }, { $expr: { $lt: ['$lease.expiresAt', '$$NOW'] } }] };
    const dead = await heads().findOne({ tenantId, ...free });
    if (dead === null) return null;
    if (dead.lease !== null) await endSession(dead.lease.lsid);
    return heads().findOneAndUpdate({ tenantId, ...free }, [{ $set: { lease: leaseOf(turn) } }], {
      returnDocument: 'after',
    });
  }

  /** Prolongs the turn. In a transaction this is also the fence: its writes take effect only if the turn still was this one's. Throws TurnLost. */
  async hold(turn: Turn, session?: ClientSession): Promise<void> {
    const { matchedCount } = await heads().updateOne(
      { tenantId: currentTenant(), 'lease.owner': turn.owner },
      [{ $set: { lease: leaseOf(turn) } }],
      session === undefined ? {} : { session },
    );
    if (matchedCount === 0) throw new TurnLost();
  }

  /** Gives out the next number and notes that a run writes under it. Throws TurnLost. */
  async openNumber({ owner }: Turn, runId: string): Promise<number> {
    const number = { $add: ['$issued', 1] };
    const head = await heads().findOneAndUpdate(
      { tenantId: currentTenant(), 'lease.owner': owner },
      [{ $set: { issued: number, open: { number, runId } } }],
      { returnDocument: 'after' },
    );
    if (head === null) throw new TurnLost();
    return head.issued;
  }

  /** Forgets a number whose rows and marks have been removed. */
  async closeAbandoned({ owner }: Turn): Promise<void> {
    await heads().updateOne({ tenantId: currentTenant(), 'lease.owner': owner }, { $set: { open: null } });
  }

  /** Makes a run the committed one and ends its turn; this one update shows all that it wrote. Throws TurnLost. */
  async commit(
    { owner }: Turn,
    { number, at, dataAsOf }: { number: number; at: Date; dataAsOf: Date | null },
    session: ClientSession,
  ): Promise<void> {
    const { matchedCount } = await heads().updateOne(
      { tenantId: currentTenant(), 'lease.owner': owner, 'open.number': number },
      { $set: { number, at, dataAsOf, open: null, lease: null } },
      { session },
    );
    if (matchedCount === 0) throw new TurnLost();
  }

  async release({ owner }: Turn): Promise<void> {
    await heads().updateOne({ tenantId: currentTenant(), 'lease.owner': owner }, { $set: { lease: null } });
  }

  private async ensure(tenantId: string): Promise<void> {
    try {
      await heads().updateOne({ tenantId }, { $setOnInsert: { ...UNTOUCHED, tenantId } }, { upsert: true });
    } catch (error) {
      if ((error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
    }
  }
}

function heads(): mongoose.mongo.Collection<StoredLedgerHead> {
  return LedgerHeadModel.collection as unknown as mongoose.mongo.Collection<StoredLedgerHead>;
}

function leaseOf({ owner, lsid, leaseMs }: Turn): mongoose.mongo.Document {
  return { owner, lsid, expiresAt: { $add: ['$$NOW', leaseMs] } };
}

/** A transaction that a killed process left open keeps its locks for a minute, unless its session is ended. */
async function endSession(lsid: mongoose.mongo.Document): Promise<void> {
  await mongoose.connection
    .getClient()
    .db('admin')
    .command({ killSessions: [lsid] });
}
