import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { applicationMovements, appliesFrom, type Movement, unappliedFrom } from '#shared/domain/ledger-movement.ts';
import type { ItemKey } from '#shared/domain/open-item.ts';
import type { StatedOnDay } from '#shared/domain/stated-left.ts';
import type { StoredEntryVersion } from '../entry-version.ts';
import { NEVER, type StoredItemVersion } from '../item-version.ts';
import type { ItemRow } from '../ledger-row.ts';
import { customerIdOf } from '../row-identity.ts';
import type { Taken } from './compared-rows.ts';
import type { EntryRow } from './keyed-rows.ts';

/** What an item says of itself, from the version that holds or from the row that is to hold. `customerId` is whose it is after all that is known. */
export type ItemFacts = Pick<
  StoredItemVersion,
  'kind' | 'customerId' | 'currency' | 'minor' | 'issuedOn' | 'dueOn' | keyof ItemKey
>;

/** An item while a run is planned: the version that holds, and what the run makes of it. */
export interface WorkingItem {
  readonly id: ItemId;
  readonly stored: StoredItemVersion | null;
  row: Taken<ItemRow> | null;
  facts: ItemFacts;
  /** Whose it is by its document, and by who was found to have paid it. */
  billedTo: CustomerId;
  identifiedAs: CustomerId | null;
  /** What entries do to what is left, and the part of it that was decided here; merged by day, and never changed in place. */
  explained: readonly Movement[];
  decidedHere: readonly Movement[];
  /** What sources say is left. */
  stated: readonly StatedOnDay[];
  /** What follows from these that no entry explains, and all together. Kept up by WorkingLedger. */
  unexplained: readonly Movement[];
  movements: readonly Movement[];
  reversals: readonly Movement[];
  /** What payments have taken of a debit item for good, by their value dates. */
  paid: readonly Movement[];
  entryCount: number;
  touched: boolean;
}

/** What an entry takes of one item; of a statement, what it says is left. */
export interface Leg {
  readonly item: WorkingItem;
  readonly minor: number;
}

/** An entry, or one part of it, while a run is planned. An application has two legs, the debit item's first; an un-application, a merge and an identification have none. */
export interface WorkingEntry {
  readonly type: EntryRow['type'];
  readonly rowId: string;
  readonly part: number;
  readonly stored: StoredEntryVersion | null;
  /** The row of this run that says it; null for an entry that only follows its items. */
  readonly row: Taken<EntryRow> | null;
  readonly legs: readonly Leg[];
  /** Ids of its items; of an un-application, the row of its application; of a merge, the customer. */
  readonly touches: readonly string[];
  readonly on: CalendarDate;
  readonly derived: boolean;
  readonly decidedHere: boolean;
  unappliedOn: CalendarDate;
  /** The day from which it counts, and from which it is taken back; NEVER for `back` while it is not. */
  from: CalendarDate;
  back: CalendarDate;
  /** The value date of the payment that an application applies; NEVER where it applies none. */
  moneyOn: CalendarDate;
  /** What came back of an application because the money was taken back, in minor units of the credit. */
  bounced: readonly Movement[];
  fate: 'kept' | 'written' | 'ended';
}

export function factsOfRow(row: ItemRow): ItemFacts {
  const { key, kind, amount, issuedOn, dueOn, customerNumber } = row;
  const customerId = customerIdOf(customerNumber);
  const { source, companyCode, documentType, number, fiscalYear, instalment } = key;
  const named = { source, companyCode, documentType, number, fiscalYear, instalment };
  return { ...named, kind, customerId, currency: amount.currency, minor: amount.minor, issuedOn, dueOn };
}

/** The days on which an entry counts and its money came, as its items now are. */
export function daysOf({
  on,
  legs,
  unappliedOn,
}: Pick<WorkingEntry, 'on' | 'legs' | 'unappliedOn'>): Pick<WorkingEntry, 'from' | 'back' | 'moneyOn'> {
  const [debit, credit] = legs;
  const moneyOn = credit?.item.facts.kind === 'payment' ? credit.item.facts.issuedOn : NEVER;
  const from = debit === undefined || credit === undefined ? on : appliesFrom(on, debit.item.facts, credit.item.facts);
  return { from, back: unappliedOn === NEVER ? NEVER : unappliedFrom({ on: unappliedOn }, from), moneyOn };
}

/** What each leg of an entry does to its item. */
export function movementsOf({ type, legs, from, back, bounced }: WorkingEntry): Movement[][] {
  if (type === 'stated_left') return legs.map(() => []);
  const [debit, credit] = legs;
  const isAcross = debit?.item.facts.currency !== credit?.item.facts.currency;
  return legs.map((leg) => {
    const comesBack = leg === debit && isAcross ? bounced.map(({ on }) => ({ on, minor: leg.minor })) : bounced;
    return applicationMovements(leg.minor, from, back === NEVER ? null : back, comesBack);
  });
}

/** Whether an item's row changes what its entries depend on or have copied of it. */
export function differsForEntries(
  { facts, billedTo = facts.customerId }: { readonly facts: ItemFacts; readonly billedTo?: CustomerId },
  row: ItemRow,
): boolean {
  const { kind, customerId, issuedOn, dueOn } = factsOfRow(row);
  return kind !== facts.kind || customerId !== billedTo || issuedOn !== facts.issuedOn || dueOn !== facts.dueOn;
}
