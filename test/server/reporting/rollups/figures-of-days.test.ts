import { expect } from 'chai';
import fc from 'fast-check';
import type { Facts } from '../../../../server/reporting/facts/facts.ts';
import { daysOf, tableOf } from '../../../../server/reporting/rollups/day-document.ts';
import { dayTable, KEPT_LIMITS, keptDays } from '../../../../server/reporting/rollups/day-table.ts';
import { touchesByDay } from '../../../../server/reporting/rollups/day-touches.ts';
import { figuresOfDays } from '../../../../server/reporting/rollups/figures-of-days.ts';
import { calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { factsOf } from '../../../support/facts.ts';
import { storyDraws, storyOf } from '../../../support/random-story.ts';

const FIRST_DAY = dayNumber(calendarDate('2025-11-01'));
const MARCH = 2026 * 12 + 2;

/** What is written into the database and read from it. */
function throughJson(facts: Facts) {
  const days = keptDays(facts);
  const contents = daysOf(dayTable(facts, days), touchesByDay(facts));
  return tableOf(JSON.parse(JSON.stringify(contents)), days.last);
}

describe('figuresOfDays', function () {
  this.timeout(120_000);

  it('tells from the documents of the days the same, on any day, as from the facts themselves', () => {
    const seen = { touched: 0, beyond: 0, months: 0 };
    fc.assert(
      fc.property(storyDraws, fc.nat(500), (draws, on) => {
        const facts = storyOf(draws);
        const asOf = FIRST_DAY + on;
        const told = figuresOfDays(throughJson(facts), asOf);
        expect([...told].sort()).to.deep.equal([...figuresOfDays(dayTable(facts, keptDays(facts)), asOf)].sort());
        for (const { touched, beyond, months } of told.values()) {
          seen.touched += touched.length;
          seen.months += months.length;
          seen.beyond += beyond.filter((minor) => minor !== 0).length;
        }
      }),
      { numRuns: 300 },
    );
    for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).to.be.greaterThan(50);
  });

  it('tells cash by who touched it last and month, ageing, sales and what is open at the ends of months', () => {
    const facts = factsOf((book) => {
      book.item('I1', { issuedOn: '2026-03-01', dueOn: '2026-03-31', minor: 10_000 });
      book.item('I2', { issuedOn: '2026-04-02', dueOn: '2026-05-02', minor: 7_000 });
      book.did('ana', 'phone_no_answer', '2026-04-10');
      book.payment('P1', { on: '2026-04-14', minor: 6_500, to: { I1: 6_000 } });
      book.payment('P2', { on: '2026-05-20', minor: 1_000, to: { I1: 1_000 } });
    });
    const [[currency, figures] = []] = [...figuresOfDays(throughJson(facts), dayNumber(calendarDate('2026-05-25')))];
    expect(currency).to.equal('EUR');
    expect(figures).to.deep.equal({
      touched: [{ collector: 'ana', month: MARCH + 1, parts: 2, minor: 6_500 }],
      untouchedMinor: 1_000,
      // Past due for 23 and for 55 days.
      beyond: [10_000, 3_000, 0, 0, 0],
      months: [
        { month: MARCH, open: 10_000, sales: 10_000 },
        { month: MARCH + 1, open: 11_000, sales: 7_000 },
        { month: MARCH + 2, open: 10_000, sales: 0 },
      ],
      open: 10_000,
      unapplied: -500,
    });
    expect(KEPT_LIMITS).to.deep.equal([0, 30, 60, 90, 120]);
  });
});
