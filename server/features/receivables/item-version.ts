import type { Types } from 'mongoose';
import { type CalendarDate, calendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { Movement } from '#shared/domain/ledger-movement.ts';
import type { DisputeStatus, ItemKey, ItemKind } from '#shared/domain/open-item.ts';
import type { StatedOnDay } from '#shared/domain/stated-left.ts';
import type { Versioned } from '../../mongo/versions.ts';
import type { ItemDetails } from './item-details.ts';

export const ITEM_VERSIONS = 'itemVersions';

/** Stands where a day has not come as far as is known; after every day of the calendar, so that days stay comparable. */
export const NEVER: CalendarDate = calendarDate('9999-12-31');

/** The day of what holds whenever one asks. */
export const ALWAYS: CalendarDate = calendarDate('1000-01-01');

/** One version of an open item as the `itemVersions` collection holds it: the source's row, and the course that its entries give it. */
export interface StoredItemVersion extends Versioned, ItemKey, ItemDetails {
  _id: Types.ObjectId;
  itemId: ItemId;
  /** By what the item is found when somebody names one of its numbers: the number without leading zeros, and its digits alone (numberKey); of money received also what its bank calls it (receiptKey). */
  numberKeys: readonly string[];
  kind: ItemKind;
  /** Whose it is: by its document, by who was found to have paid it, and by what merges make of that customer. */
  customerId: CustomerId;
  /** Whose it is by its document, and by an identification; each left out where it says no other customer. */
  billedTo?: CustomerId;
  identifiedAs?: CustomerId;
  currency: CurrencyCode;
  /** The amount in minor units. */
  minor: number;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  disputeStatus: DisputeStatus;
  reference: string;
  /** What entries, and statements of what is left, do to what is left; merged by day. */
  movements: Movement[];
  /** The part of that which no entry explains; left out, as are the statements that it follows from, where there is none. */
  unexplained?: Movement[];
  stated?: StatedOnDay[];
  /** The part that was decided here; left out where nothing was. */
  decidedHere?: Movement[];
  /** What payments have taken of a debit item for good, by their value dates, in minor units of the item; left out where they took nothing. */
  paid?: Movement[];
  /** The part of that which is reversals, as what they take; merged by day. */
  reversals: Movement[];
  /** The first day from which nothing is left for good, as far as is known; NEVER while something is. */
  settledOn: CalendarDate;
  /** The months in which it was open; of an item that is settled for good only (see openMonthsOf). */
  openMonths?: string[];
  /** How many entries stand on the item. */
  entryCount: number;
  sourceAsOf: Date;
  hash: string;
}
