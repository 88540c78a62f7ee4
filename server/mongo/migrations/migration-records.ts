import type mongoose from 'mongoose';

/** Where what was done is kept; named in server/mongo/tenantless-collections.ts. */
const COLLECTION = 'migrations';
const TURN = 'turn';
/** A process that has said nothing for so long counts as dead, and another takes the migrations up. */
const LEASE_MS = 30_000;
const DUPLICATE_KEY = 11_000;

/** A migration that was done, as the `migrations` collection holds it under its number. */
export interface StoredMigration {
  readonly _id: number;
  readonly name: string;
  readonly servedFrom: number;
  readonly doneAt: Date;
  /** How many documents it wrote when it was first done to its end. */
  readonly written: number;
}

interface StoredTurn {
  readonly _id: typeof TURN;
  readonly owner: string;
  readonly until: Date;
}

/** What migrations were done in a database, and whose turn it is to do more. */
export class MigrationRecords {
  private readonly done: mongoose.mongo.Collection<StoredMigration>;
  private readonly turns: mongoose.mongo.Collection<StoredTurn>;

  constructor(
    db: mongoose.mongo.Db,
    private readonly leaseMs = LEASE_MS,
  ) {
    this.done = db.collection(COLLECTION);
    this.turns = db.collection(COLLECTION);
  }

  /** In the order of their numbers; waits for the database at most so many ms where that is said. */
  async findDone(timeoutMS?: number): Promise<StoredMigration[]> {
    const limit = timeoutMS === undefined ? {} : { timeoutMS };
    return this.done.find({ _id: { $gte: 0 } }, { sort: { _id: 1 }, ...limit }).toArray();
  }

  /** Keeps that a migration was done; one that is known as done stays as it is. */
  async keepDone({ _id, ...rest }: StoredMigration): Promise<void> {
    await this.done.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
  }

  /** Takes the turn, or holds it for longer; false where another process has it. The database's clock decides. */
  async takeTurn(owner: string): Promise<boolean> {
    const isOurs = { $or: [{ $lte: ['$until', '$$NOW'] }, { $eq: ['$owner', owner] }] };
    const taken = [{ $set: { owner, until: { $add: ['$$NOW', this.leaseMs] } } }];
    const { matchedCount } = await this.turns.updateOne({ _id: TURN, $expr: isOurs }, taken);
    if (matchedCount > 0) return true;
    try {
      await this.turns.updateOne({ _id: TURN, owner: { $exists: false } }, taken, { upsert: true });
      return true;
    } catch (error) {
      // It is there and somebody's: the filter finds none, and a second one cannot be added.
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  async giveTurnBack(owner: string): Promise<void> {
    await this.turns.deleteOne({ _id: TURN, owner });
  }
}
