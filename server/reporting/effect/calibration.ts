import type { BusinessCalendar } from '#shared/domain/business-day.ts';
import { type FittedBaseline, fitWatched } from './baseline.ts';
import { numberAt } from './number-at.ts';
import type { WatchedItems } from './watched-items.ts';

/** Every so many days of a period the baseline is held against what came. */
const EVERY_DAYS = 7;
/** An outcome is a payment on one of so many calendar days after the day of the case. */
const FORETOLD_DAYS = 7;
const GROUPS = 10;
/** What customers have in common is learnt anew after so many days; each customer’s own habit on every day of cases. */
const POOLED_DAYS = 28;

/** One item, past due and unpaid at the end of a day, with what was expected of it and what came. */
export interface CalibrationCase {
  readonly place: number;
  readonly on: number;
  readonly expected: number;
  readonly expectedForAll: number;
  readonly isPaid: boolean;
}

export interface CalibrationQuestion {
  readonly watched: WatchedItems;
  readonly from: number;
  readonly to: number;
  /** The last day of which everything is known; cases that end later have no outcome yet and are left out. */
  readonly knownTo: number;
  readonly calendar: BusinessCalendar;
}

/** The cases of a period in the order of days, then customers; each expectation from entries dated up to its day alone. */
export function calibrationCases({ watched, from, to, knownTo, calendar }: CalibrationQuestion): CalibrationCase[] {
  const cases: CalibrationCase[] = [];
  const lastDay = Math.min(to, knownTo - FORETOLD_DAYS);
  let known: FittedBaseline | null = null;
  for (let on = from; on <= lastDay; on += EVERY_DAYS) {
    const open = openPastDue(watched, on);
    if (open.length === 0) continue;
    const question = { watched, until: on, calendar, censorAtTouch: false };
    const baseline: FittedBaseline = fitWatched({ ...question, ...stillPooled(known, on) });
    if (baseline.pooled !== known?.pooled) known = baseline;
    for (const place of open) cases.push(caseOf(watched, baseline, place, on));
  }
  return cases;
}

/** What customers have in common, where it was learnt not long ago. */
function stillPooled(known: FittedBaseline | null, on: number): Partial<Pick<FittedBaseline, 'pooled'>> {
  return known !== null && on - known.until < POOLED_DAYS ? { pooled: known.pooled } : {};
}

function caseOf(watched: WatchedItems, baseline: FittedBaseline, place: number, on: number): CalibrationCase {
  const [customer, dueOn] = [numberAt(watched.customer, place), numberAt(watched.dueOn, place)];
  const end = on + FORETOLD_DAYS;
  return {
    place,
    on,
    expected: baseline.chance(customer, dueOn, on, end),
    expectedForAll: baseline.chanceForAll(dueOn, on, end),
    isPaid: watched.endedOn(place, end) <= end && watched.isPaid[place] === 1,
  };
}

function openPastDue(watched: WatchedItems, on: number): number[] {
  const open: number[] = [];
  for (let place = 0; place < watched.count; place += 1) {
    const isDue = (watched.enteredOn[place] ?? 0) <= on && (watched.dueOn[place] ?? 0) < on;
    if (isDue && watched.endedOn(place, on) > on) open.push(place);
  }
  return open;
}

/** A tenth of the cases by what was expected: what that was on average, which share was paid, and how many they are. */
export interface CalibrationGroup {
  readonly expected: number;
  readonly observed: number;
  readonly n: number;
}

export interface Calibration {
  readonly brier: number;
  /** The same score of one hazard for all customers, and of the mean rate of the cases themselves. */
  readonly brierGlobal: number;
  readonly brierConstant: number;
  readonly invoices: number;
  readonly deciles: readonly CalibrationGroup[];
}

/** How well expectations foretold outcomes: the mean squared error of each, and ten groups of equal size from the least to the most expected. Null without a case. */
export function calibrationOf(cases: readonly CalibrationCase[]): Calibration | null {
  if (cases.length === 0) return null;
  const rate = meanOf(cases, outcome);
  const squaredOff = (expected: (one: CalibrationCase) => number) => {
    return meanOf(cases, (one) => (expected(one) - outcome(one)) ** 2);
  };
  return {
    brier: squaredOff(({ expected }) => expected),
    brierGlobal: squaredOff(({ expectedForAll }) => expectedForAll),
    brierConstant: squaredOff(() => rate),
    invoices: cases.length,
    deciles: groupsOf(cases),
  };
}

function groupsOf(cases: readonly CalibrationCase[]): CalibrationGroup[] {
  const rising = [...cases].sort((a, b) => a.expected - b.expected);
  const groups = Math.min(GROUPS, rising.length);
  return Array.from({ length: groups }, (_, group) => {
    const [begin, end] = [group, group + 1].map((bound) => Math.floor((bound * rising.length) / groups));
    const part = rising.slice(begin, end);
    return { expected: meanOf(part, ({ expected }) => expected), observed: meanOf(part, outcome), n: part.length };
  });
}

function outcome({ isPaid }: CalibrationCase): number {
  return isPaid ? 1 : 0;
}

function meanOf(cases: readonly CalibrationCase[], value: (one: CalibrationCase) => number): number {
  return cases.reduce((sum, one) => sum + value(one), 0) / cases.length;
}
