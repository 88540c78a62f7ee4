import { type CalendarDate, dayNumber } from '#shared/domain/calendar-date.ts';
import { medianOf as middleOf } from '#shared/domain/median.ts';
import { boardExcess } from '../collectors-board/board-excess.ts';
import type { ExcessLine } from '../collectors-board/board-lines.ts';
import { type DayTouch, handTouches } from '../collectors-board/day-touches.ts';
import { type HandTouchedPart, handTouchedCash } from '../collectors-board/hand-touched-cash.ts';
import type { CollectorIndex, Facts } from '../facts/facts.ts';
import { dayRef } from '../facts-refs.ts';
import type { ReportQuestion } from '../report.ts';
import { type NeglectedCustomer, neglectedCustomers } from './neglected-customers.ts';
import { REVIEW } from './thresholds.ts';

/** What the findings of one period are looked for in, each part made once. */
export class ReviewWeek {
  readonly from: number;
  readonly to: number;
  readonly cash: readonly HandTouchedPart[];
  readonly neglected: readonly NeglectedCustomer[];
  /** Cash beyond what would have come anyway over the last eight weeks, by who acted. */
  readonly excess: ReadonlyMap<CollectorIndex, readonly ExcessLine[]>;
  private readonly touches = new Map<CollectorIndex, DayTouch[]>();
  private readonly past = new Map<CollectorIndex, number[]>();

  constructor(
    readonly facts: Facts,
    readonly question: ReportQuestion,
  ) {
    this.from = dayNumber(question.from);
    this.to = dayNumber(question.to);
    this.cash = handTouchedCash(facts, this);
    this.neglected = neglectedCustomers(facts, this.to);
    const effectFrom = dayRef(this.to + 1 - REVIEW.effectDays) as CalendarDate;
    this.excess = boardExcess(facts, { ...question, from: effectFrom, filters: {} });
    this.gatherTouches();
  }

  /** The period as a report is asked for it. */
  get period(): { readonly from: CalendarDate; readonly to: CalendarDate } {
    return { from: this.question.from, to: this.question.to };
  }

  touchesOf(collector: CollectorIndex | null): readonly DayTouch[] {
    return collector === null ? [] : (this.touches.get(collector) ?? []);
  }

  /** How many touches each of the others had who had any. */
  colleaguesOf(collector: CollectorIndex | null): number[] {
    return [...this.touches].flatMap(([other, { length }]) => (other === collector ? [] : [length]));
  }

  /** How many touches somebody had in each of the eight periods of the same length before, the latest first. */
  pastOf(collector: CollectorIndex | null): readonly number[] {
    return collector === null ? [] : (this.past.get(collector) ?? []);
  }

  private gatherTouches(): void {
    const days = this.to - this.from + 1;
    for (const touch of handTouches(this.facts, { from: this.from - REVIEW.pastPeriods * days, to: this.to })) {
      const back = Math.ceil((this.from - touch.day) / days);
      if (back <= 0) this.ownTouches(touch.collector).push(touch);
      else this.ownPast(touch.collector)[back - 1] = (this.ownPast(touch.collector)[back - 1] ?? 0) + 1;
    }
  }

  private ownTouches(collector: CollectorIndex): DayTouch[] {
    const known = this.touches.get(collector) ?? [];
    this.touches.set(collector, known);
    return known;
  }

  private ownPast(collector: CollectorIndex): number[] {
    const known = this.past.get(collector) ?? new Array<number>(REVIEW.pastPeriods).fill(0);
    this.past.set(collector, known);
    return known;
  }
}

/** The middle one, or the mean of the two in the middle; null of none. */
export function medianOf(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : middleOf(numbers);
}
