import type { AgeingBucket } from './ageing.ts';
import type { CalendarDate } from './calendar-date.ts';
import type { ItemId } from './ids.ts';
import { type Application, isDebit, type LedgerEntries, type OpenItem } from './open-item.ts';

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
 * day, by going through all entries. Nothing is kept between days. Slow, and here to hold the ledger against. Keys are `customer currency`.
 */
export function sumsFromDocuments(
  entries: LedgerEntries,
  asOf: CalendarDate,
  buckets: readonly AgeingBucket[],
): Map<string, PlainSums> {
  const sums = new Map<string, PlainSums>();
  const items = new Map(entries.items.map((item) => [item.id, item]));
  const inForce = entries.applications.filter((application) => isInForce(application, entries, items, asOf));
  const lessened = sumById([...entries.adjustments, ...entries.reversals].filter(({ on }) => on <= asOf));
  const applied = sumById(
    inForce.flatMap(({ debitItemId, debitAmount, creditItemId, creditAmount }) => [
      { itemId: debitItemId, amount: debitAmount },
      { itemId: creditItemId, amount: creditAmount },
    ]),
  );
  for (const item of entries.items) {
    if (item.issuedOn > asOf) continue;
    const document = item.amount.minor - (lessened.get(item.id) ?? 0);
    const left = document - (applied.get(item.id) ?? 0);
    countDocument(sumsOf(sums, item, buckets), { item, document, left }, labelOf(item.dueOn, asOf, buckets));
  }
  for (const application of inForce) countTransfer(application, items, (item) => sumsOf(sums, item, buckets));
  return sums;
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
  { debitItemId, creditItemId, debitAmount, creditAmount }: Application,
  items: ReadonlyMap<ItemId, OpenItem>,
  of: (item: OpenItem) => PlainSums,
): void {
  const debit = items.get(debitItemId);
  const credit = items.get(creditItemId);
  if (debit === undefined || credit === undefined) return;
  if (debit.customerId === credit.customerId && debitAmount.currency === creditAmount.currency) return;
  of(debit).netOpen -= debitAmount.minor;
  of(credit).netOpen += creditAmount.minor;
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

function sumById(entries: readonly { itemId: ItemId; amount: { minor: number } }[]): Map<ItemId, number> {
  const sums = new Map<ItemId, number>();
  for (const { itemId, amount } of entries) sums.set(itemId, (sums.get(itemId) ?? 0) + amount.minor);
  return sums;
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
