import type mongoose from 'mongoose';
import { syncIndexes } from '../../server/mongo/sync-indexes.ts';

const BATCH = 2_000;
/** One batch is written while the next is made. */
const UNDER_WAY = 2;

/** Fills collections fast: in batches that only the last write waits for on disk, and without indexes until all is there. */
export class BulkInsert {
  private readonly waiting = new Map<string, mongoose.mongo.Document[]>();
  private readonly underWay = new Set<Promise<void>>();
  private failure: unknown = null;

  constructor(private readonly db: mongoose.mongo.Db) {}

  /** Takes the indexes of collections away; `finish` makes them anew. */
  async begin(names: readonly string[]): Promise<void> {
    for (const name of names) await this.db.collection(name).dropIndexes();
  }

  async add(name: string, document: object): Promise<void> {
    const batch = this.waiting.get(name) ?? [];
    batch.push(document);
    this.waiting.set(name, batch);
    if (batch.length >= BATCH) await this.write(name, batch);
  }

  /** Writes what is left, makes the indexes, and waits until a majority has it all. */
  async finish(): Promise<void> {
    for (const [name, batch] of this.waiting) await this.write(name, batch);
    await Promise.all(this.underWay);
    this.throwFailure();
    await syncIndexes();
    await this.db.collection('benchMarks').insertOne({ loaded: true }, { writeConcern: { w: 'majority', j: true } });
  }

  private async write(name: string, batch: mongoose.mongo.Document[]): Promise<void> {
    this.waiting.set(name, []);
    if (batch.length === 0) return;
    const options = { ordered: false, writeConcern: { w: 1, j: false } };
    const written = this.db.collection(name).insertMany(batch, options);
    const settled = written
      .then(
        () => {},
        (error: unknown) => {
          this.failure ??= error;
        },
      )
      .finally(() => this.underWay.delete(settled));
    this.underWay.add(settled);
    if (this.underWay.size >= UNDER_WAY) await Promise.race(this.underWay);
    this.throwFailure();
  }

  private throwFailure(): void {
    if (this.failure !== null) throw this.failure;
  }
}
