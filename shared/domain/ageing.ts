import { type CalendarDate, daysBetween } from './calendar-date.ts';

/** An ageing bucket: a label and the last day past due that still falls in it; the last bucket has no end. */
export interface AgeingBucket {
  readonly label: string;
  readonly lastDay: number;
}

/** The buckets a tenant starts with. Due today is current. */
export const BUCKETS_TO_90: readonly AgeingBucket[] = [
  { label: 'current', lastDay: 0 },
  { label: '1-30', lastDay: 30 },
  { label: '31-60', lastDay: 60 },
  { label: '61-90', lastDay: 90 },
  { label: '90+', lastDay: Number.POSITIVE_INFINITY },
];

/** The finer preset. */
export const BUCKETS_TO_120: readonly AgeingBucket[] = [
  { label: 'current', lastDay: 0 },
  { label: '1-30', lastDay: 30 },
  { label: '31-60', lastDay: 60 },
  { label: '61-90', lastDay: 90 },
  { label: '91-120', lastDay: 120 },
  { label: '120+', lastDay: Number.POSITIVE_INFINITY },
];

export const AGEING_PRESETS = { to_90: BUCKETS_TO_90, to_120: BUCKETS_TO_120 } as const;

/**
 * Buckets of a company's own from their last days past due, the last one without end: `[0, 15, 30]` gives current, 1-15, 16-30 and 30+. The days are whole and
 * rise from 0, what is not past due.
 */
export function bucketsOfLastDays(lastDays: readonly number[]): AgeingBucket[] {
  const limited = lastDays.map((lastDay, place) => {
    const before = lastDays[place - 1];
    return { label: before === undefined ? 'current' : labelOf(before + 1, lastDay), lastDay };
  });
  return [...limited, { label: `${lastDays.at(-1) ?? 0}+`, lastDay: Number.POSITIVE_INFINITY }];
}

function labelOf(first: number, last: number): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** Days by which the due day has gone by on `asOf`; 0 or negative while it has not. */
export function daysPastDue(dueOn: CalendarDate, asOf: CalendarDate): number {
  return daysBetween(dueOn, asOf);
}

/** The label of the bucket that something due on `dueOn` is in on `asOf`. */
export function ageingBucket(dueOn: CalendarDate, asOf: CalendarDate, buckets: readonly AgeingBucket[]): string {
  const days = daysPastDue(dueOn, asOf);
  const bucket = buckets.find(({ lastDay }) => days <= lastDay);
  if (bucket === undefined) throw new RangeError('The last ageing bucket needs to be without end.');
  return bucket.label;
}
