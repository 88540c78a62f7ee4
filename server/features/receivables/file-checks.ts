import { dayInZone } from '#shared/domain/calendar-date.ts';
import type { EntryVersionRepository } from './entry-version-repository.ts';
import type { ItemVersionRepository } from './item-version-repository.ts';
import { LedgerHolds, openItemsGone } from './ledger-holds.ts';
import { withRows, withStatedDays } from './plan/row-sources.ts';
import type { ReadFile, RunPlanner } from './plan/run-planner.ts';
import { missingFromSnapshot } from './plan/snapshot-rows.ts';
import { findReturned } from './returned-money.ts';
import type { Hold, RunRequest } from './run.ts';
import type { Taking } from './run-outcome.ts';
import type { RunRepository } from './run-repository.ts';

interface Sources {
  readonly planner: RunPlanner;
  readonly items: ItemVersionRepository;
  readonly entries: EntryVersionRepository;
  readonly runs: RunRepository;
  readonly zoneOf: () => Promise<string>;
}

/** A file with what follows from what it leaves out, and what a person has to look at. */
export interface CheckedFile {
  readonly read: ReadFile;
  readonly taking: Taking;
}

/** What a file as a whole says and looks like beside the ledger. */
export class FileChecks {
  private readonly holds: LedgerHolds;

  constructor(private readonly sources: Sources) {
    this.holds = new LedgerHolds(sources.items, sources.runs);
  }

  /** The request with the day of its as-of time in what names no day. */
  async dated(request: RunRequest, asOf: Date): Promise<RunRequest> {
    const day = dayInZone(asOf, await this.sources.zoneOf());
    return { ...request, rows: withStatedDays(request.rows, day) };
  }

  /** A file as it is to be held against the ledger at a run: with what a bank took back of earlier payments, and, of a snapshot, with what it leaves out. */
  async completed(read: ReadFile, taking: Taking, run: number): Promise<CheckedFile> {
    const whole = await this.withReturns(read, taking, run);
    return this.withMissing(whole.read, whole.taking, run);
  }

  private async withReturns(read: ReadFile, taking: Taking, run: number): Promise<CheckedFile> {
    const { request } = taking;
    const { returns = [], source } = request;
    if (returns.length === 0) return { read, taking };
    const { items, entries, planner } = this.sources;
    const { rows, notes } = await findReturned(returns, source, { items, entries, run });
    const whole = { ...request, rows: withRows(request.rows, rows) };
    const noted = notes.reduce(withNote, { ...taking, request: whole });
    return { read: rows.length === 0 ? read : await planner.read(whole), taking: noted };
  }

  private async withMissing(read: ReadFile, taking: Taking, run: number): Promise<CheckedFile> {
    const { request, asOf } = taking;
    if (request.coverage !== 'snapshot' || run === 0) return { read, taking };
    if (request.problems.length > 0) return { read, taking: withNote(taking, UNREAD_LINES) };
    const day = dayInZone(asOf, await this.sources.zoneOf());
    const missing = await missingFromSnapshot(read.file, this.sources.items, { asOf, day, run });
    const said = { ...taking, snapshot: missing.said };
    if (missing.rows.length === 0) return { read, taking: said };
    const whole = { ...request, rows: withRows(request.rows, missing.rows) };
    const count = missing.rows.length;
    const note = `The snapshot leaves out ${count === 1 ? '1 open item, which counts' : `${count} open items, which count`} as cleared on ${day}.`;
    return {
      read: await this.sources.planner.read(whole),
      taking: withNote({ ...said, request: whole, holds: [...taking.holds, ...openItemsGone(missing)] }, note),
    };
  }

  /** What looks wrong of a file that was compared with the ledger at a run. What our own people and matching decide is not asked. */
  async lookedAt({ file }: ReadFile, taking: Taking, run: number): Promise<Taking> {
    if (taking.request.kind !== 'feed') return taking;
    const found: Hold[] = await this.holds.find(file, taking.request, run);
    return found.length === 0 ? taking : { ...taking, holds: [...taking.holds, ...found] };
  }
}

const UNREAD_LINES =
  'Lines were left out, so nothing counts as missing from this snapshot: nobody can tell what they name.';

function withNote(taking: Taking, note: string): Taking {
  const { request } = taking;
  return { ...taking, request: { ...request, notes: [...(request.notes ?? []), note] } };
}
