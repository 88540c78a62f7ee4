import type { CurrencyCode } from '#shared/domain/currency.ts';
import { money } from '#shared/domain/money.ts';
import type { ItemIndex } from '../facts/facts.ts';
import type { ReportRow } from '../report.ts';
import { RECEIVABLES_IN_WORDS, USUAL_DSO } from './dso.ts';
import type { Measure, MeasureQuestion, MeasureValue } from './measure.ts';
import { type MonthPart, monthOf } from './workings/days.ts';
import { listOf, numbersOf, type PlainInputs } from './workings/inputs.ts';
import { salesByMonth, visitSales } from './workings/month-sales.ts';
import { NET_OPEN } from './workings/open-parts.ts';
import { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';

/** How far back it counts before it gives up; receivables of ten years of sales are an error of the data. */
const MOST_MONTHS = 120;

interface MonthSales extends MonthPart {
  readonly days: number;
  readonly sales: number;
}

/**
 * The days of sales that receivables exhaust, newest month first: whole months while there is enough, then a part of one. Null where a month that is needed has no
 * sales above 0, where the months do not suffice, and where receivables are below 0.
 */
function exhaustion(receivables: number, sales: readonly number[], days: readonly number[]): number | null {
  if (receivables < 0) return null;
  let left = receivables;
  let counted = 0;
  for (const [place, ofMonth] of sales.entries()) {
    if (left === 0) return counted;
    if (ofMonth <= 0) return null;
    const length = days[place] ?? 0;
    if (left <= ofMonth) return counted + (left / ofMonth) * length;
    left -= ofMonth;
    counted += length;
  }
  return left === 0 ? counted : null;
}

/** Days sales outstanding by exhaustion. */
export const dsoCountback: Measure = {
  name: 'dso',
  variant: 'countback',
  title: 'Days sales outstanding, countback',
  unit: 'days',
  words: [
    'From receivables at the end the net credit sales of the newest month are taken off, and its days counted; then those of the month before, and so on. Of the last month it takes as many days as the rest of the receivables is of its sales.',
    RECEIVABLES_IN_WORDS,
    'Net credit sales of a month are the invoices and debit memos issued in it, less its credit memos; documents that were cancelled by the last day are not in them.',
    'A month that has not ended counts with the days that have gone by, and the sales of these. Where a month that is needed has no sales above 0 the figure cannot be computed.',
  ],
  symbols: 'days of months 1 … k + (receivables − sales of months 1 … k) ÷ sales of month k+1 × its days',
  asOfRule:
    'Receivables at the end of the last day, and the months before it as far as they are needed; the first day of the period does not matter.',
  source:
    'benjipays.com (212,000); calculator7 (2,100,000: 76.714). Oracle’s Hyperion guide prints 179.7 for data of which its own rule makes 166.33.',
  better: 'lower',
  about: 'portfolio',
  perPerson: 'owner',
  usual: USUAL_DSO,
  addsUp: ['receivables', 'sales'],
  example: {
    source: 'support.benjipays.com',
    words: '212,000 against 100,000, 80,000 and 70,000 of 30 days each: 60 + 32 ÷ 70 × 30 = 73.714',
    inputs: { receivables: 212_000, sales: [100_000, 80_000, 70_000], days: [30, 30, 30] },
    value: 60 + (32 / 70) * 30,
  },
  formula: (inputs: PlainInputs) =>
    exhaustion(numbersOf(inputs, 'receivables').receivables, listOf(inputs, 'sales'), listOf(inputs, 'days')),
  compute,
  rows,
};

function compute(question: MeasureQuestion): MeasureValue[] {
  const scope = Scope.of(question);
  const { currencies } = scope;
  if (currencies.length === 0) return [{ value: null, reason: 'There is nothing in the ledger by then.', inputs: {} }];
  return currencies.map((currency) => figureOf(scope, currency));
}

function figureOf(scope: Scope, currency: CurrencyCode): MeasureValue {
  const receivables = ITEMS.sums(scope, NET_OPEN).get(currency) ?? 0;
  const months = monthsNeeded(scope, currency, receivables);
  const sales = months.map((month) => month.sales);
  const days = months.map((month) => month.days);
  const value = dsoCountback.formula({ receivables, sales, days });
  return {
    value,
    currency,
    ...(value === null ? { reason: whyNot(receivables, months) } : {}),
    inputs: {
      receivables: money(receivables, currency),
      sales: money(
        sales.reduce((sum, one) => sum + one, 0),
        currency,
      ),
      months: months.map(({ month, days: length, sales: minor }) => ({
        month,
        days: length,
        sales: money(minor, currency),
      })),
    },
  };
}

function whyNot(receivables: number, months: readonly MonthSales[]): string {
  if (receivables < 0) return 'More has been given than is owed: net open is below 0.';
  const last = months.at(-1);
  if (last !== undefined && last.sales <= 0)
    return `${last.month} has no net credit sales, and it is needed to exhaust the receivables.`;
  return `The sales of ${months.length} months do not exhaust the receivables.`;
}

/** The months that receivables reach into, newest first; the one at which the count has to stop is the last. */
function monthsNeeded(scope: Scope, currency: CurrencyCode, receivables: number): MonthSales[] {
  const sales = salesByMonth(scope).get(currency);
  const months: MonthSales[] = [];
  let left = receivables;
  for (let to = scope.to; left > 0 && months.length < MOST_MONTHS; to = (months.at(-1)?.from ?? to) - 1) {
    const month = monthOf(to);
    const minor = sales?.get(month.from) ?? 0;
    months.push({ ...month, to, days: to - month.from + 1, sales: minor });
    if (minor <= 0) break;
    left -= minor;
  }
  return months;
}

function rows(question: MeasureQuestion): ReportRow[] {
  const scope = Scope.of(question);
  const needed = new Map(
    scope.currencies.map((currency) => {
      const receivables = ITEMS.sums(scope, NET_OPEN).get(currency) ?? 0;
      return [currency, new Set(monthsNeeded(scope, currency, receivables).map(({ from }) => from))];
    }),
  );
  const contributed = new Map<ItemIndex, { receivables?: number; sales?: number }>();
  NET_OPEN.visit(scope, (item, minor) => contributed.set(item, { receivables: scope.worth(item, minor) }));
  visitSales(scope, (item, minor, firstOfMonth) => {
    if (!needed.get(scope.currencyOf(item))?.has(firstOfMonth)) return;
    contributed.set(item, { ...contributed.get(item), sales: minor });
  });
  return [...contributed]
    .sort(([a], [b]) => ITEMS.compare(scope, a, b))
    .map(([item, parts]) => {
      const currency = scope.currencyOf(item);
      const amounts = Object.entries(parts).map(([name, minor]) => [name, money(minor, currency)]);
      return { ...ITEMS.row(scope, item), ...Object.fromEntries(amounts) };
    });
}
