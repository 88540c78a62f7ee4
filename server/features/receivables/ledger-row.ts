import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import type { AdjustmentReason, DisputeStatus, ItemKey, ItemKind } from '#shared/domain/open-item.ts';
import type { CustomerRecord } from '../customers/customer-service.ts';

export interface CustomerRow extends CustomerRecord {
  readonly type: 'customer';
  readonly line: number;
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
