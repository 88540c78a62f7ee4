import type mongoose from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { type CreditKind, DEBIT_KINDS, type DebitKind } from '#shared/domain/open-item.ts';
import { UNIDENTIFIED } from '#shared/domain/unidentified.ts';
import { inBatches } from '../../mongo/batches.ts';
import { collectionNamed, visibleAt } from '../../mongo/versions.ts';
import { ENTRY_VERSIONS, type StoredApplication, type StoredEntryVersion } from './entry-version.ts';
import { compared, type ItemOnDay, itemOnDay, oldestDueFirst } from './item-on-day.ts';
import { ITEM_VERSIONS, NEVER, type StoredItemVersion } from './item-version.ts';
import type { LedgerPosition } from './ledger-position-service.ts';
import type { CustomerRow, ItemRow, LedgerRow } from './ledger-row.ts';
import { openOn } from './open-items-pipeline.ts';
import { customerIdOf, entryIdOf, hashOf } from './row-identity.ts';

/** An application as it is known, with the days from which it counts and from which it is taken back. */
export interface KnownApplication {
  readonly id: string;
  readonly debitItemId: ItemId;
  readonly debitKind: DebitKind;
  readonly debitCustomerId: CustomerId;
  readonly debitAmount: Money;
  readonly creditItemId: ItemId;
  readonly creditKind: CreditKind;
  readonly creditCustomerId: CustomerId;
  readonly creditAmount: Money;
  readonly on: CalendarDate;
  readonly appliesFrom: CalendarDate;
  /** The day from which nothing of it holds any more; null while something does. */
  readonly unappliedFrom: CalendarDate | null;
  /** What came back of it because the money was taken back, by day. */
  readonly bounced: readonly { readonly on: CalendarDate; readonly debit: Money; readonly credit: Money }[];
  /** When the debit item was due. */
  readonly dueOn: CalendarDate;
  readonly derived: boolean;
}

/** What an item is called, and whose it is. */
export interface ItemName {
  readonly id: ItemId;
  readonly customerId: CustomerId;
  readonly number: string;
}

/** A row that says something of items. */
type EntryRow = Exclude<LedgerRow, CustomerRow | ItemRow>;

export type { ItemOnDay } from './item-on-day.ts';

const DEBITS = { $in: [...DEBIT_KINDS] };

type ItemFilter = mongoose.mongo.Filter<StoredItemVersion>;

/** The ledger as other parts of the product read it: at one position, for one day. */
export class ReceivablesReadModel {
  /** Items of which something is left on a day, of one customer or of all; oldest due first. */
  async openItems(asOf: CalendarDate, { run }: LedgerPosition, customerId?: CustomerId): Promise<ItemOnDay[]> {
    const of = customerId === undefined ? {} : { customerId };
    const items = await this.itemsWhere({ ...openOn(asOf, run), ...of }, asOf);
    return items.filter(({ left }) => left.minor !== 0);
  }

  /** All items of a customer that count by a day, settled ones too; oldest due first. */
  async itemsOf(customerId: CustomerId, asOf: CalendarDate, { run }: LedgerPosition): Promise<ItemOnDay[]> {
    return this.itemsWhere({ ...visibleAt(run), customerId, issuedOn: { $lte: asOf } }, asOf);
  }

  /** Those of the items that exist, oldest due first. */
  async findItems(ids: readonly ItemId[], asOf: CalendarDate, { run }: LedgerPosition): Promise<ItemOnDay[]> {
    const found: ItemOnDay[] = [];
    for (const batch of inBatches(ids)) {
      found.push(...(await this.itemsWhere({ ...visibleAt(run), itemId: { $in: batch } }, asOf)));
    }
    return found.sort(oldestDueFirst);
  }

  /** Whose those of the items are that exist, and their numbers. */
  async findNames(ids: readonly ItemId[], { run }: LedgerPosition): Promise<ItemName[]> {
    const found: ItemName[] = [];
    for (const batch of inBatches(ids)) {
      const filter = { ...visibleAt(run), itemId: { $in: batch } };
      const projection = { _id: 0, itemId: 1, customerId: 1, number: 1 };
      const stored = await collectionNamed<StoredItemVersion>(ITEM_VERSIONS).find(filter, { projection }).toArray();
      found.push(...stored.map(({ itemId: id, customerId, number }) => ({ id, customerId, number })));
    }
    return found;
  }

  /** Items that somebody may mean by a number; keys are numbers without leading zeros, or `numberKey` of the domain. Oldest due first. */
  async findItemsByNumberKeys(
    keys: readonly string[],
    asOf: CalendarDate,
    { run }: LedgerPosition,
  ): Promise<ItemOnDay[]> {
    if (keys.length === 0) return [];
    return this.itemsWhere({ ...visibleAt(run), numberKeys: { $in: [...keys] } }, asOf);
  }

  /** Payments by their value date, of one customer or of all; first to last. */
  async payments(
    { from, to, customerId }: { from: CalendarDate; to: CalendarDate; customerId?: CustomerId },
    asOf: CalendarDate,
    { run }: LedgerPosition,
  ): Promise<ItemOnDay[]> {
    const of = customerId === undefined ? {} : { customerId };
    return this.itemsWhere({ ...visibleAt(run), ...of, kind: 'payment', issuedOn: { $gte: from, $lte: to } }, asOf);
  }

  /** Payments of which something is left on a day, of some customers or of all; by value date. */
  async openPayments(
    asOf: CalendarDate,
    { run }: LedgerPosition,
    customerIds?: readonly CustomerId[],
  ): Promise<ItemOnDay[]> {
    const open = { ...openOn(asOf, run), kind: 'payment' as const };
    const found = await this.ofCustomers(open, asOf, customerIds);
    return found.filter(({ left }) => left.minor > 0).sort(oldestDueFirst);
  }

  /** Debit items of some customers of which something is left on a day, oldest due first. */
  async openDebits(
    asOf: CalendarDate,
    { run }: LedgerPosition,
    customerIds: readonly CustomerId[],
  ): Promise<ItemOnDay[]> {
    const found = await this.ofCustomers({ ...openOn(asOf, run), kind: DEBITS }, asOf, customerIds);
    return found.filter(({ left }) => left.minor > 0).sort(oldestDueFirst);
  }

  /** Debit items over one of these amounts, in minor units of a currency, of which all is left on a day; oldest due first. */
  async openDebitsOver(
    minors: readonly number[],
    currency: CurrencyCode,
    asOf: CalendarDate,
    { run }: LedgerPosition,
  ): Promise<ItemOnDay[]> {
    const filter = { ...openOn(asOf, run), kind: DEBITS, currency, minor: { $in: [...minors] } };
    return (await this.itemsWhere(filter, asOf)).filter(({ left, amount }) => left.minor === amount.minor);
  }

  /** Payments over one of these amounts, in minor units, whose value date lies in a period; what is left of them or not. */
  async paymentsOver(
    minors: readonly number[],
    { from, to }: { from: CalendarDate; to: CalendarDate },
    asOf: CalendarDate,
    { run }: LedgerPosition,
  ): Promise<ItemOnDay[]> {
    const days = { issuedOn: { $gte: from, $lte: to } };
    return this.itemsWhere({ ...visibleAt(run), ...days, kind: 'payment', minor: { $in: [...minors] } }, asOf);
  }

  /** The applications of or to an item, taken back ones too; by the day from which they count. */
  async applicationsOn(itemIds: readonly ItemId[], { run }: LedgerPosition): Promise<KnownApplication[]> {
    const found = new Map<string, KnownApplication>();
    for (const batch of inBatches(itemIds)) {
      const filter = { ...visibleAt(run), touches: { $in: batch }, type: 'application' };
      const stored = await collectionNamed<StoredEntryVersion>(ENTRY_VERSIONS)
        .find(filter as never)
        .toArray();
      for (const entry of stored as unknown as StoredApplication[]) found.set(entry.entryId, knownApplication(entry));
    }
    return [...found.values()].sort(firstFrom);
  }

  /** Those of a source's rows of entries that stand in the ledger; of identifications those that nothing was said instead of. */
  async standingRows<R extends EntryRow>(rows: readonly R[], source: string, { run }: LedgerPosition): Promise<R[]> {
    const found = new Map<string, string>();
    for (const batch of inBatches(rows.map((row) => entryIdOf(row, source)))) {
      const filter = { ...visibleAt(run), rowId: { $in: batch } };
      const projection = { rowId: 1, hash: 1 };
      const stored = collectionNamed<StoredEntryVersion>(ENTRY_VERSIONS).find(filter as never, { projection });
      for await (const { rowId, hash } of stored) found.set(rowId, hash);
    }
    return rows.filter((row) => {
      const hash = found.get(entryIdOf(row, source));
      return hash !== undefined && (row.type !== 'identification' || hash === hashOf(row));
    });
  }

  private async ofCustomers(
    filter: ItemFilter,
    asOf: CalendarDate,
    customerIds: readonly CustomerId[] | undefined,
  ): Promise<ItemOnDay[]> {
    if (customerIds === undefined) return this.itemsWhere(filter, asOf);
    const found: ItemOnDay[] = [];
    for (const batch of inBatches(customerIds)) {
      found.push(...(await this.itemsWhere({ ...filter, customerId: { $in: batch } }, asOf)));
    }
    return found;
  }

  private async itemsWhere(filter: ItemFilter, asOf: CalendarDate): Promise<ItemOnDay[]> {
    const stored = await collectionNamed<StoredItemVersion>(ITEM_VERSIONS).find(filter).toArray();
    return stored.map((version) => itemOnDay(version, asOf)).sort(oldestDueFirst);
  }
}

/** The customer of money of which nobody knows whose it is, in the current tenant. */
export function unidentifiedCustomerId(): CustomerId {
  return customerIdOf(UNIDENTIFIED);
}

/** Whether an application counts on a day. */
export function isInForce({ appliesFrom, unappliedFrom }: KnownApplication, day: CalendarDate): boolean {
  return appliesFrom <= day && (unappliedFrom === null || unappliedFrom > day);
}

/** What of an application holds on a day: its amounts, less what has come back. */
export function heldOn(application: KnownApplication, day: CalendarDate): { debit: Money; credit: Money } {
  const { debitAmount: debit, creditAmount: credit, bounced } = application;
  const nothing = { debit: money(0, debit.currency), credit: money(0, credit.currency) };
  if (!isInForce(application, day)) return nothing;
  const back = bounced.filter(({ on }) => on <= day);
  const less = (amount: Money, taken: readonly Money[]) =>
    money(
      taken.reduce((rest, { minor }) => rest - minor, amount.minor),
      amount.currency,
    );
  return {
    debit: less(
      debit,
      back.map((one) => one.debit),
    ),
    credit: less(
      credit,
      back.map((one) => one.credit),
    ),
  };
}

/** Across currencies an application comes back whole or not at all. */
function bouncedOf(stored: StoredApplication, { on, minor }: { on: CalendarDate; minor: number }) {
  const isAcross = stored.debitCurrency !== stored.creditCurrency;
  const debit = money(isAcross ? stored.debitMinor : minor, stored.debitCurrency);
  return { on, debit, credit: money(minor, stored.creditCurrency) };
}

/** An application as the ledger keeps it, for those who read the collection. */
export function knownApplication(stored: StoredApplication): KnownApplication {
  const { entryId: id, debitItemId, debitKind, debitCustomerId, creditItemId, creditKind, creditCustomerId } = stored;
  const { on, appliesFrom, unappliedFrom, dueOn, derived } = stored;
  return {
    id,
    debitItemId,
    debitKind,
    debitCustomerId,
    debitAmount: money(stored.debitMinor, stored.debitCurrency),
    creditItemId,
    creditKind,
    creditCustomerId,
    creditAmount: money(stored.creditMinor, stored.creditCurrency),
    on,
    appliesFrom,
    unappliedFrom: unappliedFrom === NEVER ? null : unappliedFrom,
    bounced: (stored.bounced ?? []).map((back) => bouncedOf(stored, back)),
    dueOn,
    derived,
  };
}

function firstFrom(a: KnownApplication, b: KnownApplication): number {
  return compared(a.appliesFrom, b.appliesFrom) || compared(a.id, b.id);
}
