import { formatMoney, money } from '#shared/domain/money.ts';
import type { ExcessLine } from '../collectors-board/board-lines.ts';
import type { DayTouch } from '../collectors-board/day-touches.ts';
import type { ActivityIndex, CustomerIndex } from '../facts/facts.ts';
import { customerRef } from '../facts-refs.ts';
import type { Finding } from './review-finding.ts';
import type { ReviewPerson } from './review-people.ts';
import { medianOf, type ReviewWeek } from './review-week.ts';
import { REVIEW } from './thresholds.ts';

/** The sentences are English. */
const LOCALE = 'en';

/** Far more touches than the colleagues, and nothing that could be told from luck over eight weeks. Without an excess that can be computed nothing is said. */
export function busyWithLittleReturn(week: ReviewWeek, person: ReviewPerson): Finding[] {
  const touches = week.touchesOf(person.collector);
  const median = colleaguesMedian(week, person);
  const excess = person.collector === null ? [] : (week.excess.get(person.collector) ?? []);
  if (median === null || excess.length === 0 || excess.some(isAboveLuck)) return [];
  if (touches.length < REVIEW.leastTouches || touches.length < REVIEW.busyFactor * median) return [];
  const weeks = REVIEW.effectDays / 7;
  const returned = excess.map(excessWords).join(', ');
  return [
    {
      ...aboutTouches(week, person, touches),
      finding: 'busy_with_little_return',
      says: `${touches.length} touches, where the median of the colleagues is ${median}. Cash beyond what would have come anyway over the last ${weeks} weeks: ${returned}.`,
      figures: { touches: touches.length, colleaguesMedian: median },
    },
  ];
}

/** Twice or half as many touches as in one's own eight periods before. */
export function outlier(week: ReviewWeek, person: ReviewPerson): Finding[] {
  const past = week.pastOf(person.collector);
  const touches = week.touchesOf(person.collector);
  const median = medianOf(past);
  if (median === null || past.filter((count) => count > 0).length < REVIEW.leastPastPeriods) return [];
  if (!isFarFrom(median, touches.length)) return [];
  const direction = touches.length > median ? 'more' : 'fewer';
  return [
    {
      ...aboutTouches(week, person, touches),
      finding: 'outlier',
      says: `${touches.length} touches: far ${direction} than the median of the ${REVIEW.pastPeriods} periods before, ${median}.`,
      figures: { touches: touches.length, ownMedian: median },
    },
  ];
}

/** The median of the colleagues who did anything; null where they are too few. */
export function colleaguesMedian(week: ReviewWeek, { collector }: ReviewPerson): number | null {
  const colleagues = week.colleaguesOf(collector);
  return colleagues.length < REVIEW.leastColleagues ? null : medianOf(colleagues);
}

function isFarFrom(median: number, count: number): boolean {
  const isOutside = count >= REVIEW.outlierFactor * median || count * REVIEW.outlierFactor <= median;
  return isOutside && Math.abs(count - median) >= REVIEW.outlierTouches;
}

function isAboveLuck({ isTold, low }: ExcessLine): boolean {
  return isTold && low.minor > 0;
}

function excessWords({ excess, low, high, isTold }: ExcessLine): string {
  const told = isTold ? 'which is below what was expected' : 'which cannot be told from luck';
  const [amount, from, to] = [excess, low, high].map((one) => formatMoney(one, LOCALE));
  return `${amount} (${from} to ${to}), ${told}`;
}

function aboutTouches(week: ReviewWeek, { id, name }: ReviewPerson, touches: readonly DayTouch[]) {
  const most = customersByTouches(touches).slice(0, REVIEW.customersNamed);
  return {
    collector: { id, name },
    customers: most.map((customer) => customerRef(week.facts, customer)),
    examples: most.slice(0, REVIEW.examples).flatMap((customer) => lastWith(touches, customer)),
    opens: { report: 'touches', query: { ...week.period, collector: id } },
  };
}

/** The customers that were touched, those on most days first. */
function customersByTouches(touches: readonly DayTouch[]): CustomerIndex[] {
  const counts = new Map<CustomerIndex, number>();
  for (const { customer } of touches) counts.set(customer, (counts.get(customer) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || a - b).map(([customer]) => customer);
}

function lastWith(touches: readonly DayTouch[], customer: CustomerIndex): ActivityIndex[] {
  const last = touches.findLast((touch) => touch.customer === customer)?.activities.at(-1);
  return last === undefined ? [] : [last];
}

/** An amount of minor units in words. */
export function amountWords(minor: number, currency: Parameters<typeof money>[1]): string {
  return formatMoney(money(minor, currency), LOCALE);
}
