import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { leftOn } from '#shared/domain/ledger-movement.ts';
import { type Money, money } from '#shared/domain/money.ts';
import type { OpenItem } from '#shared/domain/open-item.ts';
import { type ItemDetails, itemDetails } from './item-details.ts';
import type { StoredItemVersion } from './item-version.ts';

/** An item with what is left of it on the day asked about; 0 before its own day. */
export interface ItemOnDay extends OpenItem, ItemDetails {
  readonly left: Money;
}

/** A version as the item it is on a day. */
export function itemOnDay(version: StoredItemVersion, asOf: CalendarDate): ItemOnDay {
  const { itemId: id, kind, customerId, currency, minor, issuedOn, dueOn, disputeStatus, reference } = version;
  const { source, companyCode, documentType, number, fiscalYear, instalment } = version;
  const left = money(leftOn(version, version.movements, asOf), currency);
  const key = { source, companyCode, documentType, number, fiscalYear, instalment };
  const stated = {
    id,
    key,
    kind,
    customerId,
    amount: money(minor, currency),
    issuedOn,
    dueOn,
    disputeStatus,
    reference,
  };
  return { ...stated, ...itemDetails(version), left };
}

/** The order in which items are listed wherever they are: by due day, then number, then id. */
export function oldestDueFirst(a: ItemOnDay, b: ItemOnDay): number {
  return compared(a.dueOn, b.dueOn) || compared(a.key.number, b.key.number) || compared(a.id, b.id);
}

export function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
