import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import type { AdjustmentReason, DisputeStatus, ItemKey, ItemKind } from '#shared/domain/open-item.ts';

/** A person at a customer, as the ERP or an admin knows them. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** The contact's part in paying, such as `accounts_payable`; free text of the source. */
  readonly role: string;
  /** BCP 47, such as `en` or `de`; empty where unknown. */
  readonly language: string;
}

export interface CustomerRow {
  readonly type: 'customer';
  readonly line: number;
  readonly number: string;
  readonly name: string;
  /** Other spellings under which the customer writes or pays. */
  readonly otherNames: readonly string[];
  /** Empty where the customer has no parent. */
  readonly parentNumber: string;
  readonly contacts: readonly Contact[];
  readonly mailDomains: readonly string[];
  /** E-mail of the collector who owns the customer; empty where nobody does. */
  readonly ownerEmail: string;
  readonly creditLimit: Money | null;
  readonly paymentTerms: string;
  readonly language: string;
  readonly doNotContact: boolean;
}

export interface ItemRow {
  readonly type: 'item';
  readonly line: number;
  readonly key: ItemKey;
  readonly kind: ItemKind;
  readonly customerNumber: string;
  /** Empty where the row does not carry it. A customer not known yet is added under this name, else under the number. */
  readonly customerName: string;
  readonly amount: Money;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly disputeStatus: DisputeStatus;
  readonly reference: string;
}

/** Names an item the way a file does. Parts that are left out match any; several matches are taken earliest due first and marked as derived. */
export type ItemRef = Pick<ItemKey, 'source' | 'number'> & Partial<ItemKey>;

export interface ApplicationRow {
  readonly type: 'application';
  readonly line: number;
  /** The source's id of the application, else one made from its parts. */
  readonly id: string;
  readonly debit: ItemRef;
  readonly credit: ItemRef;
  readonly debitAmount: Money;
  readonly creditAmount: Money;
  readonly on: CalendarDate;
  readonly derived: boolean;
}

export interface UnapplicationRow {
  readonly type: 'unapplication';
  readonly line: number;
  readonly id: string;
  readonly applicationId: string;
  readonly on: CalendarDate;
}

export interface AdjustmentRow {
  readonly type: 'adjustment';
  readonly line: number;
  readonly id: string;
  readonly item: ItemRef;
  readonly amount: Money;
  readonly on: CalendarDate;
  readonly reason: AdjustmentReason;
}

export interface ReversalRow {
  readonly type: 'reversal';
  readonly line: number;
  readonly id: string;
  readonly item: ItemRef;
  readonly amount: Money;
  readonly on: CalendarDate;
}

/** What a profile makes of a file's rows: the only form in which anything comes into the ledger. */
export type LedgerRow = CustomerRow | ItemRow | ApplicationRow | UnapplicationRow | AdjustmentRow | ReversalRow;

/** Something wrong with a row: where it stands and what to do about it. */
export interface RowProblem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly problem: string;
}
