import { dayNumber } from '#shared/domain/calendar-date.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Facts } from '../facts/facts.ts';
import { actorRef, customerRef, dayRef, isAskedFor } from '../facts-refs.ts';
import { NOTHING_EXPECTED, untouchedBaseline } from '../payment-classes/untouched-baseline.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { EASY_FROM, type PickedItem, pickedItems, SOON_DAYS } from './picked-items.ts';

/** Who works what would have come by itself. */
export const pickedEasyReport: Report = {
  name: 'picked-easy',
  about: 'period',
  holdsUntilChange: true,
  filters: ['collector', 'customer', 'owner'],
  definition: () => ({
    title: 'Picked easy: items that were about to be paid anyway',
    words: [
      'A touched item is an unpaid debit item that an attempt or contact of the period names or, where it names none, one of the customer that was past due. An item counts once for a person and day. Unpaid is what was so at the end of the day before.',
      `It was easy where the chance that it is paid within ${SOON_DAYS} days, the day of the touch included, was ${EASY_FROM * 100} % or more had nobody touched it. The chance is that of untouched items, from entries dated up to the day before the period.`,
      'Share = easy ÷ touched items, beside the share of all people of the company together. What was done automatically stands apart and is in no person’s share nor in the company’s.',
      'The mean chance of the touched items, beside that of the company, tells who works what comes soon also where hardly anything is certain enough to be easy.',
    ],
  }),
  async run(question) {
    const facts = await question.facts();
    return bodyOf(facts, pickedOf(facts, question), question.filters.collector);
  },
  lines: (rows) => rows,
  columns: [
    { title: 'Day', cells: ({ on }) => String(on) },
    { title: 'Collector', cells: ({ by }) => (by as { name: string }).name },
    { title: 'Automatic', cells: ({ by }) => ((by as { isAutomatic: boolean }).isAutomatic ? 'yes' : 'no') },
    ...customerColumns,
    { title: 'Item', cells: ({ item }) => (item as { number: string }).number },
    { title: 'Due', cells: ({ dueOn }) => String(dueOn) },
    { title: 'Left', cells: ({ left }) => decimalCell(left) },
    { title: 'Currency', cells: ({ left }) => (left as Money).currency },
    { title: 'Chance within 7 days', cells: ({ chance }) => (chance === null ? '' : Number(chance)) },
    { title: 'Easy', cells: ({ isEasy }) => (isEasy === true ? 'yes' : 'no') },
  ],
};

function pickedOf(facts: Facts, question: ReportQuestion): PickedItem[] {
  const days = { from: dayNumber(question.from), to: dayNumber(question.to) };
  const picked = pickedItems(facts, days, untouchedBaseline(facts, question));
  return picked.filter(({ activity }) => isAskedFor(facts, facts.activities.customer[activity] ?? 0, question.filters));
}

/** Totals, one a person, and the rows that they count; of one person where a collector is asked for. */
export function bodyOf(facts: Facts, picked: readonly PickedItem[], collector: string | undefined): ReportBody {
  const rows = picked
    .map((one) => rowOf(facts, one))
    .sort((a, b) => compared(a.on, b.on) || compared(a.by.name, b.by.name) || compared(a.order, b.order));
  const company = figuresOf(rows.filter(({ by }) => !by.isAutomatic));
  const shown = rows.filter(({ by }) => collector === undefined || by.id === collector);
  const people = new Map(shown.map(({ by }) => [`${by.name} ${by.id} ${by.isAutomatic}`, by]));
  const totals = [...people]
    .sort(([a], [b]) => compared(a, b))
    .map(([, by]) => {
      const own = shown.filter((row) => row.by.id === by.id && row.by.isAutomatic === by.isAutomatic);
      const { id, name, isAutomatic } = by;
      const { share, meanChance, ...counts } = figuresOf(own);
      const beside = { share, companyShare: company.share, meanChance, companyMeanChance: company.meanChance };
      const why = share === null ? { reason: NOTHING_EXPECTED } : {};
      return { collector: { id, name }, isAutomatic, ...counts, ...beside, ...why };
    });
  return { totals, rows: shown.map(({ order: _order, ...row }): ReportRow => row) };
}

function rowOf(facts: Facts, { activity, item, on, chance, isEasy }: PickedItem) {
  const { items, activities } = facts;
  return {
    activityId: activities.id(activity),
    on: dayRef(on),
    by: actorRef(facts, activity),
    customer: customerRef(facts, items.customer[item] ?? 0),
    item: { id: items.id(item), number: items.number(item) },
    dueOn: dayRef(items.dueOn[item] ?? 0),
    left: money(items.leftOn(item, on - 1), items.currencyOf(item)),
    chance: chance === null ? null : rounded(chance),
    isEasy,
    order: `${items.number(item)} ${items.id(item)} ${activities.id(activity)}`,
  };
}

function figuresOf(rows: readonly Pick<PickedItem, 'chance' | 'isEasy'>[]) {
  const chances = rows.flatMap(({ chance }) => chance ?? []);
  const easy = rows.filter(({ isEasy }) => isEasy).length;
  const mean = (sum: number) => (chances.length === 0 ? null : sum / chances.length);
  const meanChance = mean(chances.reduce((sum, chance) => sum + chance, 0));
  return {
    touched: rows.length,
    easy,
    share: mean(easy),
    meanChance: meanChance === null ? null : rounded(meanChance),
  };
}

function compared(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '', 'en');
}

/** To a hundredth of a percent: what lies beyond depends on the order in which a fit adds up. */
function rounded(chance: number): number {
  return Math.round(chance * 10_000) / 10_000;
}
