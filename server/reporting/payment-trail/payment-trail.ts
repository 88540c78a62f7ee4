import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import type { CashMovement } from '../touched-cash/cash-movements-read-model.ts';
import type { LoggedActivity } from '../touched-cash/logged-activities-read-model.ts';
import type { TouchedCash } from '../touched-cash/touched-cash.ts';

/** Something that was done before the money came. */
export interface TrailEvent {
  readonly activityId: string;
  readonly on: CalendarDate;
  /** Days between it and the value date, 1 to 14. */
  readonly daysBefore: number;
  readonly by: { readonly id: string; readonly name: string };
  readonly code: string;
  readonly label: string;
  readonly outcome: string | null;
}

/** Part of a payment with its line of time. */
export interface TrailRow {
  readonly paymentId: string;
  readonly paymentNumber: string;
  readonly customerId: string;
  readonly valueDate: CalendarDate;
  readonly itemId: string | null;
  readonly itemNumber: string;
  readonly amount: Money;
  readonly touched: boolean;
  /** First to last. */
  readonly events: readonly TrailEvent[];
}

/** Which rows of the trail are asked for; what is left out does not narrow. */
export interface TrailFilter {
  readonly touched?: boolean | undefined;
  readonly collectorId?: string | undefined;
  readonly code?: string | undefined;
  readonly customerId?: string | undefined;
  readonly currency?: string | undefined;
}

/** The parts of payments that a filter lets through. */
export function partsOfTrail(cash: readonly TouchedCash[], filter: TrailFilter): TouchedCash[] {
  return cash.filter((part) => fits(part, filter));
}

/** The line of time of each part of a payment that the filter lets through: what touched it, by whom, how many days before. */
export function paymentTrail(cash: readonly TouchedCash[], filter: TrailFilter): TrailRow[] {
  return partsOfTrail(cash, filter).map(trailRow);
}

function trailRow({ cash, touches }: TouchedCash): TrailRow {
  const events = touches.map(({ touch, daysBefore }) => ({
    activityId: touch.id,
    on: touch.on,
    daysBefore,
    by: { id: touch.actorId, name: touch.actorName },
    code: touch.code,
    label: codeDefinition(touch.code).label,
    outcome: touch.outcome,
  }));
  return { ...partOf(cash), touched: events.length > 0, events };
}

function partOf({ paymentId, paymentNumber, customerId, valueDate, itemId, itemNumber, amount }: CashMovement) {
  return { paymentId, paymentNumber, customerId, valueDate, itemId, itemNumber, amount };
}

function fits({ cash, touches }: TouchedCash, filter: TrailFilter): boolean {
  const { touched, collectorId, code, customerId, currency } = filter;
  const byTouch = collectorId === undefined && code === undefined;
  return (
    (touched === undefined || touches.length > 0 === touched) &&
    (customerId === undefined || cash.customerId === customerId) &&
    (currency === undefined || cash.amount.currency === currency) &&
    (byTouch || touches.some(({ touch }) => isBy(touch, collectorId, code)))
  );
}

function isBy(touch: LoggedActivity, collectorId: string | undefined, code: string | undefined): boolean {
  return (collectorId === undefined || touch.actorId === collectorId) && (code === undefined || touch.code === code);
}
