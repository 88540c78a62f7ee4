import type mongoose from 'mongoose';

/** What a migration works with. */
export interface MigrationContext {
  /** The driver's own handle. What is written to a company's collection carries its `tenantId`, and each filter names one. */
  readonly db: mongoose.mongo.Db;
  /** Every company there is. */
  readonly tenantIds: readonly string[];
  /** Says that the migration is still at it; called between one batch and the next. Throws where the process is to end, or where another one has taken over. */
  readonly goOn: () => Promise<void>;
}

/**
 * One step of the stored shape. It runs while the version before still serves, so it adds and never takes away what that version reads or writes; what nobody reads any more is
 * taken away by a migration of a later version. It can be begun again after it was cut off anywhere, and done twice it does nothing the second time. It works on plain documents and
 * imports no model: models go on, a migration stays as it was.
 */
export interface Migration {
  /** 1, 2, 3 … without a gap; lasting. */
  readonly number: number;
  readonly name: string;
  /** The number up to which a version has to know migrations to serve a database in which this one is done; 0 where any version can. */
  readonly servedFrom: number;
  /** Whether the version before goes on writing in its own way, so that this is done again now and then for as long as it may be there. */
  readonly isFollowed: boolean;
  /** Gives how many documents it wrote. */
  readonly run: (context: MigrationContext) => Promise<number>;
}
