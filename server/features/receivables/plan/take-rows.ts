import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { mostToTakeFrom } from '#shared/domain/ledger-movement.ts';
import { isDebit, OWN_SOURCE } from '#shared/domain/open-item.ts';
import { ALWAYS, NEVER } from '../item-version.ts';
import type { AdjustmentRow, ApplicationRow, ItemRef, ItemRow, ReversalRow, UnapplicationRow } from '../ledger-row.ts';
import { applicationRowIdOf } from '../row-identity.ts';
import type { Taken } from './compared-rows.ts';
import { endTheSame } from './giving-way.ts';
import { daysOf, differsForEntries, type Leg, type WorkingEntry, type WorkingItem } from './working-item.ts';
import type { Objection, WorkingLedger } from './working-ledger.ts';

type Found =
  | { readonly ok: true; readonly items: readonly WorkingItem[] }
  | { readonly ok: false; readonly objection: Objection };

/** Lets an item's row hold. Its entries follow: days and what they copied of it. */
export function takeItem(ledger: WorkingLedger, taken: Taken<ItemRow>): Objection | null {
  const { kind, amount, key } = taken.row;
  const known = ledger.item(taken.id);
  if (known !== undefined && known.entryCount > 0) {
    const { currency } = known.facts;
    if (currency !== amount.currency) {
      return {
        column: 'currency',
        value: amount.currency,
        problem: `${key.number} is in ${currency} and has entries in it.`,
      };
    }
    if (isDebit(known.facts.kind) !== isDebit(kind)) {
      return { column: 'kind', value: kind, problem: `${key.number} is ${known.facts.kind} and has entries as such.` };
    }
  }
  const follow = known !== undefined && differsForEntries(known, taken.row);
  const item = ledger.putItem(taken);
  if (follow) for (const entry of ledger.entriesTouching(item.id)) ledger.followEntry(entry);
  return null;
}

/** Takes an application back, on the earliest of the days of its un-applications. */
export function takeUnapplication(
  ledger: WorkingLedger,
  taken: Taken<UnapplicationRow>,
  source: string,
): Objection | null {
  const { applicationId } = taken.row;
  const applicationRowId = applicationRowIdOf(taken.row, source);
  const parts = ledger.entriesOfRow(applicationRowId);
  if (parts.length === 0) {
    return { column: 'applicationId', value: applicationId, problem: 'is an application that is not known.' };
  }
  for (const before of ledger.entriesOfRow(taken.id)) ledger.endEntry(before);
  ledger.putEntry(newEntry(taken, { touches: [applicationRowId] }));
  for (const part of parts) ledger.followEntry(part, unappliedOn(ledger, applicationRowId));
  return null;
}

/** Sets a credit item against a debit item. Where the row names the document and not the instalment: earliest due first, marked as derived. */
export function takeApplication(ledger: WorkingLedger, taken: Taken<ApplicationRow>, source: string): Objection | null {
  const { row } = taken;
  for (const before of ledger.entriesOfRow(taken.id)) ledger.endEntry(before);
  const debits = itemsOf(ledger, row.debit, 'debit');
  if (!debits.ok) return debits.objection;
  const credits = itemsOf(ledger, row.credit, 'credit');
  if (!credits.ok) return credits.objection;
  const objection = amountObjection(row, debits.items, credits.items);
  if (objection !== null) return objection;
  const pairs = spread(ledger, row, debits.items, credits.items);
  if (pairs === null) return tooMuch('debitAmount', row.debit.number, row.on);
  const derived = row.derived || debits.items.length > 1 || credits.items.length > 1;
  const back = unappliedOn(ledger, taken.id);
  for (const [part, legs] of pairs.entries()) {
    const entry = newEntry(taken, { part, legs, derived, unappliedOn: back, decidedHere: source === OWN_SOURCE });
    const applied = { ...entry, ...daysOf(entry) };
    if (ledger.oursYield && taken.replaces === null) endTheSame(ledger, applied);
    ledger.putEntry(applied);
  }
  return null;
}

function unappliedOn(ledger: WorkingLedger, applicationRowId: string): CalendarDate {
  const days = ledger.entriesTouching(applicationRowId).map(({ on }) => on);
  return days.reduce((earliest, day) => (day < earliest ? day : earliest), NEVER);
}

/** Lessens an item, or takes it back. */
export function takeItemEntry(
  ledger: WorkingLedger,
  taken: Taken<AdjustmentRow | ReversalRow>,
  source: string,
): Objection | null {
  const { item: ref, amount, on } = taken.row;
  for (const before of ledger.entriesOfRow(taken.id)) ledger.endEntry(before);
  const found = itemsOf(ledger, ref, 'any');
  if (!found.ok) return found.objection;
  const objection = currencyObjection('amount', amount.currency, found.items) ?? signObjection('amount', amount.minor);
  if (objection !== null) return objection;
  const legs = shares(ledger, found.items, amount.minor, () => on);
  if (legs === null) return tooMuch('amount', ref.number, on);
  for (const [part, leg] of legs.entries()) {
    const derived = found.items.length > 1;
    ledger.putEntry(newEntry(taken, { part, legs: [leg], derived, decidedHere: source === OWN_SOURCE }));
  }
  return null;
}

/** An entry as a row brings it; what is not named of it is as in one that takes nothing. */
export function newEntry(taken: NonNullable<WorkingEntry['row']>, parts: Partial<WorkingEntry>): WorkingEntry {
  const { id: rowId, row } = taken;
  const on = 'on' in row && row.on !== undefined ? row.on : ALWAYS;
  const touches = (parts.legs ?? []).map(({ item }) => item.id);
  const made = { type: row.type, rowId, part: 0, stored: null, row: taken, legs: [], touches, derived: false };
  const days = { on, from: on, back: NEVER, moneyOn: NEVER, unappliedOn: NEVER, bounced: [] };
  return { ...made, ...days, decidedHere: false, fate: 'written', ...parts };
}

/** The item that a row names, or its instalments, earliest due first. */
export function itemsOf(ledger: WorkingLedger, ref: ItemRef, side: 'debit' | 'credit' | 'any'): Found {
  const named = ledger.itemsNamed(ref);
  const items = side === 'any' ? named : named.filter(({ facts }) => isDebit(facts.kind) === (side === 'debit'));
  const [first] = items;
  const column = side === 'any' ? 'item' : side;
  if (first === undefined) return { ok: false, objection: unknown(column, ref.number, side) };
  if (items.some((item) => documentOf(item) !== documentOf(first))) {
    const problem = 'names several documents; say which company code, document type or fiscal year is meant.';
    return { ok: false, objection: { column, value: ref.number, problem } };
  }
  return { ok: true, items: [...items].sort(byDueDay) };
}

function unknown(column: string, value: string, side: 'debit' | 'credit' | 'any'): Objection {
  return { column, value, problem: `is ${side === 'any' ? 'an item' : `a ${side} item`} that is not known.` };
}

function documentOf({ facts: { source, companyCode, documentType, number, fiscalYear } }: WorkingItem): string {
  return JSON.stringify([source, companyCode, documentType, number, fiscalYear]);
}

function byDueDay(a: WorkingItem, b: WorkingItem): number {
  const [left, right] = [a, b].map(({ facts }) => `${facts.dueOn} ${facts.instalment}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

function amountObjection(
  { debitAmount, creditAmount }: ApplicationRow,
  debits: readonly WorkingItem[],
  credits: readonly WorkingItem[],
): Objection | null {
  return (
    signObjection('debitAmount', debitAmount.minor) ??
    signObjection('creditAmount', creditAmount.minor) ??
    currencyObjection('debitAmount', debitAmount.currency, debits) ??
    currencyObjection('creditAmount', creditAmount.currency, credits) ??
    rateObjection(debitAmount, creditAmount, debits.length + credits.length > 2)
  );
}

export function signObjection(column: string, minor: number): Objection | null {
  return minor < 0
    ? { column, value: String(minor), problem: 'is below 0; the kind of the row gives the sign.' }
    : null;
}

export function currencyObjection(column: string, currency: string, items: readonly WorkingItem[]): Objection | null {
  const other = items.find(({ facts }) => facts.currency !== currency);
  if (other === undefined) return null;
  return {
    column,
    value: currency,
    problem: `is not the currency of ${other.facts.number}, which is in ${other.facts.currency}.`,
  };
}

function rateObjection(
  debit: ApplicationRow['debitAmount'],
  credit: ApplicationRow['creditAmount'],
  hasInstalments: boolean,
): Objection | null {
  if (debit.currency === credit.currency) {
    if (debit.minor === credit.minor) return null;
    const problem = 'differs from the debit amount; within one currency an application takes the same from both sides.';
    return { column: 'creditAmount', value: String(credit.minor), problem };
  }
  if (!hasInstalments) return null;
  return {
    column: 'debit',
    value: '',
    problem: 'is applied across currencies and has instalments; name the instalment.',
  };
}

function tooMuch(column: string, value: string, on: CalendarDate): Objection {
  return { column, value, problem: `has less left than that from ${on} on.` };
}

/** Who takes how much of an application: one pair of items as the row says, instalments in turn. Null where they have too little left together. */
function spread(
  ledger: WorkingLedger,
  { debitAmount, creditAmount, on }: ApplicationRow,
  debits: readonly WorkingItem[],
  credits: readonly WorkingItem[],
): (readonly [Leg, Leg])[] | null {
  const [debit, credit] = [debits[0], credits[0]];
  if (debit !== undefined && credit !== undefined && debits.length + credits.length === 2) {
    return [
      [
        { item: debit, minor: debitAmount.minor },
        { item: credit, minor: creditAmount.minor },
      ],
    ];
  }
  const debitShares = shares(ledger, debits, debitAmount.minor, (item) => latest(on, item, credits));
  const creditShares = shares(ledger, credits, creditAmount.minor, (item) => latest(on, item, debits));
  return debitShares === null || creditShares === null ? null : paired(debitShares, creditShares);
}

/** The day from which an application between an item and any of the others counts, at the latest. */
function latest(on: CalendarDate, item: WorkingItem, others: readonly WorkingItem[]): CalendarDate {
  return [item, ...others].reduce((day, { facts }) => (facts.issuedOn > day ? facts.issuedOn : day), on);
}

/** Spreads an amount over items in their order, as much as each has to give; one item alone takes all of it. */
function shares(
  ledger: WorkingLedger,
  items: readonly WorkingItem[],
  minor: number,
  from: (item: WorkingItem) => CalendarDate,
): Leg[] | null {
  const [only] = items;
  if (only !== undefined && items.length === 1) return [{ item: only, minor }];
  let rest = minor;
  const legs: Leg[] = [];
  for (const item of items) {
    const share = Math.min(rest, Math.max(0, mostToTakeFrom(item.facts, ledger.movementsFor(item), from(item))));
    if (share > 0) legs.push({ item, minor: share });
    rest -= share;
  }
  return rest > 0 || legs.length === 0 ? null : legs;
}

/** Sets two spreads of the same amount against one another. */
function paired(debits: readonly Leg[], credits: readonly Leg[]): (readonly [Leg, Leg])[] {
  const pairs: (readonly [Leg, Leg])[] = [];
  const [open, given] = [debits.map((leg) => ({ ...leg })), credits.map((leg) => ({ ...leg }))];
  while (open[0] !== undefined && given[0] !== undefined) {
    const [debit, credit] = [open[0], given[0]];
    const minor = Math.min(debit.minor, credit.minor);
    pairs.push([
      { item: debit.item, minor },
      { item: credit.item, minor },
    ]);
    open[0] = { ...debit, minor: debit.minor - minor };
    given[0] = { ...credit, minor: credit.minor - minor };
    if (open[0].minor === 0) open.shift();
    if (given[0].minor === 0) given.shift();
  }
  return pairs;
}
