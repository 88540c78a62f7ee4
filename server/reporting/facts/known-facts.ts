import type { ActivityCode, Outcome } from '#shared/domain/activity-code.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import type { AdjustmentReason, DisputeStatus, ItemKind } from '#shared/domain/open-item.ts';

/** A change of an amount from the end of a day on, in minor units; days are numbers. */
export interface DatedAmount {
  readonly day: number;
  readonly minor: number;
}

/** A customer as the book takes it. */
export interface CustomerFact {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  /** Empty where nobody owns it. */
  readonly owner: string;
  readonly parentId: string | null;
  /** Who stands for it. */
  readonly mergedInto: string | null;
}

/** An item with its whole course. */
export interface ItemFact {
  readonly id: string;
  readonly customerId: string;
  readonly number: string;
  readonly kind: ItemKind;
  readonly currency: CurrencyCode;
  readonly minor: number;
  readonly issuedOn: number;
  readonly dueOn: number;
  /** NEVER_DAY while something is left. */
  readonly settledOn: number;
  readonly dispute: DisputeStatus;
  readonly company: { readonly minor: number; readonly currency: CurrencyCode; readonly ratedOn: number | null } | null;
  /** One a day, in the order of days; negative takes away. */
  readonly movements: readonly DatedAmount[];
  /** The part of them that takes the item itself back; left out where nothing does. */
  readonly reversals?: readonly DatedAmount[];
}

export interface ApplicationFact {
  readonly id: string;
  readonly debitId: string;
  readonly creditId: string;
  readonly debitMinor: number;
  readonly creditMinor: number;
  readonly from: number;
  /** NEVER_DAY while something of it holds. */
  readonly until: number;
  /** What came back by itself, in minor units of the credit's currency; never negative. */
  readonly bounced: readonly DatedAmount[];
}

export interface AdjustmentFact {
  readonly id: string;
  readonly itemId: string;
  readonly minor: number;
  readonly on: number;
  readonly reason: AdjustmentReason;
}

export interface ActivityFact {
  readonly id: string;
  readonly seq: number;
  /** Whom the log named at the time, merged since or not. */
  readonly customerId: string;
  readonly collector: { readonly id: string; readonly name: string };
  readonly day: number;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly code: ActivityCode;
  readonly outcome: Outcome | null;
  readonly delivery: Delivery | null;
  readonly isAutomatic: boolean;
  readonly itemIds: readonly string[];
  readonly amount: { readonly minor: number; readonly currency: CurrencyCode } | null;
  readonly date: number | null;
  /** The parts of a promise, by day; left out unless there are several. */
  readonly instalments?: readonly DatedAmount[];
  readonly templateId: string | null;
}
