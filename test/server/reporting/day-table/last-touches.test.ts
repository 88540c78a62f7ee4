import { expect } from 'chai';
import fc from 'fast-check';
import { UNTOUCHED, visitLastTouches } from '../../../../server/reporting/day-table/last-touches.ts';
import type { Facts } from '../../../../server/reporting/facts/facts.ts';
import { addDays, calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { touchesBefore } from '../../../../shared/domain/touch.ts';
import { factsOf } from '../../../support/facts.ts';
import { storyDraws, storyOf } from '../../../support/random-story.ts';

const EPOCH = calendarDate('1970-01-01');
const FIRST_DAY = dayNumber(calendarDate('2025-11-01'));

interface Period {
  readonly from: number;
  readonly to: number;
}

function visited(facts: Facts, period: Period): string[] {
  const lines: string[] = [];
  visitLastTouches(facts, period, (collector, day, minor, payment) => {
    const by = collector === UNTOUCHED ? 'nobody' : facts.collectors.id(collector);
    lines.push([facts.items.id(payment), day, minor, by].join(' '));
  });
  return lines.sort();
}

/** The same by the domain's own rule, from whole lists. */
function plainly(facts: Facts, { from, to }: Period): string[] {
  const { items, applications } = facts;
  const lines: string[] = [];
  for (const payment of items.all()) {
    const day = items.issuedOn[payment] ?? 0;
    if (items.kind(payment) !== 'payment' || day < from || day > to) continue;
    const say = (customer: number, item: string, minor: number) => {
      if (minor !== 0) lines.push([items.id(payment), day, minor, lastBy(facts, customer, item, day)].join(' '));
    };
    for (const application of applications.ofItem(payment)) {
      const debit = applications.debit[application] ?? -1;
      say(items.customer[debit] ?? -1, items.id(debit), applications.creditHeldOn(application, to));
    }
    say(items.customer[payment] ?? -1, '', items.leftOn(payment, to));
  }
  return lines.sort();
}

function lastBy({ activities, items, collectors }: Facts, customer: number, item: string, day: number): string {
  const touches = [...activities.ofCustomer(customer)]
    .filter((activity) => activities.hasTouched(activity) && !activities.isAutomatic(activity))
    .map((activity) => ({
      on: addDays(EPOCH, activities.day[activity] ?? 0),
      itemIds: activities.items(activity).map((named) => items.id(named)),
      by: collectors.id(activities.collector[activity] ?? -1),
    }));
  return touchesBefore(touches, item, addDays(EPOCH, day)).at(-1)?.touch.by ?? 'nobody';
}

describe('visitLastTouches', function () {
  this.timeout(120_000);

  it('names of every part of every payment who touched it last by hand, as the rule of the trade does', () => {
    const seen = { touched: 0, untouched: 0 };
    fc.assert(
      fc.property(storyDraws, fc.nat(300), fc.nat(200), (draws, start, length) => {
        const facts = storyOf(draws);
        const period = { from: FIRST_DAY + start, to: FIRST_DAY + start + length };
        const lines = visited(facts, period);
        expect(lines).to.deep.equal(plainly(facts, period));
        const untouched = lines.filter((line) => line.endsWith(' nobody')).length;
        seen.untouched += untouched;
        seen.touched += lines.length - untouched;
      }),
      { numRuns: 1_000 },
    );
    expect(seen.touched, JSON.stringify(seen)).to.be.greaterThan(50);
    expect(seen.untouched, JSON.stringify(seen)).to.be.greaterThan(50);
  });

  it('takes of several touches on one day the latest, and passes over one that names another item', () => {
    const facts = factsOf((book) => {
      book.item('I1', { issuedOn: '2026-03-01', dueOn: '2026-03-31' });
      book.item('I2', { issuedOn: '2026-03-01', dueOn: '2026-03-31' });
      book.did('ana', 'phone_no_answer', '2026-04-10', { hour: 9 });
      book.did('ben', 'phone_no_answer', '2026-04-10', { hour: 10, items: ['I1'] });
      book.did('eva', 'phone_no_answer', '2026-04-12', { items: ['I2'] });
      book.did('tom', 'phone_no_answer', '2026-04-13', { isAutomatic: true });
      book.payment('P1', { on: '2026-04-14', minor: 15_000, to: { I1: 10_000 } });
    });
    const [from, to] = [dayNumber(calendarDate('2026-04-01')), dayNumber(calendarDate('2026-04-30'))];
    expect(visited(facts, { from, to }).map((line) => line.split(' ').slice(2).join(' '))).to.have.members([
      '10000 ben',
      '5000 ana',
    ]);
  });
});
