import type { ActivityCode } from '#shared/domain/activity-code.ts';
import { SHAPES } from './shapes.ts';

type CallCode = Extract<ActivityCode, `phone_${string}`>;

/** How a collector goes about the day. */
export interface CollectorStyle {
  /** Activities on a working day, from and to. */
  readonly perDay: readonly [number, number];
  /** Who comes first: most money past due, oldest debt, those about to pay anyway, or the same hopeless ones again. */
  readonly order: 'most_money' | 'oldest' | 'easiest' | 'hardest';
  /** Working days that a customer is left alone after a contact. */
  readonly gap: number;
  /** How likely a call ends in which way. */
  readonly calls: readonly (readonly [CallCode, number])[];
}

const ORDINARY_CALLS: CollectorStyle['calls'] = [
  ['phone_no_answer', 27],
  ['phone_left_voicemail', 17],
  ['phone_gatekeeper', 12],
  ['phone_wrong_number', 2],
  ['phone_spoke_with_ap', 19],
  ['phone_promise_to_pay', 15],
  ['phone_payment_sent', 4],
  ['phone_dispute_raised', 1.5],
  ['phone_refused', 2.5],
];

/** Those who are about to pay gladly say so. */
const EASY_CALLS: CollectorStyle['calls'] = [
  ['phone_no_answer', 20],
  ['phone_left_voicemail', 12],
  ['phone_gatekeeper', 6],
  ['phone_spoke_with_ap', 20],
  ['phone_promise_to_pay', 30],
  ['phone_payment_sent', 12],
];

const VAIN_CALLS: CollectorStyle['calls'] = [
  ['phone_no_answer', 47],
  ['phone_left_voicemail', 36],
  ['phone_gatekeeper', 11],
  ['phone_wrong_number', 2],
  ['phone_spoke_with_ap', 2],
  ['phone_promise_to_pay', 0.7],
  ['phone_refused', 1.3],
];

const STEADY: CollectorStyle = { perDay: [7, 11], order: 'most_money', gap: 3, calls: ORDINARY_CALLS };

const STYLES: Readonly<Record<string, CollectorStyle>> = {
  [SHAPES.easyPicker]: { perDay: [7, 10], order: 'easiest', gap: 3, calls: EASY_CALLS },
  [SHAPES.busyWithoutResult]: { perDay: [14, 18], order: 'hardest', gap: 0, calls: VAIN_CALLS },
  [SHAPES.dunnedTwice.byColleague]: { ...STEADY, order: 'oldest' },
};

export function styleOf(collectorEmail: string): CollectorStyle {
  return STYLES[collectorEmail] ?? STEADY;
}
