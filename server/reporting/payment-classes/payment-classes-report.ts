import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { PAYMENT_CLASSES, type PaymentClass } from '#shared/domain/payment-class.ts';
import type { Report, ReportBody, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { cashOf } from './cash-of-period.ts';
import { CLASS_TITLES, CLASSES_IN_WORDS } from './classes-in-words.ts';
import { type ClassifiedCash, cashAsked } from './classified-cash.ts';
import { NOTHING_EXPECTED, untouchedBaseline } from './untouched-baseline.ts';

/** The cash of a period by what it came after. */
export const paymentClassesReport: Report = {
  name: 'payment-classes',
  about: 'period',
  holdsUntilChange: true,
  filters: ['collector', 'code', 'customer', 'currency', 'owner', 'paymentClass'],
  definition: () => ({
    title: 'Cash by what it came after',
    words: [
      ...CLASSES_IN_WORDS,
      'The rows of a currency add up to its cash; payment-trail lists the parts of each class.',
    ],
  }),
  async run(question) {
    const facts = await question.facts();
    const asked = cashAsked(facts, cashOf(facts, question), question.filters);
    return bodyOf(asked, untouchedBaseline(facts, question) === null ? { reason: NOTHING_EXPECTED } : {});
  },
  lines: (rows) => rows,
  columns: [
    { title: 'Class', cells: ({ title }) => String(title) },
    { title: 'Amount', cells: ({ amount }) => decimalCell(amount) },
    { title: 'Currency', cells: ({ amount }) => (amount as Money).currency },
    { title: 'Share', cells: ({ share }) => (share === null ? '' : Number(share)) },
    { title: 'Touched automatically alone', cells: ({ automatic }) => decimalCell(automatic) },
    { title: 'Payments', cells: ({ payments }) => Number(payments) },
    { title: 'Customers', cells: ({ customers }) => Number(customers) },
  ],
};

function bodyOf(cash: readonly ClassifiedCash[], why: { readonly reason?: string }): ReportBody {
  const currencies = [...new Set(cash.map(({ currency }) => currency))].sort();
  const byCurrency = currencies.map((of) => ({ of, parts: cash.filter(({ currency }) => currency === of) }));
  return {
    totals: byCurrency.map(({ of, parts }) => ({ ...totalOf(of, parts), ...why })),
    rows: byCurrency.flatMap(({ of, parts }) => PAYMENT_CLASSES.map((name) => rowOf({ of, name, parts }))),
  };
}

function totalOf(currency: CurrencyCode, parts: readonly ClassifiedCash[]): ReportRow {
  const classes = PAYMENT_CLASSES.map((name) => [name, sumOf(currency, ofClass(parts, name))]);
  return { currency, cash: sumOf(currency, parts), classes: Object.fromEntries(classes) };
}

interface ClassOfCurrency {
  readonly of: CurrencyCode;
  readonly name: PaymentClass;
  readonly parts: readonly ClassifiedCash[];
}

function rowOf({ of, name, parts }: ClassOfCurrency): ReportRow {
  const own = ofClass(parts, name);
  const [amount, all] = [sumOf(of, own), sumOf(of, parts)];
  return {
    class: name,
    title: CLASS_TITLES[name],
    currency: of,
    amount,
    share: all.minor === 0 ? null : amount.minor / all.minor,
    automatic: sumOf(
      of,
      own.filter(({ isAutomatic }) => isAutomatic),
    ),
    parts: own.length,
    payments: new Set(own.map(({ payment }) => payment)).size,
    customers: new Set(own.map(({ customer }) => customer)).size,
  };
}

function ofClass(parts: readonly ClassifiedCash[], name: PaymentClass): ClassifiedCash[] {
  return parts.filter((part) => part.class === name);
}

function sumOf(currency: CurrencyCode, parts: readonly ClassifiedCash[]): Money {
  return money(
    parts.reduce((sum, { minor }) => sum + minor, 0),
    currency,
  );
}
