import type { ActivityCode } from '#shared/domain/activity-code.ts';
import type { Random } from './random.ts';

const NOTES: Partial<Readonly<Record<ActivityCode, readonly string[]>>> = {
  phone_left_voicemail: [
    'Left my number and the invoice numbers.',
    'Box of the accounts team; asked to be called back.',
  ],
  phone_gatekeeper: ['Reception takes messages only.', 'Accounts sit in another building; call after 14:00.'],
  phone_spoke_with_ap: [
    'Invoice is with the department head for release.',
    'Next payment run is on Thursday.',
    'Wants the order number on the copy.',
    'Bittet um Zusendung der Rechnungskopie an die Zentrale.',
  ],
  phone_promise_to_pay: ['Confirmed by the head of accounts.', 'Will confirm by mail once the run is released.'],
  phone_dispute_raised: ['Says two units were missing.', 'Price differs from the order.'],
  phone_refused: ['Will not pay before the machine is accepted.'],
  note: [
    'Holiday closure in the second half of the month.',
    'New contact in accounts payable from next month.',
    'Prefers to be written to in the morning.',
    'Asked sales to join the next call.',
  ],
};

/** A line of free text now and then; a plain note always has one. */
export function noteFor(code: ActivityCode, random: Random): string | null {
  const lines = NOTES[code];
  if (lines === undefined || (code !== 'note' && !random.chance(0.3))) return null;
  return random.pick(lines);
}
