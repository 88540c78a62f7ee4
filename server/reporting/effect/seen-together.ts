import { NEVER_DAY } from '../facts/facts.ts';
import { correlationWithin, type Together, type Untouched } from './excess.ts';
import { beliefOf, foreseenBetween } from './habit-belief.ts';
import { type SeenQuestion, seenBy, wholeSteps } from './lateness-seen.ts';
import { numberAt } from './number-at.ts';
import type { PooledHabits } from './pooled-habits.ts';

/** Over so many last days of the past it is held against itself. */
const DAYS_HELD_BACK = 120;
/** What is foretold of each item, in days. */
const DAYS_FORETOLD = 14;
/** Items are looked at on different days, as contacts would be. */
const DAYS_SCATTERED = 15;

/**
 * How much outcomes of one customer go together where nobody touched them, and how many of them there were: items of the last months, each foretold from what was known when
 * those began. So it holds also what is wrong with what is believed of a customer, since that is wrong for all its items alike.
 */
export function togetherSeen(question: SeenQuestion, pooled: PooledHabits): Together {
  const { watched, until } = question;
  const cut = until - DAYS_HELD_BACK;
  const before = seenBy({ ...question, until: cut });
  const cases: Untouched[] = [];
  let [knownOf, belief]: [number, Float64Array | undefined] = [-1, undefined];
  for (let place = 0; place < watched.count; place += 1) {
    const at = dayLookedAt(question, place, cut);
    if (at === null) continue;
    const customer = watched.customer[place] ?? 0;
    if (belief === undefined || customer !== knownOf) belief = beliefOf(pooled.grid, before, customer, pooled.memory);
    knownOf = customer;
    const expected = expectedOf(question, pooled, belief, { place, at });
    const paid = watched.endedOn(place, until) <= at + DAYS_FORETOLD && watched.isPaid[place] === 1 ? 1 : 0;
    cases.push({ customerId: String(customer), expected, paid });
  }
  return { correlation: correlationWithin(cases), checkedOn: cases.length };
}

/** A day on which an item was past due and unpaid, and that nobody touched up to the end of what is foretold; null where there is none. */
function dayLookedAt({ watched, until }: SeenQuestion, place: number, cut: number): number | null {
  const entered = watched.enteredOn[place] ?? 0;
  const scatter = (Math.imul(place + 1, 0x9e3779b1) >>> 8) % DAYS_SCATTERED;
  const at = Math.max(cut, entered, watched.dueOn[place] ?? 0) + scatter;
  const isOver = at + DAYS_FORETOLD > until || watched.endedOn(place, until) <= at;
  const isTouched = (watched.touchedOn[place] ?? NEVER_DAY) <= at + DAYS_FORETOLD || watched.isContested[place] === 1;
  return isOver || isTouched ? null : at;
}

function expectedOf(
  { watched, clock, until }: SeenQuestion,
  { grid }: PooledHabits,
  belief: Float64Array,
  { place, at }: { place: number; at: number },
): number {
  const steps = (day: number) => wholeSteps(clock.steps(numberAt(watched.dueOn, place), day));
  const [seenAt, after, end] = [steps(until - DAYS_HELD_BACK), steps(at), steps(at + DAYS_FORETOLD)];
  return foreseenBetween(grid, belief, { seenAt, after, until: end }).chance;
}
