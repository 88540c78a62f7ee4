import { dayInZone, dayNumber } from '#shared/domain/calendar-date.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import { customerColumns } from '../customer-refs.ts';
import { type Facts, NEVER_DAY } from '../facts/facts.ts';
import { customerRef, dayRef } from '../facts-refs.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { watchedOf } from './baseline.ts';
import { type CalibrationCase, calibrationCases, calibrationOf } from './calibration.ts';

/** How well the expectation foretells what it has not seen. */
export const baselineCalibrationReport: Report = {
  name: 'baseline-calibration',
  about: 'period',
  usualDays: 365,
  filters: [],
  holdsUntilChange: true,
  definition: () => ({
    title: 'The expectation, held against what came',
    words: [
      'On every 7th day of the period, each debit item that is past due and open at the end of it is a case. Its event: it is paid within the next 7 calendar days. The expectation is learnt from entries dated up to that day alone, whenever they were fed.',
      'brier = mean (expected − outcome)², lower is better. brierGlobal: the same with one hazard by lateness for all customers, learnt from the same entries. brierConstant: the same with the mean rate of the cases themselves.',
      'deciles: ten groups of equal size from the least to the most expected; a well calibrated one has expected and observed alike. With n cases in a group the observed wavers by about √(p·(1 − p) ÷ n) by chance alone.',
      'Cases whose 7 days are not over by the last day that the ledger knows are left out. The habits of customers are learnt anew on each day of cases, what they have in common every fourth time.',
    ],
  }),
  run: async (question) => bodyOf(question, await question.facts()),
  lines: (rows) => rows,
  columns: [
    { title: 'Day', cells: ({ on }) => String(on) },
    ...customerColumns,
    { title: 'Item', cells: ({ itemNumber }) => String(itemNumber) },
    { title: 'Due', cells: ({ dueOn }) => String(dueOn) },
    { title: 'Expected', cells: ({ expected }) => Number(expected) },
    { title: 'Expected, one hazard for all', cells: ({ expectedForAll }) => Number(expectedForAll) },
    { title: 'Paid', cells: ({ isPaid }) => (isPaid === true ? 1 : 0) },
  ],
};

function bodyOf(question: ReportQuestion, facts: Facts): ReportBody {
  const { tenant, from, to } = question;
  const cases = calibrationCases({
    watched: watchedOf(facts),
    from: dayNumber(from),
    to: dayNumber(to),
    knownTo: lastKnownDay(question, facts),
    calendar: businessCalendarOf(tenant.settings),
  });
  const calibration = calibrationOf(cases);
  return {
    totals: calibration === null ? [NO_CASES] : [{ ...calibration }],
    rows: cases.map((one) => rowOf(facts, one)),
  };
}

const NO_CASES: ReportRow = {
  ...{ brier: null, brierGlobal: null, brierConstant: null, invoices: 0, deciles: [] },
  reason: 'No item was past due and open on a day of the period whose next 7 days are over.',
};

/** The day that the source last spoke of: of its own as-of time, or of the last entry where that is later; never later than what is known. */
function lastKnownDay({ position, knownAt, tenant }: ReportQuestion, { items }: Facts): number {
  const said = position.dataAsOf === null ? 0 : dayNumber(dayInZone(position.dataAsOf, tenant.zone));
  let last = said;
  const { issuedOn, settledOn } = items;
  for (const item of items.all()) {
    const settled = settledOn[item] ?? NEVER_DAY;
    last = Math.max(last, issuedOn[item] ?? 0, settled === NEVER_DAY ? 0 : settled);
  }
  return Math.min(last, dayNumber(dayInZone(knownAt, tenant.zone)));
}

function rowOf(facts: Facts, { place, on, expected, expectedForAll, isPaid }: CalibrationCase): ReportRow {
  const watched = watchedOf(facts);
  const item = watched.item[place] ?? 0;
  return {
    on: dayRef(on),
    customer: customerRef(facts, watched.customer[place] ?? 0),
    itemId: facts.items.id(item),
    itemNumber: facts.items.number(item),
    dueOn: dayRef(watched.dueOn[place] ?? 0),
    expected,
    expectedForAll,
    isPaid,
  };
}
