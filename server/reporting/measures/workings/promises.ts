import { KeptByStamp } from '../../facts/kept-by-stamp.ts';
import { type PromiseOutcome, promiseOutcomes } from '../../promises/promise-outcomes.ts';
import { calendarText } from './calendar-text.ts';
import type { Scope } from './scope.ts';

/** Many questions about people ask for the same outcomes. */
const KEPT = new KeptByStamp<readonly PromiseOutcome[]>(8);

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
  const key = `${to} ${graceDays} ${calendarText(calendar)}`;
  return KEPT.of(facts, key, () => promiseOutcomes({ facts, asOf: to, calendar, graceDays }));
}
