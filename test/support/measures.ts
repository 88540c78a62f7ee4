import type { Facts } from '../../server/reporting/facts/facts.ts';
import type { Measure, MeasureQuestion, MeasureValue } from '../../server/reporting/measures/measure.ts';
import { findMeasure } from '../../server/reporting/measures/measure-registry.ts';
import type { ReportRow } from '../../server/reporting/report.ts';
import { WEEKDAYS_ONLY } from '../../shared/domain/business-day.ts';
import { calendarDate, dayNumber } from '../../shared/domain/calendar-date.ts';
import type { Money } from '../../shared/domain/money.ts';

type Narrowed = Partial<Omit<MeasureQuestion, 'facts' | 'from' | 'to'>>;

/** A question over a period, days as text; weekends off, and three working days of grace. */
export function measureQuestion(facts: Facts, from: string, to: string, narrowed: Narrowed = {}): MeasureQuestion {
  const [first, last] = [dayNumber(calendarDate(from)), dayNumber(calendarDate(to))];
  return { facts, from: first, to: last, calendar: WEEKDAYS_ONLY, graceDays: 3, ...narrowed };
}

/** The only value of a measure. Throws where there are several or none. */
export function onlyValue(key: string, question: MeasureQuestion): MeasureValue {
  const values = findMeasure(key).compute(question);
  const [value] = values;
  if (value === undefined || values.length > 1) throw new Error(`${key} has ${values.length} values.`);
  return value;
}

/** Where the rows of a measure do not add up to the inputs that they should: a sentence each; none where they do. */
export function amiss(measure: Measure, question: MeasureQuestion): string[] {
  const rows = measure.rows(question);
  return measure.compute(question).flatMap(({ currency, inputs }) =>
    measure.addsUp.flatMap((name) => {
      const input = inputs[name];
      if (input === undefined) return [];
      const stated = typeof input === 'number' ? input : (input as Money).minor;
      const rowsOfCurrency = rows.filter((row) => isIn(row, currency));
      const sum = rowsOfCurrency.reduce((all, row) => all + contribution(row[name]), 0);
      const isSame = Math.abs(sum - stated) <= 1e-9 * Math.max(1, Math.abs(stated));
      return isSame ? [] : [`${name} ${currency ?? ''} is ${stated}, and its rows make ${sum}`];
    }),
  );
}

/** A row without amounts of its own is of every currency that is asked about. */
function isIn(row: ReportRow, currency: string | undefined): boolean {
  const amounts = Object.values(row).filter(isMoney);
  return currency === undefined || amounts.length === 0 || amounts.some((amount) => amount.currency === currency);
}

function contribution(value: unknown): number {
  if (value === undefined) return 0;
  return isMoney(value) ? value.minor : Number(value);
}

function isMoney(value: unknown): value is Money {
  return value !== null && typeof value === 'object' && 'minor' in value;
}
