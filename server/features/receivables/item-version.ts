import type { Types } from 'mongoose';
import { type CalendarDate, calendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { Movement } from '#shared/domain/ledger-movement.ts';
import type { DisputeStatus, ItemKey, ItemKind } from '#shared/domain/open-item.ts';
import type { Versioned } from '../../mongo/versions.ts';

export const ITEM_VERSIONS = 'itemVersions';

/** Stands where a day has not come as far as is known; after every day of the calendar, so that days stay comparable. */
export const NEVER: CalendarDate = calendarDate('9999-12-31');

/** One version of an open item as the `itemVersions` collection holds it: the source's row, and the course that its entries give it. */
export interface StoredItemVersion extends Versioned, ItemKey {
  _id: Types.ObjectId;
  itemId: ItemId;
  /** By what the item is found when somebody names its number: the number without leading zeros, and its digits alone (numberKey). */
  numberKeys: readonly string[];
  kind: ItemKind;
  customerId: CustomerId;
  currency: CurrencyCode;
  /** The amount in minor units. */
  minor: number;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  disputeStatus: DisputeStatus;
  reference: string;
  /** What applications, adjustments and reversals do to what is left, merged by day. */
  movements: Movement[];
  /** The part of that which is reversals, as what they take; merged by day. */
  reversals: Movement[];
  /** The first day from which nothing is left for good, as far as is known; NEVER while something is. */
  settledOn: CalendarDate;
  /** How many applications, adjustments and reversals stand on the item. */
  entryCount: number;
  sourceAsOf: Date;
  hash: string;
}
