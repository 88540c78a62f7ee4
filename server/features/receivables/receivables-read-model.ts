import type mongoose from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money.ts';
import type { CreditKind, DebitKind } from '#shared/domain/open-item.ts';
import { inBatches } from '../../mongo/batches.ts';
import { collectionNamed, visibleAt } from '../../mongo/versions.ts';
import { ENTRY_VERSIONS, type StoredApplication, type StoredEntryVersion } from './entry-version.ts';
import { compared, type ItemOnDay, itemOnDay, oldestDueFirst } from './item-on-day.ts';
import { ITEM_VERSIONS, NEVER, type StoredItemVersion } from './item-version.ts';
import type { LedgerPosition } from './ledger-position-service.ts';
import { openOn } from './open-items-pipeline.ts';

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
  /** Null while it is not taken back. */
  readonly unappliedFrom: CalendarDate | null;
  /** When the debit item was due. */
  readonly dueOn: CalendarDate;
  readonly derived: boolean;
}

export type { ItemOnDay } from './item-on-day.ts';

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

  /** The applications of or to an item, taken back ones too; by the day from which they count. */
  async applicationsOn(itemIds: readonly ItemId[], { run }: LedgerPosition): Promise<KnownApplication[]> {
    const found = new Map<string, KnownApplication>();
    for (const batch of inBatches(itemIds)) {
      const filter = { ...visibleAt(run), touches: { $in: batch }, type: 'application' };
      const stored = await collectionNamed<StoredEntryVersion>(ENTRY_VERSIONS)
        .find(filter as never)
        .toArray();
      for (const entry of stored as unknown as StoredApplication[]) found.set(entry.entryId, fromStored(entry));
    }
    return [...found.values()].sort(firstFrom);
  }

  private async itemsWhere(filter: ItemFilter, asOf: CalendarDate): Promise<ItemOnDay[]> {
    const stored = await collectionNamed<StoredItemVersion>(ITEM_VERSIONS).find(filter).toArray();
    return stored.map((version) => itemOnDay(version, asOf)).sort(oldestDueFirst);
  }
}

/** Whether an application counts on a day. */
export function isInForce({ appliesFrom, unappliedFrom }: KnownApplication, day: CalendarDate): boolean {
  return appliesFrom <= day && (unappliedFrom === null || unappliedFrom > day);
}

function fromStored(stored: StoredApplication): KnownApplication {
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
    dueOn,
    derived,
  };
}

function firstFrom(a: KnownApplication, b: KnownApplication): number {
  return compared(a.appliesFrom, b.appliesFrom) || compared(a.id, b.id);
}
