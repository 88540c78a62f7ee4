import type { Types } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { Movement } from '#shared/domain/ledger-movement.ts';
import type { AdjustmentReason, CreditKind, DebitKind } from '#shared/domain/open-item.ts';
import type { Versioned } from '../../mongo/versions.ts';

export const ENTRY_VERSIONS = 'entryVersions';

interface StoredEntry extends Versioned {
  _id: Types.ObjectId;
  /** What the source's row is known by; an application that was spread over instalments has several parts under one row. */
  rowId: string;
  part: number;
  entryId: string;
  /** Ids of the items that the entry is on; of an un-application, the row of its application; of a merge, the customer. */
  touches: string[];
  /** The entry's own day. */
  on: CalendarDate;
  sourceAsOf: Date;
  hash: string;
  /** Decided by our people or by matching; left out where a source told it. */
  decidedHere?: true;
  /** By which decision; left out where a source told it. */
  decision?: string;
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
  /** What came back of it by itself because the money was taken back, by day, in minor units of the credit's currency; left out where nothing did. */
  bounced?: Movement[];
  /** The day from which it counts, and the day from which nothing of it holds any more; NEVER while something does. */
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

/** `minor` is what is left by what the source says. */
export interface StoredStatedLeft extends StoredItemEntry {
  type: 'stated_left';
}

/** A customer said to be another one; what follows from it is in the versions of the customer and of its items. */
export interface StoredMerge extends StoredEntry {
  type: 'merge';
  customerId: CustomerId;
  into: CustomerId | null;
}

export interface StoredIdentification extends StoredEntry {
  type: 'identification';
  itemId: ItemId;
  customerId: CustomerId | null;
}

/** One version of an entry as the `entryVersions` collection holds it. */
export type StoredEntryVersion =
  | StoredApplication
  | StoredUnapplication
  | StoredAdjustment
  | StoredReversal
  | StoredStatedLeft
  | StoredMerge
  | StoredIdentification;
