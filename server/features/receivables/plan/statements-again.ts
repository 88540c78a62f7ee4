import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import { leftOn } from '#shared/domain/ledger-movement.ts';
import { money } from '#shared/domain/money.ts';
import { ALWAYS } from '../item-version.ts';
import type { ItemVersionRepository } from '../item-version-repository.ts';
import type { LedgerRow, StatedLeftRow } from '../ledger-row.ts';
import { applicationRowIdOf, entryIdOf, hashOf } from '../row-identity.ts';
import type { KnownSnapshot } from '../snapshot-said-repository.ts';
import type { LedgerSources } from './compared-rows.ts';
import { PackedIds } from './packed-ids.ts';
import type { RowsToTake } from './pass.ts';
import { saysNothingNew } from './says-nothing-new.ts';
import { newEntry } from './take-rows.ts';
import type { WorkingEntry, WorkingItem } from './working-item.ts';
import type { WorkingLedger } from './working-ledger.ts';

/**
 * Brings back statements that were not written because they said nothing new, where rows now speak of a day up to theirs: with these they may say something. Of an item the last such
 * statement comes back; what was left by then is what it said. To be called before the rows are taken.
 */
export async function bringStatementsBack(
  ledger: WorkingLedger,
  rows: RowsToTake,
  { saidAgain, snapshots, items }: Pick<LedgerSources, 'saidAgain' | 'snapshots' | 'items'>,
): Promise<void> {
  const since = daysSpokenOf(ledger, rows);
  const first = [...since.values()].sort()[0];
  if (first === undefined) return;
  const wanted = new PackedIds();
  for (const item of since.keys()) wanted.add(item.id);
  const last = new Map<string, CalendarDate>();
  await saidAgain.eachAfter(new Date(startOf(first).getTime() - 1), (ids, time) => {
    const on = time.toISOString().slice(0, 10) as CalendarDate;
    for (const id of wanted.among(ids)) if (on > (last.get(id) ?? '')) last.set(id, on);
  });
  const known = await snapshots.since(first);
  for (const [item, on] of await leftOutOf(known, since, items))
    if (on > (last.get(item.id) ?? '')) last.set(item.id, on);
  ledger.trust(() => {
    for (const [item, day] of since) {
      const on = last.get(item.id);
      if (on !== undefined && on >= day && item.stated.every((one) => one.on < on)) stateAgain(ledger, item, on);
    }
    return null;
  });
}

/** Of settled items the last day of a snapshot that left them out, though it could have named them: it said that nothing was left. */
async function leftOutOf(
  snapshots: readonly KnownSnapshot[],
  since: ReadonlyMap<WorkingItem, CalendarDate>,
  items: ItemVersionRepository,
): Promise<Map<WorkingItem, CalendarDate>> {
  const days = new Map<WorkingItem, CalendarDate>();
  for (const snapshot of snapshots) {
    const left = [...since].filter(([item, day]) => isLeftOut(item, day, snapshot)).map(([item]) => item);
    for (const item of await knownThen(left, snapshot.asOf, items)) {
      if (snapshot.day > (days.get(item) ?? '')) days.set(item, snapshot.day);
    }
  }
  return days;
}

/** Those of which the source had spoken by a time. */
async function knownThen(
  left: readonly WorkingItem[],
  asOf: Date,
  items: ItemVersionRepository,
): Promise<WorkingItem[]> {
  const isLater = ({ stored }: WorkingItem) => stored !== null && stored.sourceAsOf > asOf;
  const spokenOf = await items.findSpokenOfBy(
    left.filter(isLater).map(({ id }) => id),
    asOf,
  );
  return left.filter((item) => !isLater(item) || spokenOf.has(item.id));
}

function isLeftOut({ id, stored, facts, movements }: WorkingItem, day: CalendarDate, snapshot: KnownSnapshot): boolean {
  if (stored === null || snapshot.day < day || snapshot.day < facts.issuedOn) return false;
  return leftOn(facts, movements, snapshot.day) === 0 && snapshot.leavesOut(id, facts);
}

/** The instant by which the day of a statement is kept. */
export function startOf(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

function stateAgain(ledger: WorkingLedger, item: WorkingItem, on: CalendarDate): void {
  const { source, companyCode, documentType, number, fiscalYear, instalment, currency } = item.facts;
  const named = { source, companyCode, documentType, number, fiscalYear, instalment };
  const minor = leftOn(item.facts, item.movements, on);
  const row: StatedLeftRow = { type: 'stated_left', line: 0, item: named, left: money(minor, currency), on };
  const id = entryIdOf(row, source);
  if (ledger.entriesOfRow(id).length > 0) return;
  const taken = { row, id, hash: hashOf(row), replaces: null };
  ledger.putEntry(newEntry(taken, { legs: [{ item, minor }] }));
}

/** The items of the ledger that rows touch, each with the first day of which they speak. */
function daysSpokenOf(ledger: WorkingLedger, rows: RowsToTake): Map<WorkingItem, CalendarDate> {
  const since = new Map<WorkingItem, CalendarDate>();
  for (const [item, day] of spokenOf(ledger, rows)) {
    const before = since.get(item);
    if (before === undefined || day < before) since.set(item, day);
  }
  return since;
}

function* spokenOf(ledger: WorkingLedger, rows: RowsToTake): Generator<readonly [WorkingItem, CalendarDate]> {
  for (const { id, row } of rows.items) {
    const item = ledger.item(id);
    if (item !== undefined && item.facts.minor !== row.amount.minor) yield [item, row.issuedOn];
  }
  for (const { row, replaces, id } of rows.entries) {
    if (replaces !== null) yield* itemsOn(ledger.entriesOfRow(id));
    const items = itemsSpokenOf(ledger, row, rows.source).filter((item) => !isKnown(item, row));
    yield* items.map((item) => [item, dayOf(row)] as const);
  }
}

/** Items of entries that are said anew, with the days that they had. */
function itemsOn(entries: readonly WorkingEntry[]): (readonly [WorkingItem, CalendarDate])[] {
  return entries.flatMap(({ legs, on }) => legs.map(({ item }) => [item, on] as const));
}

function isKnown(item: WorkingItem, row: LedgerRow): boolean {
  return row.type === 'stated_left' && row.on !== undefined && saysNothingNew(item, row.on, row.left.minor);
}

function itemsSpokenOf(ledger: WorkingLedger, row: LedgerRow, source: string): WorkingItem[] {
  if (row.type === 'unapplication') {
    return ledger.entriesOfRow(applicationRowIdOf(row, source)).flatMap(({ legs }) => legs.map(({ item }) => item));
  }
  if (row.type === 'application') return [row.debit, row.credit].flatMap((ref) => ledger.itemsNamed(ref));
  return 'item' in row && row.type !== 'identification' ? ledger.itemsNamed(row.item) : [];
}

function dayOf(row: LedgerRow): CalendarDate {
  return 'on' in row && row.on !== undefined ? row.on : ALWAYS;
}

export type SaidAgain = ReadonlyMap<CalendarDate, PackedIds>;

/** The items of which a pass over the rows found statements that say nothing new, by their day. */
export class StatementsAgain {
  readonly byDay = new Map<CalendarDate, PackedIds>();

  add(itemId: ItemId, on: CalendarDate): void {
    const ids = this.byDay.get(on) ?? new PackedIds();
    this.byDay.set(on, ids);
    ids.add(itemId);
  }
}
