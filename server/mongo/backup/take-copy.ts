import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import { filtersFor, isCopied, MIGRATIONS_DONE } from './copied-collections.ts';
import { writeCopyFile } from './copy-file.ts';
import type { CompanyStand, CopiedFile } from './manifest.ts';

/** MongoDB's words for a snapshot that it no longer has, or cannot have. */
const NO_SNAPSHOT: readonly unknown[] = [239, 246];

/** The database no longer knows how it was when the copy began. */
export class SnapshotGone extends Error {
  override readonly name = 'SnapshotGone';

  constructor() {
    super(
      'The copy took longer than the database remembers how it was. Raise minSnapshotHistoryWindowInSeconds of MongoDB and take it again.',
    );
  }
}

export interface CopyOrder {
  readonly db: mongoose.mongo.Db;
  readonly client: mongoose.mongo.MongoClient;
  /** It must not be there yet. */
  readonly folder: string;
  /** The one company to copy; all where it is null. */
  readonly tenantId: string | null;
}

export interface Copy {
  readonly files: CopiedFile[];
  readonly companies: readonly Omit<CompanyStand, 'figures'>[];
  readonly migration: number;
  readonly takenAt: Date;
}

/** Copies every company's documents as they were at one instant, whatever is written meanwhile. Throws SnapshotGone. */
export async function takeCopy(order: CopyOrder): Promise<Copy> {
  await mkdir(order.folder, { recursive: true, mode: 0o700 });
  const collections = (await order.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const session = order.client.startSession({ snapshot: true });
  try {
    return await new Snapshot(order, session).copy(collections.filter(isCopied).sort());
  } catch (error) {
    throw NO_SNAPSHOT.includes((error as { code?: unknown }).code) ? new SnapshotGone() : error;
  } finally {
    await session.endSession();
  }
}

type Document = mongoose.mongo.Document;

class Snapshot {
  constructor(
    private readonly order: CopyOrder,
    private readonly session: ClientSession,
  ) {}

  async copy(collections: readonly string[]): Promise<Copy> {
    const { tenantId, folder } = this.order;
    const tenants = await this.find('tenants', tenantId === null ? {} : { _id: tenantId }).toArray();
    const tenantIds = tenants.map(({ _id }) => String(_id));
    const files: CopiedFile[] = [];
    for (const collection of collections) {
      const file = `${collection}.bson.gz`;
      const facts = await writeCopyFile(join(folder, file), this.documents(collection, tenantIds));
      files.push({ collection, file, ...facts });
    }
    const companies = [];
    for (const { _id, name } of tenants) companies.push(await this.standOf(String(_id), String(name)));
    const done = await this.find('migrations', MIGRATIONS_DONE).toArray();
    return { files, companies, migration: Math.max(0, ...done.map(({ _id }) => Number(_id))), takenAt: this.takenAt() };
  }

  private async *documents(collection: string, tenantIds: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const filter of filtersFor(collection, tenantIds)) {
      yield* this.find(collection, filter, { raw: true }) as unknown as AsyncIterable<Uint8Array>;
    }
  }

  private async standOf(tenantId: string, name: string): Promise<Omit<CompanyStand, 'figures'>> {
    const [log] = await this.find('activityHeads', { tenantId }).toArray();
    const [ledger] = await this.find('ledgerHeads', { tenantId }).toArray();
    return {
      id: tenantId,
      name,
      log: { seq: Number(log?.seq ?? 0), hash: (log?.hash as string | undefined) ?? null },
      ledger: Number(ledger?.number ?? 0),
    };
  }

  private find(collection: string, filter: Document, options: { raw?: boolean } = {}) {
    // The client's own read concern would be sent in its place.
    const readConcern = { level: 'snapshot' } as const;
    return this.order.db.collection(collection).find(filter, { ...options, session: this.session, readConcern });
  }

  /** The driver keeps the instant of a snapshot with its session, and has no name for it among its types. */
  private takenAt(): Date {
    const { snapshotTime } = this.session as unknown as { snapshotTime?: mongoose.mongo.Timestamp };
    if (snapshotTime === undefined) throw new Error('The snapshot has no instant.');
    return new Date(snapshotTime.getHighBitsUnsigned() * 1_000);
  }
}
