import { dayNumber } from '#shared/domain/calendar-date.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Facts } from '../facts/facts.ts';
import { collectorRef, customerRef, dayRef, isAskedFor } from '../facts-refs.ts';
import type { Report, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { inOrder } from '../touched-cash/cash-parts.ts';
import { TOUCHED_IN_WORDS } from '../touched-cash/touched-in-words.ts';
import { askedIn, type PeopleAsked } from './board-question.ts';
import { collectorsOf, type HandTouchedPart, handTouchedCash } from './hand-touched-cash.ts';
import { type BoardSources, peopleAsked } from './people-asked.ts';

/** The cash of a period with who touched it by hand: what *touched* of the board opens down to, and the cash of a portfolio that nobody touched. */
export function cashByTouchReport(sources: BoardSources): Report {
  return {
    name: 'cash-by-touch',
    about: 'period',
    filters: ['collector', 'team', 'customer', 'owner', 'currency', 'touched'],
    holdsUntilChange: ({ team }) => team === undefined,
    definition: () => ({
      title: 'Cash, and who touched it by hand',
      words: [
        ...TOUCHED_IN_WORDS,
        'What jobs sent touches nothing here. A row is one part of a payment; narrowed to a collector or team it is the cash that they touched, and the rows add up to theirs on the board.',
      ],
    }),
    async run(question) {
      const people = await peopleAsked(question.filters, sources);
      const facts = await question.facts();
      const parts = cashAsked(facts, question, people);
      return { totals: totalsOf(parts), rows: parts.map((part) => rowOf(facts, part)) };
    },
    lines: (rows) => rows,
    columns: [
      { title: 'Value date', cells: ({ valueDate }) => String(valueDate) },
      { title: 'Payment', cells: ({ paymentNumber }) => String(paymentNumber) },
      ...customerColumns,
      { title: 'Applied to', cells: ({ itemNumber }) => String(itemNumber) },
      { title: 'Amount', cells: ({ amount }) => decimalCell(amount) },
      { title: 'Currency', cells: ({ amount }) => (amount as Money).currency },
      {
        title: 'Touched by',
        cells: ({ touchedBy }) => (touchedBy as { name: string }[]).map(({ name }) => name).join('; '),
      },
      { title: 'Last touch', cells: ({ lastTouchOn }) => (lastTouchOn === null ? '' : String(lastTouchOn)) },
    ],
  };
}

/** The parts that a question is about, in the order of their days. */
export function cashAsked(
  facts: Facts,
  { from, to, filters }: Pick<ReportQuestion, 'from' | 'to' | 'filters'>,
  people: PeopleAsked,
): HandTouchedPart[] {
  const isAsked = askedIn(facts, people);
  const { currency, touched } = filters;
  const asked = handTouchedCash(facts, { from: dayNumber(from), to: dayNumber(to) }).filter(
    (part) =>
      (currency === undefined || part.currency === currency) &&
      (touched === undefined || part.touches.length > 0 === (touched === 'yes')) &&
      (people === null || [...collectorsOf(facts, part)].some(isAsked)) &&
      isAskedFor(facts, part.customer, filters),
  );
  return inOrder(facts, asked);
}

function totalsOf(parts: readonly HandTouchedPart[]): ReportRow[] {
  const currencies = [...new Set(parts.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = parts.filter((part) => part.currency === currency);
    const sum = (some: readonly HandTouchedPart[]) =>
      money(
        some.reduce((total, { minor }) => total + minor, 0),
        currency,
      );
    return {
      currency,
      cash: sum(own),
      touched: sum(own.filter(({ touches }) => touches.length > 0)),
      untouched: sum(own.filter(({ touches }) => touches.length === 0)),
    };
  });
}

function rowOf(facts: Facts, part: HandTouchedPart): ReportRow {
  const { items, activities } = facts;
  const { payment, item, customer, on, minor, currency, touches } = part;
  const last = touches.at(-1);
  return {
    paymentId: items.id(payment),
    paymentNumber: items.number(payment),
    customer: customerRef(facts, customer),
    itemId: item === null ? null : items.id(item),
    itemNumber: item === null ? '' : items.number(item),
    valueDate: dayRef(on),
    amount: money(minor, currency),
    touchedBy: [...collectorsOf(facts, part)].map((collector) => collectorRef(facts, collector)),
    lastTouchOn: last === undefined ? null : dayRef(activities.day[last] ?? 0),
  };
}
