import { expect } from 'chai';
import fc from 'fast-check';
import {
  type DaySeries,
  daySeries,
  levelsOf,
  type TableDays,
  tableDays,
} from '../../../../server/reporting/day-table/day-series.ts';
import type { Facts, ItemIndex } from '../../../../server/reporting/facts/facts.ts';
import { calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { isDebit } from '../../../../shared/domain/open-item.ts';
import { storyDraws, storyOf } from '../../../support/random-story.ts';

const LIMITS = [0, 30, 60, 90];
const FIRST_DAY = dayNumber(calendarDate('2025-11-01'));

/** The sum over the items of a currency. */
function sumOf(facts: Facts, currency: string, each: (item: ItemIndex) => number): number {
  const own = [...facts.items.all()].filter((item) => facts.items.currencyOf(item) === currency);
  return own.reduce((sum, item) => sum + each(item), 0) + 0;
}

/** The figures at the end of a day, item by item from what the facts say. */
function plainly(facts: Facts, currency: string, { day, last }: { day: number; last: number }) {
  const { items } = facts;
  const isOwed = (item: ItemIndex) => isDebit(items.kind(item));
  const late = (item: ItemIndex) => day - (items.dueOn[item] ?? 0);
  return {
    sales: sumOf(facts, currency, (item) => ((items.issuedOn[item] ?? 0) > day ? 0 : soldBy(facts, item, last))),
    open: sumOf(facts, currency, (item) => (isOwed(item) ? items.leftOn(item, day) : 0)),
    unapplied: sumOf(facts, currency, (item) => (isOwed(item) ? 0 : -items.leftOn(item, day))),
    beyond: LIMITS.map((limit) =>
      sumOf(facts, currency, (item) => (isOwed(item) && late(item) > limit ? items.leftOn(item, day) : 0)),
    ),
  };
}

/** What an item adds to sales, less what was taken back of it by the last day. */
function soldBy({ items }: Facts, item: ItemIndex, last: number): number {
  const sign = { invoice: 1, debit_memo: 1, credit_memo: -1 }[items.kind(item) as string] ?? 0;
  const back = (items.reversals?.(item) ?? []).filter((one) => one.day <= last);
  return sign * back.reduce((sum, one) => sum + one.minor, items.minor[item] ?? 0);
}

/** The figures at the end of a day, from the changes of all days. */
function addedUp({ sales, open, unapplied, beyond }: DaySeries, place: number) {
  const level = (changes: Float64Array) => (levelsOf(changes)[place] ?? Number.NaN) + 0;
  return { sales: level(sales), open: level(open), unapplied: level(unapplied), beyond: beyond.map(level) };
}

describe('daySeries', function () {
  this.timeout(120_000);

  it('adds up, on every day of a random company, to what its items say one by one', () => {
    const seen = { days: 0, beyond: 0, unapplied: 0 };
    function compare(facts: Facts, table: TableDays, day: number): void {
      for (const [currency, series] of daySeries(facts, table, LIMITS)) {
        const said = plainly(facts, currency, { day, last: table.last });
        expect(addedUp(series, day - table.first)).to.deep.equal(said);
        seen.days += 1;
        seen.beyond += Number(said.beyond[3] !== 0);
        seen.unapplied += Number(said.unapplied !== 0);
      }
    }
    const days = fc.array(fc.integer({ min: -1, max: 430 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(storyDraws, fc.integer({ min: -1, max: 430 }), days, (draws, lastOn, asked) => {
        const facts = storyOf(draws);
        const table = tableDays(facts, FIRST_DAY + lastOn);
        const within = asked.map((on) => FIRST_DAY + on).filter((day) => day >= table.first && day < table.last);
        for (const day of [table.last, ...within]) compare(facts, table, day);
      }),
      { numRuns: 150 },
    );
    for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).to.be.greaterThan(100);
  });
});
