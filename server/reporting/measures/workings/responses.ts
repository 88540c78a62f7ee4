import { ACTIVITY_CODES, type ActivityCode, isDisputeRaised, isPromise } from '#shared/domain/activity-code.ts';
import type { ActivityIndex, CustomerIndex } from '../../facts/facts.ts';
import { PAYMENT } from './ledger-columns.ts';
import type { Scope } from './scope.ts';

/** How many days after a message an answer still counts as one. */
const RESPONSE_DAYS = 7;

/** What tells that the customer answered: our reply to its mail, its promise, its dispute. */
const ANSWERS: ReadonlySet<ActivityCode> = new Set(
  ACTIVITY_CODES.filter((code) => code === 'email_reply' || isPromise(code) || isDisputeRaised(code)),
);

/** A message and what came after it. */
export interface Response {
  readonly activity: ActivityIndex;
  readonly isAnswered: boolean;
  readonly isFollowedByPayment: boolean;
}

/** The messages of the question whose seventh day lies in its period, with what came within it. */
export function responsesIn(scope: Scope): readonly Response[] {
  return scope.once(responsesIn, () => {
    const messages = scope.log
      .between(scope.from - RESPONSE_DAYS, scope.to - RESPONSE_DAYS)
      .filter((activity) => isMessage(scope, activity) && scope.hasActivity(activity));
    const answered = answeredOf(scope, messages);
    return Array.from(messages, (activity) => ({
      activity,
      isAnswered: answered[activity] === 1,
      isFollowedByPayment: hasPaymentAfter(scope, activity),
    }));
  });
}

function isMessage({ log }: Scope, activity: ActivityIndex): boolean {
  const code = log.codeOf(activity);
  if (!log.hasTouched(activity) || code === 'email_reply') return false;
  return log.isMail(activity) || code === 'phone_left_voicemail';
}

/** Which of the activities towards the customers of messages an answer came after in time, by activity. */
function answeredOf({ facts: { activities }, log, from, to }: Scope, messages: Int32Array): Uint8Array {
  const answered = new Uint8Array(activities.count);
  const customers = new Set(messages.map((message) => activities.customer[message] ?? -1));
  for (const customer of customers) {
    const own = activities.ofCustomer(customer);
    let answeredOn = Number.POSITIVE_INFINITY;
    const first = log.firstOnOrAfter(own, from - RESPONSE_DAYS);
    for (const activity of own.subarray(first, log.firstOnOrAfter(own, to + 1)).toReversed()) {
      const on = log.dayOf(activity);
      answered[activity] = answeredOn - on <= RESPONSE_DAYS ? 1 : 0;
      if (ANSWERS.has(log.codeOf(activity))) answeredOn = on;
    }
  }
  return answered;
}

function hasPaymentAfter(scope: Scope, message: ActivityIndex): boolean {
  const { day, customer } = scope.facts.activities;
  const sentOn = day[message] ?? 0;
  const days = paymentDays(scope).get(customer[message] ?? -1) ?? [];
  return days.some((on) => on > sentOn && on <= sentOn + RESPONSE_DAYS);
}

/** The value dates of each customer's payments that may come after one of the messages. */
function paymentDays(scope: Scope): ReadonlyMap<CustomerIndex, readonly number[]> {
  return scope.once(paymentDays, () => {
    const { customer, issuedOn } = scope.facts.items;
    const found = new Map<CustomerIndex, number[]>();
    for (const payment of paymentsBetween(scope, scope.from - RESPONSE_DAYS, scope.to)) {
      const own = found.get(customer[payment] ?? -1) ?? [];
      own.push(issuedOn[payment] ?? 0);
      found.set(customer[payment] ?? -1, own);
    }
    return found;
  });
}

function paymentsBetween({ facts, ledger: { items, kind } }: Scope, from: number, to: number): Int32Array {
  const { issuedOn } = facts.items;
  return items.filter((item) => {
    const on = issuedOn[item] ?? 0;
    return kind[item] === PAYMENT && on >= from && on <= to;
  });
}
