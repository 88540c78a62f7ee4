import { type AddressQuery, reportHref } from '../state/report-query.ts';
import { type PlainRow, plainPage } from './plain-page.tsx';
import type { Shown } from './report-page.ts';
import type { ExcessLine, ExcessRow } from './report-rows.ts';

const FILTERS = ['collector', 'code', 'template', 'segment', 'customer', 'currency', 'owner'] as const;

export const excessCashPage = plainPage({
  name: 'excess-cash',
  title: 'Excess cash',
  group: 'results',
  about: 'period',
  filters: ['by', ...FILTERS],
  groupings: ['collector', 'code', 'template', 'segment'],
  rowsAre: 'rows',
  firstFigures: ['Observed', 'Expected anyway', 'Excess', 'From (95 %)', 'To (95 %)'],
  titles: {
    label: 'Of',
    amount: 'Worked on',
    expected: 'Expected anyway',
    low: 'From (95 %)',
    high: 'To (95 %)',
    z: 'z',
    isTold: 'Told from luck',
    difficulty: 'Paid anyway, mean chance',
    companyDifficulty: 'The same, whole company',
    lastTouch: 'Touched last, not caused',
    timeDecay: 'Touched, by time, not caused',
    correlation: 'Correlation within a customer',
  },
  hidden: ['by', 'group', 'currency', 'standardDeviation', 'checkedOn'],
  percents: ['difficulty', 'companyDifficulty'],
  links: { episodes: episodesHref, excess: episodesHref },
});

export const excessEpisodesPage = plainPage({
  name: 'excess-episodes',
  title: 'Episodes behind excess cash',
  isReachedByLinks: true,
  group: 'results',
  about: 'period',
  filters: FILTERS,
  rowsAre: 'episodes',
  titles: {
    itemNumber: 'Item',
    dueOn: 'Due',
    contactOn: 'First contact',
    after: 'Counted after',
    until: 'Counted until',
    amount: 'Unpaid',
    chance: 'Chance anyway',
    expected: 'Expected anyway',
  },
  percents: ['chance'],
});

export const baselineCalibrationPage = plainPage({
  name: 'baseline-calibration',
  title: 'How well payments are expected',
  group: 'checks',
  about: 'period',
  filters: [],
  rowsAre: 'cases',
  titles: {
    brier: 'Brier score',
    brierGlobal: 'Brier score, one hazard for all',
    brierConstant: 'Brier score, the mean rate',
    invoices: 'Cases',
    on: 'Day',
    itemNumber: 'Item',
    dueOn: 'Due',
    expectedForAll: 'Expected, one hazard for all',
    isPaid: 'Paid within 7 days',
  },
  percents: ['expected', 'expectedForAll'],
});

/** The rows of excess cash as its chart draws them. */
export function excessLines(shown: Shown): ExcessLine[] {
  const rows = shown.answer.rows as unknown as readonly ExcessRow[];
  return rows.map((row) => ({ ...row, href: episodesHref(row, shown) }));
}

/** The address of the episodes that a row’s figure is made of. */
function episodesHref({ by, group, currency }: PlainRow, { asked, query }: Shown): string {
  const { collector, code, template, segment, customer, owner } = query;
  const narrowed: AddressQuery = { collector, code, template, segment, customer, owner, [String(by)]: String(group) };
  return reportHref('excess-episodes', { ...asked, ...narrowed, currency: String(currency) });
}
