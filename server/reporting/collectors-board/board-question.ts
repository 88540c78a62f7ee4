import { dayNumber } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CollectorIndex, Facts } from '../facts/facts.ts';
import type { ReportQuestion } from '../report.ts';
import { boardExcess } from './board-excess.ts';
import type { BoardParts } from './board-lines.ts';
import { automaticTouches, type DayTouch, handTouches } from './day-touches.ts';
import { type HandTouchedPart, handTouchedCash } from './hand-touched-cash.ts';
import { settledPromises } from './settled-promises.ts';

/** Whom a question is narrowed to, by user id; all where it is null. */
export type PeopleAsked = ReadonlySet<string> | null;

/** What the board of a period is made of, for those asked about alone. */
export function boardParts(facts: Facts, question: ReportQuestion, people: PeopleAsked): BoardParts {
  const period = { from: dayNumber(question.from), to: dayNumber(question.to) };
  const { currency } = question.filters;
  const isAsked = askedIn(facts, people);
  return {
    touches: handTouches(facts, period).filter(({ collector }) => isAsked(collector)),
    automatic: countsBy(automaticTouches(facts, period).filter(({ collector }) => isAsked(collector))),
    promises: settledPromises(facts, question).filter(({ collector }) => isAsked(collector)),
    cash: cashAskedOf(facts, handTouchedCash(facts, period), { people, currency }),
    excess: new Map([...boardExcess(facts, question)].filter(([collector]) => isAsked(collector))),
  };
}

/** Tells who is asked about. */
export function askedIn({ collectors }: Facts, people: PeopleAsked): (collector: CollectorIndex) => boolean {
  if (people === null) return () => true;
  const places = new Set([...people].map((id) => collectors.find(id)));
  return (collector) => places.has(collector);
}

/** What was touched by those asked about, with their touches alone. */
function cashAskedOf(
  facts: Facts,
  cash: readonly HandTouchedPart[],
  { people, currency }: { readonly people: PeopleAsked; readonly currency: CurrencyCode | undefined },
): HandTouchedPart[] {
  const touched = cash.filter(
    (part) => part.touches.length > 0 && (currency === undefined || part.currency === currency),
  );
  if (people === null) return touched;
  const isAsked = askedIn(facts, people);
  const { collector } = facts.activities;
  return touched
    .map((part) => ({ ...part, touches: part.touches.filter((touch) => isAsked(collector[touch] ?? -1)) }))
    .filter(({ touches }) => touches.length > 0);
}

function countsBy(touches: readonly DayTouch[]): Map<CollectorIndex, number> {
  const counts = new Map<CollectorIndex, number>();
  for (const { collector } of touches) counts.set(collector, (counts.get(collector) ?? 0) + 1);
  return counts;
}
