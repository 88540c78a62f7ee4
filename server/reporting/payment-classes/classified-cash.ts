import type { PaymentClass } from '#shared/domain/payment-class.ts';
import type { Baseline } from '../effect/baseline.ts';
import type { ActivityIndex, Facts } from '../facts/facts.ts';
import { isAskedFor } from '../facts-refs.ts';
import { KeptCash, type KeptPart } from '../promises/kept-cash.ts';
import type { PromiseQuestion } from '../promises/promise-outcomes.ts';
import {
  activitiesBefore,
  type CashDays,
  type CashPart,
  cashParts,
  inOrder,
  touchesOf,
} from '../touched-cash/cash-parts.ts';

/** Before half of the like would have come. */
const HALF = 0.5;

/** Cash of one class: a part of a payment, or, where only some of it fulfils a promise, what of it does or does not. */
export interface ClassifiedCash extends CashPart {
  readonly class: PaymentClass;
  /** What touched it on the 14 days before, first to last. */
  readonly touches: readonly ActivityIndex[];
  /** The kept promises that it fulfils; of cash of another class there are none. */
  readonly promises: readonly ActivityIndex[];
  /** Whether everything that touched it, and there was something, was done by nobody's hand. */
  readonly isAutomatic: boolean;
}

export interface CashQuestion extends CashDays {
  readonly facts: Facts;
  readonly calendar: PromiseQuestion['calendar'];
  readonly graceDays: number;
}

/**
 * The cash of a period by what it came after; the amounts add up to the cash of the period. What fulfils a kept promise is that, up to the amount promised. The rest of a part
 * that somebody touched came earlier than expected where its item, unpaid at the first touch since it was issued, would have been paid by then with a chance below one half if nobody had
 * touched it. What is not applied has no due day to be early for; and without anything to expect by nothing is early.
 */
export function classifiedCash(question: CashQuestion, baseline: Baseline | null): ClassifiedCash[] {
  const { facts, to: asOf, calendar, graceDays } = question;
  const parts = inOrder(facts, cashParts(facts, question));
  const payers = new Set(parts.map(({ customer }) => customer));
  const kept = new KeptCash({ facts, asOf, calendar, graceDays, since: question.from }, payers);
  return parts.flatMap((part) => split(part, kept.of(part), { facts, baseline }));
}

interface Means {
  readonly facts: Facts;
  readonly baseline: Baseline | null;
}

function split(part: CashPart, kept: KeptPart, means: Means): ClassifiedCash[] {
  const { activities } = means.facts;
  const touches = touchesOf(means.facts, part);
  const found: ClassifiedCash[] = [];
  if (kept.minor > 0) {
    const { minor, promises } = kept;
    found.push({ ...part, minor, class: 'promised_and_kept', touches, promises, isAutomatic: false });
  }
  if (kept.minor === part.minor) return found;
  const isAutomatic = touches.length > 0 && touches.every((touch) => activities.isAutomatic(touch));
  const rest = { ...part, minor: part.minor - kept.minor, class: classOf(part, touches, means) };
  return [...found, { ...rest, touches, promises: [], isAutomatic }];
}

function classOf(part: CashPart, touches: readonly ActivityIndex[], means: Means): PaymentClass {
  if (touches.length === 0) return 'untouched';
  return isEarlier(part, means) ? 'worked_earlier' : 'worked_as_expected';
}

/**
 * The clock runs from the first touch since the item came, not from that of the 14 days: only of what was waited for from the beginning does half come before half of the like where
 * work does nothing. Counted from a touch shortly before, everything that comes would seem early.
 */
function isEarlier(part: CashPart, { facts, baseline }: Means): boolean {
  const { item, customer, on } = part;
  if (item === null || baseline === null) return false;
  const { items, activities } = facts;
  const issuedOn = items.issuedOn[item] ?? 0;
  const first = activitiesBefore(facts, part, issuedOn).find((activity) => activities.hasTouched(activity));
  // A touch of the customer may lie before the item: nobody can pay earlier than it was there.
  const unpaidAt = first === undefined ? issuedOn : (activities.day[first] ?? issuedOn);
  return unpaidAt < on && baseline.chance(customer, items.dueOn[item] ?? 0, unpaidAt, on) < HALF;
}

/** What cash is asked for; what is left out does not narrow. */
export interface CashFilters {
  readonly collector?: string | undefined;
  readonly code?: string | undefined;
  readonly customer?: string | undefined;
  readonly owner?: string | undefined;
  readonly currency?: string | undefined;
  readonly paymentClass?: PaymentClass | undefined;
  readonly touched?: 'yes' | 'no' | undefined;
}

/** The cash that filters let through; of a collector or code, what they touched. */
export function cashAsked(facts: Facts, cash: readonly ClassifiedCash[], filters: CashFilters): ClassifiedCash[] {
  return cash.filter(
    (part) =>
      (filters.currency === undefined || part.currency === filters.currency) &&
      (filters.paymentClass === undefined || part.class === filters.paymentClass) &&
      (filters.touched === undefined || part.touches.length > 0 === (filters.touched === 'yes')) &&
      isAskedFor(facts, part.customer, filters) &&
      isBy(facts, part, filters),
  );
}

function isBy({ activities, collectors }: Facts, part: ClassifiedCash, { collector, code }: CashFilters): boolean {
  if (collector === undefined && code === undefined) return true;
  return part.touches.some(
    (activity) =>
      (collector === undefined || collectors.id(activities.collector[activity] ?? 0) === collector) &&
      (code === undefined || activities.code(activity) === code),
  );
}
