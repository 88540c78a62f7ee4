import { codeDefinition, type NonPaymentReason, type Outcome } from '#shared/domain/activity-code.ts';
import { addDays, type CalendarDate, laterOf } from '#shared/domain/calendar-date.ts';
import { type Money, money } from '#shared/domain/money.ts';
import type { LiveInvoice } from './books.ts';
import type { CollectorStyle } from './collector-styles.ts';
import { openDispute } from './disputes.ts';
import { reactsToContact } from './payment-habit.ts';
import type { Random } from './random.ts';
import type { SampleActivity, SampleCustomer } from './sample-company.ts';
import { addWorkingDays, workingDayFrom } from './working-time.ts';
import type { Case } from './worklist.ts';
import type { World } from './world.ts';

/** What a call says of itself in the log. */
export type CallEnding = Pick<SampleActivity, 'code' | 'outcome' | 'reason' | 'amount' | 'date'>;

const REASONS: readonly NonPaymentReason[] = [
  'waiting_for_approval',
  'in_payment_run',
  'cash_flow',
  'invoice_not_received',
];
const DISPUTE_REASONS: readonly NonPaymentReason[] = ['disputed', 'disputed', 'deduction'];

/** Draws how a call ends, and lets the customer act on it. */
export function makeCall(
  { customer, items }: Case,
  { style, day, named }: { style: CollectorStyle; day: CalendarDate; named: readonly LiveInvoice[] },
  { world, random }: { world: World; random: Random },
): CallEnding {
  const code = callCode(style, customer, random);
  const ending = { code, outcome: null, reason: null, amount: null, date: null };
  const about = named.length > 0 ? named : items;
  if (codeDefinition(code).reach === 'right_party_contact' && code !== 'phone_refused') {
    reach({ customer, items: about }, day, random);
  }
  switch (code) {
    case 'phone_promise_to_pay':
      return { ...ending, ...promise({ customer, items: about }, day, random) };
    case 'phone_dispute_raised': {
      const [first] = about;
      if (first !== undefined) openDispute(first, { customer, day }, { world, random });
      return { ...ending, outcome: 'dispute_opened', reason: random.pick(DISPUTE_REASONS) };
    }
    case 'phone_payment_sent':
      return { ...ending, outcome: 'payment_announced', date: day };
    case 'phone_spoke_with_ap': {
      const outcome = random.pick(codeDefinition(code).outcomes);
      return { ...ending, outcome, reason: outcome === 'reason_given' ? random.pick(REASONS) : null };
    }
    default:
      return { ...ending, outcome: random.pick(codeDefinition(code).outcomes) };
  }
}

/** Who has a habit of their own kind disputes nothing, so that the shape stays clear. */
function callCode(
  style: CollectorStyle,
  { habit }: SampleCustomer,
  random: Random,
): CollectorStyle['calls'][number][0] {
  const code = random.weighted(style.calls);
  return code === 'phone_dispute_raised' && habit.kind !== 'hazard' ? 'phone_spoke_with_ap' : code;
}

function reach({ customer, items }: Case, day: CalendarDate, random: Random): void {
  const payOn = addWorkingDays(day, random.int(2, 4));
  for (const item of items) {
    item.calledOn = day;
    if (customer.habit.kind === 'only_after_call' && item.dueOn < day) item.plannedOn = payOn;
  }
}

/** A promise moves only those whom contact moves at all, and not always; the others would pay when they pay, and say a day near it. */
function promise(
  { customer, items }: Case,
  day: CalendarDate,
  random: Random,
): { outcome: Outcome; amount: Money; date: CalendarDate } {
  const [first] = items;
  if (first === undefined) throw new RangeError('A promise is about something.');
  const date = promisedDay(customer, first, { day, random });
  const promised = items.filter(({ currency }) => currency === first.currency);
  const inFull = random.chance(0.8);
  for (const item of promised) {
    item.promisedFor = date;
    if (reactsToContact(customer.habit) && customer.habit.kind === 'hazard' && random.chance(0.75))
      item.plannedOn = date;
  }
  const whole = promised.reduce((sum, { left }) => sum + left, 0);
  const minor = inFull ? whole : Math.max(100, Math.floor(whole / 200) * 100);
  return { outcome: inFull ? 'promised_in_full' : 'promised_in_part', amount: money(minor, first.currency), date };
}

function promisedDay(
  { habit }: SampleCustomer,
  { dueOn }: LiveInvoice,
  { day, random }: { day: CalendarDate; random: Random },
): CalendarDate {
  if (habit.kind === 'fixed_day') return workingDayFrom(laterOf(addDays(dueOn, habit.daysPastDue), addDays(day, 1)));
  if (habit.kind === 'only_after_call') return addWorkingDays(day, 4);
  return addWorkingDays(day, random.int(2, 9));
}
