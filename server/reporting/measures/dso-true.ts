import type { CurrencyCode } from '#shared/domain/currency.ts';
import { money } from '#shared/domain/money.ts';
import type { ItemIndex } from '../facts/facts.ts';
import type { ReportRow } from '../report.ts';
import type { Measure, MeasureQuestion, MeasureValue } from './measure.ts';
import { monthOf } from './workings/days.ts';
import { listOf, type PlainInputs } from './workings/inputs.ts';
import { isInvoice, salesByMonth } from './workings/month-sales.ts';
import { visitOpenDebits } from './workings/open-parts.ts';
import { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';

/** One open invoice: how old it is, what is left of it, and the sales of its month. */
interface OpenInvoice {
  readonly item: ItemIndex;
  readonly age: number;
  readonly left: number;
  readonly sales: number;
  readonly month: string;
}

/** Days sales outstanding, invoice by invoice. */
export const dsoTrue: Measure = {
  name: 'dso',
  variant: 'true',
  title: 'True days sales outstanding, by invoice',
  unit: 'days',
  words: [
    'For each open invoice and debit memo its age in days since it was issued, times what is left of it, divided by the net credit sales of the month in which it was issued; all of these added up.',
    'Net credit sales of a month are its invoices and debit memos less its credit memos; documents that were cancelled by the last day are not in them. Where the month of an open invoice has none above 0 the figure cannot be computed.',
    'Payments and credit memos that are not applied do not lessen it.',
  ],
  symbols: 'Σ age × left ÷ sales of the month of issue',
  asOfRule:
    'What is left at the end of the last day, and the sales of the months in which that was issued; the first day of the period does not matter.',
  source: 'Oracle, MOSC thread 4521441 (the formula; it gives no example)',
  better: 'lower',
  about: 'portfolio',
  perPerson: 'owner',
  addsUp: ['days'],
  example: {
    source: 'This page.',
    words: '10 days × 3,000 ÷ 10,000 + 40 days × 1,000 ÷ 8,000 = 3 + 5',
    inputs: { ages: [10, 40], lefts: [3_000, 1_000], sales: [10_000, 8_000] },
    value: 8,
  },
  formula: (inputs: PlainInputs) => {
    const [ages, lefts, sales] = [listOf(inputs, 'ages'), listOf(inputs, 'lefts'), listOf(inputs, 'sales')];
    if (sales.some((ofMonth) => ofMonth <= 0)) return null;
    return ages.reduce((sum, age, place) => sum + daysOf(age, lefts[place] ?? 0, sales[place] ?? 0), 0);
  },
  compute,
  rows,
};

function daysOf(age: number, left: number, sales: number): number {
  return (age * left) / sales;
}

function openInvoices(scope: Scope): ReadonlyMap<CurrencyCode, readonly OpenInvoice[]> {
  return scope.once(openInvoices, () => {
    const { items } = scope.facts;
    const { issuedOn } = items;
    const sales = salesByMonth(scope);
    const found = new Map<CurrencyCode, OpenInvoice[]>();
    visitOpenDebits(scope, (item, minor) => {
      if (!isInvoice(scope, item)) return;
      const currency = scope.currencyOf(item);
      const { from, month } = monthOf(issuedOn[item] ?? 0);
      const own = found.get(currency) ?? [];
      const ofMonth = sales.get(currency)?.get(from) ?? 0;
      const left = scope.worth(item, minor);
      own.push({ item, age: scope.to - (issuedOn[item] ?? 0), left, sales: ofMonth, month });
      found.set(currency, own);
    });
    return found;
  });
}

function compute(question: MeasureQuestion): MeasureValue[] {
  const scope = Scope.of(question);
  if (scope.currencies.length === 0)
    return [{ value: null, reason: 'There is nothing in the ledger by then.', inputs: {} }];
  return scope.currencies.map((currency) => {
    const open = openInvoices(scope).get(currency) ?? [];
    const value = dsoTrue.formula({
      ages: open.map(({ age }) => age),
      lefts: open.map(({ left }) => left),
      sales: open.map(({ sales }) => sales),
    });
    const left = open.reduce((sum, invoice) => sum + invoice.left, 0);
    const without = open.find(({ sales }) => sales <= 0);
    return {
      value,
      currency,
      ...(without === undefined
        ? {}
        : { reason: `${without.month}, in which an open invoice was issued, has no net credit sales.` }),
      inputs: { invoices: open.length, left: money(left, currency), ...(value === null ? {} : { days: value }) },
    };
  });
}

function rows(question: MeasureQuestion): ReportRow[] {
  const scope = Scope.of(question);
  return [...openInvoices(scope)]
    .flatMap(([currency, open]) => open.map((invoice) => ({ currency, ...invoice })))
    .sort((a, b) => ITEMS.compare(scope, a.item, b.item))
    .map(({ item, currency, age, left, sales }) => ({
      ...ITEMS.row(scope, item),
      age,
      left: money(left, currency),
      salesOfMonth: money(sales, currency),
      ...(sales > 0 ? { days: daysOf(age, left, sales) } : {}),
    }));
}
