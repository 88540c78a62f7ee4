import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { DebitKind, DisputeStatus } from '#shared/domain/open-item.ts';

/** A debit item as it stands on the day asked; `left` is never negative. */
export interface OwedItem {
  readonly id: ItemId;
  readonly kind: DebitKind;
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly left: Money;
  readonly disputeStatus: DisputeStatus;
}

export interface DebtorContact {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly language: string;
}

/** What the ledger says of a customer and of some of their items, read at one committed run. */
export interface Debtor {
  readonly customer: {
    readonly id: CustomerId;
    readonly number: string;
    readonly name: string;
    readonly language: string;
    readonly doNotContact: boolean;
    readonly contacts: readonly DebtorContact[];
  };
  readonly items: readonly OwedItem[];
  /** What the customer has paid or been granted and is not applied to anything, one amount above 0 a currency. */
  readonly unapplied: readonly Money[];
  /** The company codes of what the customer has open. */
  readonly companyCodes?: readonly string[];
  /** The source's as-of time of the run; null before the first feed. */
  readonly dataAsOf: Date | null;
}

/** Which items to read: those named, whatever is left of them, or all of which something is past due. */
export type WantedItems = readonly ItemId[] | 'past_due';

/** The ledger as messages need it. */
export interface Debtors {
  /** Oldest due items first. Throws DomainError `customer_not_found`, or `item_not_found` where a named item is not owed by this customer. */
  read(customerId: CustomerId, wanted: WantedItems, today: CalendarDate): Promise<Debtor>;
}
