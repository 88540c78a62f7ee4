import { inTransaction } from '../../mongo/in-transaction.ts';

/** What an admin did to a run of a feed, for the log of changes; runs themselves are kept in the ledger. */
export interface FeedDeed {
  readonly by: string;
  readonly deed: 'run_taken_back' | 'mapping_changed';
  /** The file, or the profile where it has no name. */
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The part of the admin log that feeds write to. */
export interface FeedDeedLog {
  note(
    deed: FeedDeed & { readonly area: 'feeds' },
    session: Parameters<Parameters<typeof inTransaction>[0]>[0],
  ): Promise<void>;
}

/** Writes down what was done. */
export async function noteFeedDeed(log: FeedDeedLog, deed: FeedDeed): Promise<void> {
  await inTransaction((session) => log.note({ area: 'feeds', ...deed }, session));
}
