import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { type Money, money } from '#shared/domain/money.ts';
import type { PaymentClass } from '#shared/domain/payment-class.ts';
import { TOUCH_WINDOW_DAYS } from '#shared/domain/touch.ts';
import type { ActivityIndex, Facts } from '../facts/facts.ts';
import { actorRef, customerRef, dayRef } from '../facts-refs.ts';
import type { ClassifiedCash } from '../payment-classes/classified-cash.ts';
import { promisedParts } from '../promises/promised-parts.ts';
import { activitiesBefore } from '../touched-cash/cash-parts.ts';

/** Of money that is not applied, what was done in so many days before it is its line of time. */
const UNAPPLIED_LOOK_BACK_DAYS = 90;

/** Something that was done before the money came. */
export interface TrailEvent {
  readonly activityId: string;
  readonly on: CalendarDate | null;
  /** Days between it and the value date, 1 or more. */
  readonly daysBefore: number;
  readonly by: { readonly id: string; readonly name: string; readonly isAutomatic: boolean };
  readonly code: string;
  readonly label: string;
  readonly outcome: string | null;
}

/** A day in the line of time of a payment: what its item was due to, and what was done. */
export type TimelineEntry =
  | { readonly what: 'issued' | 'due' | 'promised_day'; readonly on: CalendarDate | null; readonly daysBefore: number }
  | (TrailEvent & { readonly what: 'activity'; readonly isTouch: boolean });

/** Part of a payment, or what of it is of one class, with its line of time. */
export interface TrailRow {
  readonly paymentId: string;
  readonly paymentNumber: string;
  readonly customer: { readonly id: string; readonly number: string; readonly name: string };
  readonly valueDate: CalendarDate | null;
  readonly itemId: string | null;
  readonly itemNumber: string;
  readonly amount: Money;
  readonly class: PaymentClass;
  readonly touched: boolean;
  /** Whether it was touched by nobody’s hand alone. */
  readonly isAutomatic: boolean;
  /** What touched it, first to last. */
  readonly events: readonly TrailEvent[];
  /** Everything before it since its item was issued, by day. */
  readonly timeline: readonly TimelineEntry[];
}

/** A row of the trail. */
export function trailRow(facts: Facts, cash: ClassifiedCash): TrailRow {
  const { items } = facts;
  const { payment, item, touches, on } = cash;
  return {
    paymentId: items.id(payment),
    paymentNumber: items.number(payment),
    customer: customerRef(facts, cash.customer),
    valueDate: dayRef(on),
    itemId: item === null ? null : items.id(item),
    itemNumber: item === null ? '' : items.number(item),
    amount: money(cash.minor, cash.currency),
    class: cash.class,
    touched: touches.length > 0,
    isAutomatic: cash.isAutomatic,
    events: touches.map((activity) => eventOf(facts, activity, on)),
    timeline: timelineOf(facts, cash),
  };
}

function eventOf(facts: Facts, activity: ActivityIndex, valueDate: number): TrailEvent {
  const { activities } = facts;
  const day = activities.day[activity] ?? 0;
  const code = activities.code(activity);
  return {
    activityId: activities.id(activity),
    on: dayRef(day),
    daysBefore: valueDate - day,
    by: actorRef(facts, activity),
    code,
    label: codeDefinition(code).label,
    outcome: activities.outcome(activity),
  };
}

function timelineOf(facts: Facts, cash: ClassifiedCash): TimelineEntry[] {
  const { items, activities } = facts;
  const { item, on, promises } = cash;
  const since = item === null ? on - UNAPPLIED_LOOK_BACK_DAYS : (items.issuedOn[item] ?? 0);
  const dated = (what: 'issued' | 'due' | 'promised_day', day: number): TimelineEntry => {
    return { what, on: dayRef(day), daysBefore: on - day };
  };
  const done = activitiesBefore(facts, cash, since).map((activity): TimelineEntry => {
    const event = eventOf(facts, activity, on);
    const isTouch = activities.hasTouched(activity) && event.daysBefore <= TOUCH_WINDOW_DAYS;
    return { what: 'activity', ...event, isTouch };
  });
  const ofItem =
    item === null ? [] : [dated('issued', items.issuedOn[item] ?? 0), dated('due', items.dueOn[item] ?? 0)];
  const promised = promises.flatMap((promise) =>
    promisedParts(activities, promise).map(({ day }) => dated('promised_day', day)),
  );
  return [...ofItem, ...promised, ...done].sort((a, b) => b.daysBefore - a.daysBefore);
}
