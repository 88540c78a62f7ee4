import { EARLIEST, LATEST } from './habit-grid.ts';
import type { LatenessSeen } from './lateness-seen.ts';
import { numberAt } from './number-at.ts';

/** One discrete hazard by lateness for all customers: what a forecast that knows nobody’s habit would say. Returns the chance, 0 to 1, between two whole latenesses. */
export function globalHazard({ begins, lateness, isPaid }: LatenessSeen): (after: number, until: number) => number {
  const count = begins.at(-1) ?? 0;
  const steps = LATEST - EARLIEST + 1;
  const [events, exits] = [new Float64Array(steps), new Float64Array(steps)];
  for (let at = 0; at < count; at += 1) {
    const step = numberAt(lateness, at) - EARLIEST;
    const into = isPaid[at] === 1 ? events : exits;
    into[step] = numberAt(into, step) + 1;
  }
  const unpaid = unpaidAfter(events, exits, count);
  return (after, until) => {
    const before = numberAt(unpaid, after - EARLIEST);
    // Later than anything that was ever seen nothing is known; no chance is the plain answer of a hazard without events.
    return before <= 0 ? 0 : 1 - numberAt(unpaid, until - EARLIEST) / before;
  };
}

function unpaidAfter(events: Float64Array, exits: Float64Array, count: number): Float64Array {
  let [atRisk, share] = [count, 1];
  return events.map((paid, step) => {
    if (atRisk > 0) share *= 1 - paid / atRisk;
    atRisk -= paid + numberAt(exits, step);
    return share;
  });
}
