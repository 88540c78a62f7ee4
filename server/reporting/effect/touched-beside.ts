import { TOUCH_WINDOW_DAYS } from '#shared/domain/touch.ts';
import type { ActivityIndex, ApplicationIndex, Facts } from '../facts/facts.ts';
import { activitiesBetween } from './contact-days.ts';
import { HALF_WEIGHT_DAYS } from './episodes.ts';
import type { ExcessGroups } from './excess-groups.ts';
import { numberAt } from './number-at.ts';
import { splitWhole } from './split-whole.ts';

/** Cash that a contact went before, given wholly to the last one, or to all by how long before they were; in minor units. *Touched* is not *caused*. */
export interface TouchedBeside {
  lastTouch: number;
  timeDecay: number;
}

export interface BesideQuestion {
  readonly facts: Facts;
  readonly from: number;
  readonly to: number;
  readonly groups: ExcessGroups;
  /** The group that a contact of a customer counts for, with the currency. */
  readonly keyOf: (activity: ActivityIndex, customer: number, item: number) => string;
}

/** The applied cash of a period’s value dates by group. */
export function touchedBeside(question: BesideQuestion): Map<string, TouchedBeside> {
  const { facts, groups } = question;
  const { credit, debit, count } = facts.applications;
  const { issuedOn, customer } = facts.items;
  const beside = new Map<string, TouchedBeside>();
  for (let at = 0; at < count; at += 1) {
    const [payment, item] = [numberAt(credit, at), numberAt(debit, at)];
    const valueDate = numberAt(issuedOn, payment);
    const isAsked = groups.takesCustomer(numberAt(customer, item)) && groups.takesCurrency(item);
    if (isAsked && isCash(question, payment, valueDate)) addTouched(question, beside, { at, item, valueDate });
  }
  return beside;
}

function isCash({ facts, from, to }: BesideQuestion, payment: number, valueDate: number): boolean {
  return valueDate >= from && valueDate <= to && facts.items.kind(payment) === 'payment';
}

interface CashPart {
  readonly at: ApplicationIndex;
  readonly item: number;
  readonly valueDate: number;
}

function addTouched(
  { facts, to, groups, keyOf }: BesideQuestion,
  beside: Map<string, TouchedBeside>,
  { at, item, valueDate }: CashPart,
): void {
  const minor = facts.applications.debitHeldOn(at, to);
  if (minor <= 0) return;
  const customer = facts.items.customer[item] ?? 0;
  const touches = touchesBefore(facts, customer, item, valueDate);
  const day = facts.activities.day;
  const weights = touches.map((touch) => 2 ** (-(valueDate - (day[touch] ?? 0)) / HALF_WEIGHT_DAYS));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = splitWhole(
    minor,
    weights.map((weight) => weight / whole),
  );
  for (const [place, touch] of touches.entries()) {
    if (!groups.takesContact(touch)) continue;
    const key = keyOf(touch, customer, item);
    const known = beside.get(key) ?? { lastTouch: 0, timeDecay: 0 };
    known.timeDecay += parts[place] ?? 0;
    if (place === touches.length - 1) known.lastTouch += minor;
    beside.set(key, known);
  }
}

/** What touched an item on the 14 days before money came for it, first to last. */
function touchesBefore(facts: Facts, customer: number, item: number, valueDate: number): ActivityIndex[] {
  const { activities } = facts;
  const near = activitiesBetween(activities, customer, valueDate - TOUCH_WINDOW_DAYS, valueDate - 1);
  return [...near].filter((activity) => {
    if (!activities.hasTouched(activity)) return false;
    const named = activities.items(activity);
    return named.length === 0 || named.includes(item);
  });
}
