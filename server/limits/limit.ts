/** How often one subject may do a thing in a minute. */
export interface Limit {
  readonly name: string;
  readonly perMinute: number;
  /** What happens while the count cannot be had because the database is gone. */
  readonly unsure: 'refuse' | 'admit';
}

/** How often a minute each may be done. */
export interface PerMinute {
  /** Ways into the sign-in, by address; a whole office may share one. */
  readonly signIns: number;
  /** Calls without a session, or with one that is refused, by address. */
  readonly strangers: number;
  /** All calls of a user. */
  readonly user: number;
  /** All calls of a machine key. */
  readonly key: number;
  /** Messages that a user prepares or sends. */
  readonly sends: number;
  /** Reports that a user or a key reads, on a page or to take away. */
  readonly reports: number;
}

export type Taken = { readonly admitted: true } | { readonly admitted: false; readonly retryAfterSeconds: number };

export const WINDOW_MS = 60_000;

/** How many processes may stand side by side at most: before anything was agreed on a count, each may give out this part of it. */
const MOST_PROCESSES = 8;

/** What one process may give out of a count that no process has spoken of yet. */
export function firstShare(most: number): number {
  return Math.floor(most / MOST_PROCESSES);
}
