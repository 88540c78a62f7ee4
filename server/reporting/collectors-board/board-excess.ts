import { dayNumber } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { excessByGroup, type GroupExcess } from '../effect/excess-by-group.ts';
import { episodesAsked, wholeMoney } from '../effect/excess-cash-report.ts';
import { ExcessGroups } from '../effect/excess-groups.ts';
import type { CollectorIndex, Facts } from '../facts/facts.ts';
import type { ReportQuestion } from '../report.ts';
import type { ExcessLine } from './board-lines.ts';

/** Cash beyond what would have come anyway, with its interval, by who acted; the figures of the report `excess-cash`. What was sent automatically is nobody's. */
export function boardExcess(facts: Facts, question: ReportQuestion): Map<CollectorIndex, ExcessLine[]> {
  const { currency } = question.filters;
  const groups = new ExcessGroups(facts, currency === undefined ? {} : { currency }, dayNumber(question.from) - 1);
  const currencyOf = (item: number): CurrencyCode => facts.items.currencyOf(item);
  const lines = new Map<CollectorIndex, ExcessLine[]>();
  for (const group of excessByGroup(episodesAsked(question, facts), groups, 'collector', currencyOf)) {
    const collector = facts.collectors.find(group.key);
    if (collector === undefined) continue;
    const known = lines.get(collector) ?? [];
    known.push(lineOf(group));
    lines.set(collector, known);
  }
  return lines;
}

function lineOf({ excess, currency }: GroupExcess): ExcessLine {
  return {
    excess: wholeMoney(excess.excess, currency),
    low: wholeMoney(excess.low, currency),
    high: wholeMoney(excess.high, currency),
    episodes: excess.episodes,
    isTold: excess.isTold,
  };
}
