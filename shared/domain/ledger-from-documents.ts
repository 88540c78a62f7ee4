import type { AgeingBucket } from './ageing.ts';
import type { CalendarDate } from './calendar-date.ts';
import type { ItemId } from './ids.ts';
import { type DayChange, livedUntil } from './item-day-by-day.ts';
import {
  type Adjustment,
  type Application,
  isDebit,
  keyText,
  type LedgerEntries,
  type OpenItem,
  type Reversal,
} from './open-item.ts';

/** The sums of one customer and currency, in minor units, computed the plain way. */
export interface PlainSums {
  /** Σ left of debit items, by the label of their bucket. */
  buckets: Record<string, number>;
  /** −Σ left of credit items. */
  unapplied: number;
  /** From the documents alone, without any application within the customer and currency. */
  netOpen: number;
}

/**
 * The same sums as the ledger's, told a second time and as plainly as can be: every document is asked in turn what of it stands on the
 * day. Nothing is kept between questions. Slow, and here to hold the ledger against. Keys are `customer currency`.
 */
export function sumsFromDocuments(
  entries: LedgerEntries,
  asOf: CalendarDate,
  buckets: readonly AgeingBucket[],
): Map<string, PlainSums> {
  const sums = new Map<string, PlainSums>();
  const items = new Map(entries.items.map((item) => [item.id, item]));
  const returns = returnsOf(entries, items);
  const held = entries.applications.map((application) => holdingOn(application, { entries, items, returns }, asOf));
  const byItem = entriesByItem(entries);
  for (const item of entries.items) {
    if (item.issuedOn > asOf) continue;
    const own = byItem.get(item.id) ?? NOTHING;
    const lessened = total(own.lessened.filter(({ on }) => on <= asOf).map(({ amount }) => amount.minor));
    const applied = total(own.applied.map((at) => heldOf(item, held[at])));
    const changes = own.stated.length === 0 ? [] : changesOf(item, own, { entries, items, returns });
    const life = livedUntil(item, { changes, stated: own.stated }, asOf);
    const document = item.amount.minor - lessened - life.cleared;
    const left = own.stated.length === 0 ? document - applied : life.left;
    countDocument(sumsOf(sums, item, buckets), { item, document, left }, labelOf(item.dueOn, asOf, buckets));
  }
  for (const holding of held) countTransfer(holding, items, (item) => sumsOf(sums, item, buckets));
  return sums;
}

interface OwnEntries {
  readonly lessened: (Adjustment | Reversal)[];
  /** Places of applications in the list of all. */
  readonly applied: number[];
  readonly stated: { on: CalendarDate; minor: number }[];
}

const NOTHING: OwnEntries = { lessened: [], applied: [], stated: [] };

function entriesByItem(entries: LedgerEntries): Map<ItemId, OwnEntries> {
  const found = new Map<ItemId, OwnEntries>();
  const of = (id: ItemId) => {
    const own = found.get(id) ?? { lessened: [], applied: [], stated: [] };
    found.set(id, own);
    return own;
  };
  for (const entry of [...entries.adjustments, ...entries.reversals]) of(entry.itemId).lessened.push(entry);
  for (const { itemId, on, left } of entries.statedLefts) of(itemId).stated.push({ on, minor: left.minor });
  for (const [at, { debitItemId, creditItemId }] of entries.applications.entries()) {
    of(debitItemId).applied.push(at);
    of(creditItemId).applied.push(at);
  }
  return found;
}

/** What comes back of an application by itself, because the money was taken back: on which days, how much of the credit. */
type Returns = ReadonlyMap<Application, readonly { readonly on: CalendarDate; readonly minor: number }[]>;

interface Ledger {
  readonly entries: LedgerEntries;
  readonly items: ReadonlyMap<ItemId, OpenItem>;
  readonly returns: Returns;
}

/** An application, with what of it holds on a day. */
interface Holding {
  readonly application: Application;
  readonly debit: number;
  readonly credit: number;
}

function holdingOn(application: Application, { entries, items, returns }: Ledger, day: CalendarDate): Holding {
  if (!isInForce(application, entries, items, day)) return { application, debit: 0, credit: 0 };
  const { debitAmount, creditAmount } = application;
  const back = (returns.get(application) ?? []).filter(({ on }) => on <= day);
  const credit = creditAmount.minor - total(back.map(({ minor }) => minor));
  if (debitAmount.currency === creditAmount.currency) return { application, debit: credit, credit };
  return { application, debit: back.length === 0 ? debitAmount.minor : 0, credit };
}

function heldOf({ id }: OpenItem, holding: Holding | undefined): number {
  if (holding === undefined) return 0;
  return holding.application.debitItemId === id ? holding.debit : holding.credit;
}

/** On each day on which money is taken back of a credit item, only so much of its applications stays as there is money, the earliest first. */
function returnsOf(entries: LedgerEntries, items: Ledger['items']): Returns {
  const returns = new Map<Application, { on: CalendarDate; minor: number }[]>();
  const ledger = { entries, items, returns };
  for (const item of entries.items) {
    if (isDebit(item.kind)) continue;
    const days = new Set(entries.reversals.filter(({ itemId }) => itemId === item.id).map(({ on }) => on));
    for (const day of [...days].sort()) letComeBack(item, ledger, returns, day);
  }
  return returns;
}

function letComeBack(
  item: OpenItem,
  ledger: Ledger,
  returns: Map<Application, { on: CalendarDate; minor: number }[]>,
  day: CalendarDate,
): void {
  const { adjustments, reversals, applications } = ledger.entries;
  const lessened = [...adjustments, ...reversals].filter(({ itemId, on }) => itemId === item.id && on <= day);
  let room = (item.issuedOn <= day ? item.amount.minor : 0) - total(lessened.map(({ amount }) => amount.minor));
  const held = applications
    .filter(({ creditItemId }) => creditItemId === item.id)
    .map((application) => holdingOn(application, ledger, day))
    .filter(({ credit }) => credit > 0)
    .sort((a, b) => (dayAndName(a, ledger) < dayAndName(b, ledger) ? -1 : 1));
  for (const { application, credit } of held) {
    const isAcross = application.creditAmount.currency !== application.debitAmount.currency;
    const stays = room >= credit || !isAcross ? Math.max(0, Math.min(credit, room)) : 0;
    room = stays < credit ? 0 : room - stays;
    if (stays < credit) {
      returns.set(application, [...(returns.get(application) ?? []), { on: day, minor: credit - stays }]);
    }
  }
}

function dayAndName({ application }: Holding, { items }: Ledger): string {
  const [debit, credit] = [items.get(application.debitItemId), items.get(application.creditItemId)];
  const from = [application.on, debit?.issuedOn ?? '', credit?.issuedOn ?? ''].sort().at(-1);
  return `${from} ${debit === undefined ? '' : keyText(debit.key)} ${application.id}`;
}

/** All that happens to an item, as changes of days. */
function changesOf(item: OpenItem, { lessened, applied }: OwnEntries, ledger: Ledger): DayChange[] {
  const changes = lessened.map(({ on, amount, decidedHere = false }) => ({ on, minor: -amount.minor, decidedHere }));
  for (const at of applied) {
    const application = ledger.entries.applications[at];
    if (application === undefined) continue;
    const { decidedHere = false } = application;
    let before = 0;
    for (const on of daysOf(application, ledger)) {
      const now = heldOf(item, holdingOn(application, ledger, on));
      changes.push({ on, minor: before - now, decidedHere });
      before = now;
    }
  }
  return changes;
}

/** The days on which what holds of an application may change. */
function daysOf(application: Application, { entries, items, returns }: Ledger): CalendarDate[] {
  const { id, on, debitItemId, creditItemId } = application;
  const own = [on, items.get(debitItemId)?.issuedOn, items.get(creditItemId)?.issuedOn];
  const back = entries.unapplications.filter(({ applicationId }) => applicationId === id);
  const days = [...own, ...back.map((one) => one.on), ...(returns.get(application) ?? []).map((one) => one.on)];
  return [...new Set(days.filter((day) => day !== undefined))].sort();
}

function countDocument(
  sums: PlainSums,
  { item, document, left }: { item: OpenItem; document: number; left: number },
  label: string,
): void {
  if (isDebit(item.kind)) {
    sums.netOpen += document;
    sums.buckets[label] = (sums.buckets[label] ?? 0) + left;
  } else {
    sums.netOpen -= document;
    sums.unapplied -= left;
  }
}

/** What goes from one customer or currency to another is no document of either: it leaves the one side and comes off the other. */
function countTransfer(
  { application, ...held }: Holding,
  items: Ledger['items'],
  of: (item: OpenItem) => PlainSums,
): void {
  const debit = items.get(application.debitItemId);
  const credit = items.get(application.creditItemId);
  if (debit === undefined || credit === undefined || held.debit + held.credit === 0) return;
  const { debitAmount, creditAmount } = application;
  if (debit.customerId === credit.customerId && debitAmount.currency === creditAmount.currency) return;
  of(debit).netOpen -= held.debit;
  of(credit).netOpen += held.credit;
}

function isInForce(
  { id, debitItemId, creditItemId, on }: Application,
  { unapplications }: LedgerEntries,
  items: ReadonlyMap<ItemId, OpenItem>,
  asOf: CalendarDate,
): boolean {
  const days = [on, items.get(debitItemId)?.issuedOn, items.get(creditItemId)?.issuedOn];
  if (days.some((day) => day === undefined || day > asOf)) return false;
  return !unapplications.some((back) => back.applicationId === id && back.on <= asOf);
}

function total(minors: readonly number[]): number {
  return minors.reduce((sum, minor) => sum + minor, 0);
}

function sumsOf(sums: Map<string, PlainSums>, item: OpenItem, buckets: readonly AgeingBucket[]): PlainSums {
  const key = `${item.customerId} ${item.amount.currency}`;
  const known = sums.get(key);
  if (known !== undefined) return known;
  const made: PlainSums = {
    buckets: Object.fromEntries(buckets.map(({ label }) => [label, 0])),
    unapplied: 0,
    netOpen: 0,
  };
  sums.set(key, made);
  return made;
}

function labelOf(dueOn: CalendarDate, asOf: CalendarDate, buckets: readonly AgeingBucket[]): string {
  const days = (Date.parse(asOf) - Date.parse(dueOn)) / 86_400_000;
  let label = '';
  for (const bucket of [...buckets].reverse()) if (days <= bucket.lastDay) label = bucket.label;
  return label;
}
