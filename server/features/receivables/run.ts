import type { FeedHold } from '#shared/api/feed-runs.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import type { LedgerRow, RowProblem } from './ledger-row.ts';

/** Sums that a file states of itself, or that were counted in it; kept with the run. */
export interface ControlTotals {
  readonly rows: number;
  readonly sums: readonly { readonly name: string; readonly minor: number; readonly currency: string }[];
}

/** The rows of a run, which can be gone through more than once and need not all be in memory. */
export interface RowSource {
  readonly count: number;
  chunks(): AsyncIterable<readonly LedgerRow[]>;
  /** The rows at these places, counted from 0 in the order of `chunks`. Cheapest where places that are near one another follow one another. */
  pick(places: readonly number[]): Promise<readonly LedgerRow[]>;
}

/** Money that a bank has taken back of a payment that its file does not hold. */
export interface ReturnedMoney {
  readonly line: number;
  /** The source's id of the return. */
  readonly id: string;
  /** Our account. */
  readonly account: string;
  /** What may name the payment: the payer's end-to-end id and the bank's references; at least one. */
  readonly references: readonly string[];
  readonly amount: Money;
  readonly on: CalendarDate;
}

/** What stops a run until a person has looked at it and says that it is right. */
export type HoldCode = FeedHold;

export interface Hold {
  readonly code: HoldCode;
  /** What was found, with its figures, and what to do. */
  readonly sentence: string;
}

/** What a file says of itself as a whole, for checks that need what came before. */
export interface StatedOfFile {
  /** Our bank accounts that it is about. */
  readonly accounts: readonly string[];
  /** Bank statements in it: account and number, and a hash of what each says. */
  readonly statements: readonly { readonly account: string; readonly number: string; readonly hash: string }[];
}

/** What a bank statement is told by. */
export function statementKey({ account, number }: { readonly account: string; readonly number: string }): string {
  return `${account.length}:${account}${number}`;
}

export const RUN_KINDS = ['feed', 'cash_application', 'merge', 'take_back'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

export interface RunRequest {
  /** The run's id where the caller has chosen it, so that what belongs to the run can be kept before it begins. */
  readonly runId?: string;
  /** What kind of change this is; a file read in is `feed`. */
  readonly kind: RunKind;
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
  readonly rows: RowSource;
  /** A snapshot names every open item of its source (and of the company codes in it): an open item that it leaves out has been cleared. */
  readonly coverage?: 'delta' | 'snapshot';
  /** Holds that were found in reading, before the ledger was asked. */
  readonly holds?: readonly Hold[];
  /** Holds that a person has looked at and lets pass. */
  readonly accepted?: readonly HoldCode[];
  readonly stated?: StatedOfFile;
  /** What a bank took back of payments that came earlier. */
  readonly returns?: readonly ReturnedMoney[];
  /** What was already found wrong when the rows were read. */
  readonly problems: readonly RowProblem[];
  readonly controlTotals: ControlTotals;
  /** Sentences on how the rows were read; kept with the run's own. */
  readonly notes?: readonly string[];
  /** What the file calls the columns by which the ledger names what is wrong. */
  readonly columnNames?: Readonly<Record<string, string>>;
  /** Who started the run: a user's e-mail, or the command line. */
  readonly actor: string;
  /** Told every so often how many rows have been checked, or written. */
  readonly progress?: (step: RunStep, rows: number) => void;
}

/** What long work is at. */
export type RunStep = 'reading' | 'checking' | 'writing';

/** How a run ended. `held` waits for a person. `unchanged`, `refused`, `held` and `dry_run` have no number and move neither the ledger's instant nor its as-of time. */
export const RUN_STATES = ['committed', 'unchanged', 'refused', 'held', 'dry_run'] as const;
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
  /** What it waits for, or was let pass. */
  readonly holds: readonly Hold[];
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
  readonly holds: readonly Hold[];
  readonly coverage: 'delta' | 'snapshot';
  readonly stated: StatedOfFile;
  /** The run that took this one back; null while it stands. */
  readonly takenBackBy: number | null;
  readonly notes: readonly string[];
}
