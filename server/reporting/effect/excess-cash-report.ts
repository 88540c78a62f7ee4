import { dayNumber } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import type { Facts } from '../facts/facts.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { EFFECT_IN_WORDS } from './effect-in-words.ts';
import type { Episodes } from './episodes.ts';
import { excessByGroup, type GroupExcess } from './excess-by-group.ts';
import { EXCESS_FILTERS, EXCESS_GROUPINGS, type ExcessGrouping, ExcessGroups } from './excess-groups.ts';
import { keptEpisodes } from './kept-episodes.ts';
import { type TouchedBeside, touchedBeside } from './touched-beside.ts';

/** What people call templates, by id. */
export interface TemplateNames {
  names(): Promise<ReadonlyMap<string, string>>;
}

/** What the work of a period brought beyond what would have come anyway, and how sure that is. */
export function excessCashReport(templates: TemplateNames): Report {
  return {
    ...EXCESS_CASH,
    run: async (question) => {
      const names = question.filters.by === 'template' ? await templates.names() : new Map<string, string>();
      return bodyOf(question, await question.facts(), names);
    },
  };
}

const EXCESS_CASH: Omit<Report, 'run'> = {
  name: 'excess-cash',
  about: 'period',
  usualDays: 90,
  filters: ['by', ...EXCESS_FILTERS],
  groupings: EXCESS_GROUPINGS,
  holdsUntilChange: true,
  definition: () => ({ title: 'Excess cash: observed less expected', words: [...EFFECT_IN_WORDS] }),
  lines: (rows) => rows,
  columns: [
    { title: 'By', cells: ({ label }) => String(label) },
    { title: 'Episodes', cells: ({ episodes }) => Number(episodes) },
    { title: 'Observed', cells: ({ observed }) => decimalCell(observed) },
    { title: 'Expected anyway', cells: ({ expected }) => decimalCell(expected) },
    { title: 'Excess', cells: ({ excess }) => decimalCell(excess) },
    { title: 'From (95 %)', cells: ({ low }) => decimalCell(low) },
    { title: 'To (95 %)', cells: ({ high }) => decimalCell(high) },
    { title: 'Currency', cells: ({ excess }) => (excess as Money).currency },
    { title: 'z', cells: ({ z }) => (z === null ? '' : Number(z)) },
    { title: 'Told from luck', cells: ({ isTold }) => (isTold === true ? 'yes' : 'no') },
    { title: 'Paid anyway, mean chance', cells: ({ difficulty }) => Number(difficulty) },
    { title: 'The same, whole company', cells: ({ companyDifficulty }) => Number(companyDifficulty) },
    { title: 'Touched last (not caused)', cells: ({ lastTouch }) => decimalCell(lastTouch) },
    { title: 'Touched, by time (not caused)', cells: ({ timeDecay }) => decimalCell(timeDecay) },
  ],
};

/** The episodes that a report of effect is about. */
export function episodesAsked({ tenant, from, to }: ReportQuestion, facts: Facts): Episodes {
  const { settings } = tenant;
  const days = { from: dayNumber(from), to: dayNumber(to) };
  return keptEpisodes({ facts, ...days, calendar: businessCalendarOf(settings), graceDays: settings.promiseGraceDays });
}

export function groupsAsked(
  { filters, from }: ReportQuestion,
  facts: Facts,
  templateNames?: ReadonlyMap<string, string>,
): ExcessGroups {
  return new ExcessGroups(facts, filters, dayNumber(from) - 1, templateNames);
}

function bodyOf(question: ReportQuestion, facts: Facts, names: ReadonlyMap<string, string>): ReportBody {
  const { filters, from, to } = question;
  const by = (filters.by ?? 'collector') as ExcessGrouping;
  const groups = groupsAsked(question, facts, names);
  const episodes = episodesAsked(question, facts);
  const currencyOf = (item: number) => facts.items.currencyOf(item);
  const whole = excessByGroup(episodes, groups, null, currencyOf);
  const company = excessByGroup(episodes, new ExcessGroups(facts, {}, dayNumber(from) - 1), null, currencyOf);
  const days = { from: dayNumber(from), to: dayNumber(to) };
  const beside = touchedBeside({
    ...{ facts, ...days, groups },
    keyOf: (activity, customer, item) => `${currencyOf(item)} ${groups.keyOf(by, activity, customer)}`,
  });
  const shown = excessByGroup(episodes, groups, by, currencyOf);
  return {
    totals: whole.map((one) => totalOf(one, { episodes, company, beside: sumOfCurrency(beside, one.currency) })),
    rows: shown.map((one) => ({
      ...{ by, group: one.key, label: groups.labelOf(by, one.key) },
      ...figuresOf(one, { company, beside: beside.get(`${one.currency} ${one.key}`) ?? NOTHING }),
    })),
  };
}

const NOTHING: TouchedBeside = { lastTouch: 0, timeDecay: 0 };

interface Compared {
  readonly company: readonly GroupExcess[];
  readonly beside: TouchedBeside;
}

function totalOf(one: GroupExcess, compared: Compared & { readonly episodes: Episodes }): ReportRow {
  const { leftOut, together } = compared.episodes;
  return {
    ...figuresOf(one, compared),
    correlation: together.correlation,
    checkedOn: together.checkedOn,
    itemsLeftOut: leftOut,
  };
}

function figuresOf({ currency, excess, difficulty, amount }: GroupExcess, { company, beside }: Compared): ReportRow {
  const { episodes, observed, expected, standardDeviation, z, low, high, isTold } = excess;
  return {
    currency,
    episodes,
    amount: wholeMoney(amount, currency),
    observed: wholeMoney(observed, currency),
    expected: wholeMoney(expected, currency),
    excess: wholeMoney(excess.excess, currency),
    low: wholeMoney(low, currency),
    high: wholeMoney(high, currency),
    standardDeviation: wholeMoney(standardDeviation, currency),
    z,
    isTold,
    difficulty,
    companyDifficulty: company.find((other) => other.currency === currency)?.difficulty ?? difficulty,
    lastTouch: wholeMoney(beside.lastTouch, currency),
    timeDecay: wholeMoney(beside.timeDecay, currency),
  };
}

export function wholeMoney(minor: number, currency: CurrencyCode): Money {
  return money(Math.round(minor), currency);
}

function sumOfCurrency(beside: ReadonlyMap<string, TouchedBeside>, currency: CurrencyCode): TouchedBeside {
  const sum: TouchedBeside = { lastTouch: 0, timeDecay: 0 };
  for (const [key, { lastTouch, timeDecay }] of beside) {
    if (!key.startsWith(`${currency} `)) continue;
    sum.lastTouch += lastTouch;
    sum.timeDecay += timeDecay;
  }
  return sum;
}
