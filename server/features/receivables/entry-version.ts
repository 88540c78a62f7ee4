import type { Types } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { AdjustmentReason, CreditKind, DebitKind } from '#shared/domain/open-item.ts';
import type { Versioned } from '../../mongo/versions.ts';

export const ENTRY_VERSIONS = 'entryVersions';

interface StoredEntry extends Versioned {
  _id: Types.ObjectId;
  /** What the source's row is known by; an application that was spread over instalments has several parts under one row. */
  rowId: string;
  part: number;
  entryId: string;
  /** Ids of the items that the entry is on; of an un-application, the row of its application. */
  touches: string[];
  /** The entry's own day. */
  on: CalendarDate;
  sourceAsOf: Date;
  hash: string;
}

/** An application with what reports ask of its items, so that none of them has to be joined. */
export interface StoredApplication extends StoredEntry {
  type: 'application';
  debitItemId: ItemId;
  debitKind: DebitKind;
  debitCustomerId: CustomerId;
  debitCurrency: CurrencyCode;
  debitMinor: number;
  creditItemId: ItemId;
  creditKind: CreditKind;
  creditCustomerId: CustomerId;
  creditCurrency: CurrencyCode;
  creditMinor: number;
  derived: boolean;
  /** When the debit item was due. */
  dueOn: CalendarDate;
  /** The day of the credit item: of a payment, its value date. */
  creditIssuedOn: CalendarDate;
  /** The day from which it counts, and the day from which it is taken back; NEVER while it is not. */
  appliesFrom: CalendarDate;
  unappliedFrom: CalendarDate;
  /** The un-application's own day; NEVER while there is none. */
  unappliedOn: CalendarDate;
}

export interface StoredUnapplication extends StoredEntry {
  type: 'unapplication';
  applicationRowId: string;
  /** What the source calls the application. */
  applicationId: string;
}

interface StoredItemEntry extends StoredEntry {
  itemId: ItemId;
  customerId: CustomerId;
  currency: CurrencyCode;
  minor: number;
}

export interface StoredAdjustment extends StoredItemEntry {
  type: 'adjustment';
  reason: AdjustmentReason;
}

export interface StoredReversal extends StoredItemEntry {
  type: 'reversal';
}

/** One version of an application, un-application, adjustment or reversal as the `entryVersions` collection holds it. */
export type StoredEntryVersion = StoredApplication | StoredUnapplication | StoredAdjustment | StoredReversal;
