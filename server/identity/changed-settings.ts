import type { FieldProblem } from '#shared/api/errors.ts';
import type { ChangeSettingsBody } from '#shared/api/settings.ts';
import { isBusinessDay } from '#shared/domain/business-day.ts';
import { addDays } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import { DomainError } from '../errors.ts';
import { neverLogList, problemsOfNeverLog } from './never-log.ts';
import {
  type AgeingPreset,
  ageingOf,
  businessCalendarOf,
  type FigureSettings,
  type TenantSettings,
} from './tenant-settings.ts';

const MAX_BUCKET_LIMITS = 12;
const MAX_LAST_DAY = 3_650;
const MAX_GRACE_DAYS = 30;
/** A company that is shut for longer than this has a calendar that is wrong. */
const LONGEST_CLOSURE_DAYS = 60;

type WithoutGaps<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Tells whether there is a measure of that key. */
export type IsMeasure = (key: string) => boolean;

/** The settings with the changes made. Throws DomainError `settings_refused` with every change that does not fit. */
export function changedSettings(
  before: TenantSettings,
  changes: ChangeSettingsBody,
  isMeasure: IsMeasure,
): TenantSettings {
  const { buckets, writeOffTolerance, calendar, neverLog, ...plain } = withoutGaps(changes);
  const days = inOrder({ ...before.calendar, ...withoutGaps(calendar ?? {}) });
  refuse([
    ...problemsOfCash(changes),
    ...(calendar === undefined ? [] : problemsOfCalendar(days)),
    ...problemsOfFigures(changes, isMeasure),
    ...problemsOfNeverLog(neverLog ?? []),
  ]);
  return {
    ...before,
    ...plain,
    ...(buckets === undefined ? {} : { ageing: chosenAgeing(buckets) }),
    ...(writeOffTolerance === undefined ? {} : { writeOffTolerance: aboveZero(writeOffTolerance) }),
    ...(neverLog === undefined ? {} : { neverLog: neverLogList(neverLog) }),
    calendar: days,
  };
}

/** A change that is named without a value changes nothing. */
function withoutGaps<T extends object>(changes: T): WithoutGaps<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as WithoutGaps<T>;
}

function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  const sentence = problems.map(({ field, problem }) => `${field} ${problem}`).join('; ');
  throw new DomainError('settings_refused', `Nothing was changed: ${sentence}.`, problems);
}

function chosenAgeing(buckets: AgeingPreset | readonly number[]): TenantSettings['ageing'] {
  return typeof buckets === 'string' ? ageingOf(buckets) : ageingOf('own', buckets);
}

function aboveZero(amounts: readonly Money[]): readonly Money[] {
  return amounts.filter(({ minor }) => minor > 0);
}

function inOrder({ weekend, holidays }: FigureSettings['calendar']): FigureSettings['calendar'] {
  return { weekend: [...weekend].sort((a, b) => a - b), holidays: [...holidays].sort() };
}

function problemsOfCash({ buckets, writeOffTolerance, matchingTolerance }: ChangeSettingsBody): FieldProblem[] {
  return [
    ...(Array.isArray(buckets) ? problemsOfLastDays(buckets) : []),
    ...problemsOfAmounts('writeOffTolerance', writeOffTolerance ?? []),
    ...problemsOfAmounts('matchingTolerance', matchingTolerance?.amounts ?? []),
  ];
}

function problemsOfFigures({ promiseGraceDays, targets }: ChangeSettingsBody, isMeasure: IsMeasure): FieldProblem[] {
  return [
    ...(promiseGraceDays === undefined ? [] : problemsOfGrace(promiseGraceDays)),
    ...(targets === undefined ? [] : problemsOfTargets(targets, isMeasure)),
  ];
}

function problemsOfLastDays(lastDays: readonly number[]): FieldProblem[] {
  const isRising = lastDays.every((day, place) => place === 0 || day > (lastDays[place - 1] ?? day));
  const isWhole = lastDays.every((day) => Number.isInteger(day) && day >= 0 && day <= MAX_LAST_DAY);
  const fits = isRising && isWhole && lastDays[0] === 0 && lastDays.length > 1 && lastDays.length <= MAX_BUCKET_LIMITS;
  if (fits) return [];
  const problem = `need 2 to ${MAX_BUCKET_LIMITS} whole last days that begin with 0 (what is not past due) and rise to at most ${MAX_LAST_DAY}, such as 0,15,30,60`;
  return [{ field: 'buckets', problem }];
}

function problemsOfAmounts(field: string, amounts: readonly Money[]): FieldProblem[] {
  if (isTwice(amounts.map(({ currency }) => currency))) return [{ field, problem: 'names a currency twice' }];
  return amounts.some(({ minor }) => minor < 0) ? [{ field, problem: 'is below 0' }] : [];
}

function problemsOfCalendar(calendar: FigureSettings['calendar']): FieldProblem[] {
  const { weekend, holidays } = calendar;
  const problems: FieldProblem[] = [];
  const field = 'calendar';
  if (weekend.some((day) => !Number.isInteger(day) || day < 1 || day > 7)) {
    return [{ field, problem: 'counts the days of the weekend from 1 (Monday) to 7 (Sunday)' }];
  }
  if (isTwice(weekend)) problems.push({ field, problem: 'names a day of the week twice' });
  if (isTwice(holidays)) problems.push({ field, problem: 'names a holiday twice' });
  if (new Set(weekend).size === 7) problems.push({ field, problem: 'leaves no day of the week to work on' });
  else if (isShutForTooLong(calendar)) {
    problems.push({ field, problem: `leaves more than ${LONGEST_CLOSURE_DAYS} days in a row without a working day` });
  }
  return problems;
}

function isShutForTooLong(calendar: FigureSettings['calendar']): boolean {
  const days = businessCalendarOf({ calendar });
  return calendar.holidays.some((holiday) => {
    for (let after = 0; after <= LONGEST_CLOSURE_DAYS; after += 1) {
      if (isBusinessDay(addDays(holiday, after), days)) return false;
    }
    return true;
  });
}

function problemsOfGrace(days: number): FieldProblem[] {
  if (Number.isInteger(days) && days >= 0 && days <= MAX_GRACE_DAYS) return [];
  return [{ field: 'promiseGraceDays', problem: `is a whole number from 0 to ${MAX_GRACE_DAYS}` }];
}

function problemsOfTargets(targets: FigureSettings['targets'], isMeasure: IsMeasure): FieldProblem[] {
  const field = 'targets';
  const keys = targets.map(({ measure }) => measure);
  const unknown = keys.filter((key) => !isMeasure(key));
  const problems = unknown.map((key) => ({ field, problem: `name "${key}", which is no measure` }));
  if (isTwice(keys)) problems.push({ field, problem: 'name a measure twice' });
  if (targets.some(({ value }) => !Number.isFinite(value))) problems.push({ field, problem: 'are numbers' });
  return problems;
}

function isTwice(values: readonly unknown[]): boolean {
  return new Set(values).size < values.length;
}
