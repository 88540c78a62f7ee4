import type { LedgerRow, RowProblem } from './ledger-row.ts';

/** Sums that a file states of itself, or that were counted in it; kept with the run. */
export interface ControlTotals {
  readonly rows: number;
  readonly sums: readonly { readonly name: string; readonly minor: number; readonly currency: string }[];
}

export interface RunRequest {
  /** What kind of change this is; a file read in is `feed`. */
  readonly kind: 'feed';
  readonly profile: string;
  /** Where the rows come from, such as an ERP's name. Ids of entries are unique within it. */
  readonly source: string;
  readonly fileName: string;
  /** Hash of the file's bytes and of what else decides on its meaning (mapping, snapshot or delta), in hex. */
  readonly fileHash: string;
  /** The source's own as-of time. */
  readonly dataAsOf: Date;
  /** Whether the file or the user stated it; else it is the time of receipt, and a file delivered again keeps that of its first delivery. */
  readonly dataAsOfStated: boolean;
  /** Whether a wrong row refuses the whole file, or is left out and listed. */
  readonly onProblem: 'refuse' | 'skip';
  readonly dryRun: boolean;
  readonly rows: readonly LedgerRow[];
  /** What was already found wrong when the rows were read. */
  readonly problems: readonly RowProblem[];
  readonly controlTotals: ControlTotals;
  /** Sentences on how the rows were read; kept with the run's own. */
  readonly notes?: readonly string[];
  /** What the file calls the columns by which the ledger names what is wrong. */
  readonly columnNames?: Readonly<Record<string, string>>;
  /** Who started the run: a user's e-mail, or the command line. */
  readonly actor: string;
}

/** How a run ended. `unchanged`, `refused` and `dry_run` have no number and move neither the ledger's instant nor its as-of time. */
export const RUN_STATES = ['committed', 'unchanged', 'refused', 'dry_run'] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface RunCounts {
  readonly new: number;
  readonly changed: number;
  readonly equal: number;
  /** Older states than the one that holds; kept, and seen by no question. */
  readonly historic: number;
}

export interface RunOutcome {
  readonly runId: string;
  /** The run's number in the ledger; null where it changed nothing. */
  readonly number: number | null;
  readonly state: RunState;
  readonly counts: RunCounts;
  readonly problems: readonly RowProblem[];
  /** Sentences for the person who reads the outcome. */
  readonly notes: readonly string[];
}

/** A run as it is kept: what was asked, without the rows, and how it ended. `taking` while it is under way or its process has died. */
export interface KeptRun
  extends Pick<
    RunRequest,
    'kind' | 'profile' | 'source' | 'fileName' | 'fileHash' | 'dataAsOf' | 'dataAsOfStated' | 'controlTotals' | 'actor'
  > {
  readonly runId: string;
  readonly number: number | null;
  readonly state: RunState | 'taking' | 'abandoned';
  readonly receivedAt: Date;
  /** When the run's state was committed; null where it has no number. */
  readonly committedAt: Date | null;
  /** The latest as-of time of any source in the ledger once the run was committed; null where it has no number. */
  readonly ledgerAsOf: Date | null;
  readonly counts: RunCounts;
  /** The first problems in the order of lines; `problemCount` says how many there were. */
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
  readonly notes: readonly string[];
}
