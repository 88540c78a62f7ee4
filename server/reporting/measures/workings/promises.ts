import { type PromiseOutcome, promiseOutcomes } from '../../promises/promise-outcomes.ts';
import { byStamp } from './by-stamp.ts';
import { calendarText } from './calendar-text.ts';
import type { Scope } from './scope.ts';

const MOST_KEPT = 8;

/** Outcomes that were asked for, by what was asked; many questions about people ask for the same. */
const knownOutcomes = byStamp(() => new Map<string, readonly PromiseOutcome[]>());

/** The promises of the question whose last day, grace included, has passed in its period, as they stood at its end. */
export function promisesIn(scope: Scope): readonly PromiseOutcome[] {
  return scope.once(promisesIn, () =>
    outcomesOf(scope).filter(
      ({ activity, lastDay, currency }) =>
        lastDay >= scope.from - 1 && lastDay < scope.to && scope.hasActivity(activity) && scope.hasCurrency(currency),
    ),
  );
}

function outcomesOf({ facts, to, question }: Scope): readonly PromiseOutcome[] {
  const { calendar, graceDays } = question;
  const known = knownOutcomes(facts);
  const key = `${to} ${graceDays} ${calendarText(calendar)}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_KEPT) known.clear();
  const outcomes = promiseOutcomes({ facts, asOf: to, calendar, graceDays });
  known.set(key, outcomes);
  return outcomes;
}
