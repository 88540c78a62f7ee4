import { expect } from 'chai';
import fc from 'fast-check';
import { type CashPart, LastTouch, type TouchingContact } from '../../../../server/reporting/facts/last-touch.ts';
import { LastTouchTable } from '../../../../server/reporting/facts/last-touch-table.ts';
import { monthOf } from '../../../../server/reporting/facts/month.ts';
import { addDays, calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { touchesBefore } from '../../../../shared/domain/touch.ts';
import { SeededChoice } from '../../../support/seeded-choice.ts';

const EPOCH = calendarDate('1970-01-01');
const DAY_MS = 86_400_000;

const contact: fc.Arbitrary<TouchingContact> = fc
  .record({
    customer: fc.nat(2),
    collector: fc.nat(3),
    day: fc.integer({ min: 20_000, max: 20_080 }),
    hour: fc.nat(2),
    seq: fc.nat(1_000),
    items: fc.oneof(fc.constant([]), fc.array(fc.nat(3), { maxLength: 2 })),
  })
  .map(({ hour, ...rest }) => ({ ...rest, at: rest.day * DAY_MS + hour * 3_600_000 }));
const part: fc.Arbitrary<CashPart> = fc.record({
  customer: fc.nat(2),
  item: fc.integer({ min: -1, max: 3 }),
  currency: fc.nat(1),
  day: fc.integer({ min: 20_000, max: 20_100 }),
  minor: fc.integer({ min: 1, max: 9_999_999 }),
});

/** The table as the domain's own rule gives it from all contacts and parts at once. */
function batch(contacts: readonly TouchingContact[], parts: readonly CashPart[]): LastTouchTable {
  const table = new LastTouchTable();
  const inOrder = [...contacts].sort((a, b) => a.day - b.day || a.at - b.at || a.seq - b.seq);
  for (const cash of parts) {
    const touches = inOrder
      .filter(({ customer }) => customer === cash.customer)
      .map((each) => ({ ...each, on: addDays(EPOCH, each.day), itemIds: each.items.map(String) }));
    const last = touchesBefore(touches, String(cash.item), addDays(EPOCH, cash.day)).at(-1);
    if (last !== undefined) table.take(last.touch.collector, cash, 1);
  }
  return table;
}

/** Two contacts of one day, instant and number would have no order. */
function numbered(contacts: readonly TouchingContact[]): TouchingContact[] {
  return contacts.map((each, seq) => ({ ...each, seq }));
}

describe('LastTouch', () => {
  it('is the table of all events together, byte by byte, in whatever order they come and go', () => {
    let credited = 0;
    const draws = fc.tuple(
      fc.array(contact, { maxLength: 60, size: 'max' }),
      fc.array(part, { maxLength: 60, size: 'max' }),
      fc.integer(),
    );
    fc.assert(
      fc.property(draws, ([drawn, parts, seed]) => {
        const contacts = numbered(drawn);
        const choice = new SeededChoice(seed);
        const touch = new LastTouch();
        const come = choice.shuffled([...contacts.map(contactEvent), ...parts.map(partEvent)]);
        const here = come.map((event) => ({ event, remove: event.come(touch) }));
        const gone = here.filter(() => choice.chance(0.3));
        for (const { remove } of choice.shuffled(gone)) remove();
        const left = here.filter((one) => !gone.includes(one)).map(({ event }) => event.of);
        const whole = batch(
          left.filter(isContact),
          left.filter((one): one is CashPart => !isContact(one)),
        );
        expect(Buffer.from(touch.table.bytes()).equals(whole.bytes())).to.equal(true);
        credited += [...whole.inOrder()].length;
      }),
      { numRuns: 300 },
    );
    expect(credited).to.be.greaterThan(1_000);
  });

  it('counts the day before and the fourteenth, not the value date nor the fifteenth', () => {
    for (const [daysBefore, isCounted] of [
      [0, false],
      [1, true],
      [14, true],
      [15, false],
    ] as const) {
      const touch = new LastTouch();
      touch.addPart({ customer: 0, item: -1, currency: 0, day: 20_000, minor: 500 });
      const day = 20_000 - daysBefore;
      touch.addContact({ customer: 0, collector: 7, day, at: day * DAY_MS, seq: 1, items: [] });
      expect([...touch.table.inOrder()].length, `${daysBefore} days before`).to.equal(isCounted ? 1 : 0);
    }
  });

  it('gives a line its collector, month, currency, parts and amount', () => {
    const touch = new LastTouch();
    const day = dayNumber(calendarDate('2026-03-31'));
    touch.addContact({ customer: 4, collector: 7, day: day - 3, at: (day - 3) * DAY_MS, seq: 1, items: [] });
    for (const minor of [300, 200]) touch.addPart({ customer: 4, item: 1, currency: 2, day, minor });
    expect([...touch.table.inOrder()]).to.deep.equal([
      { collector: 7, month: 2026 * 12 + 2, currency: 2, parts: 2, minor: 500 },
    ]);
  });
});

describe('monthOf', () => {
  it('is the month of every day of 400 years', () => {
    const first = dayNumber(calendarDate('1800-01-01'));
    const wrong = Array.from({ length: 146_097 }, (_, at) => first + at).filter((day) => {
      const on = new Date(day * DAY_MS);
      return monthOf(day) !== on.getUTCFullYear() * 12 + on.getUTCMonth();
    });
    expect(wrong).to.deep.equal([]);
  });
});

interface TouchEvent {
  readonly of: TouchingContact | CashPart;
  /** Puts it in; what it answers takes it out again. */
  readonly come: (touch: LastTouch) => () => void;
}

function contactEvent(of: TouchingContact): TouchEvent {
  return {
    of,
    come: (touch) => {
      const handle = touch.addContact(of);
      return () => touch.removeContact(handle);
    },
  };
}

function partEvent(of: CashPart): TouchEvent {
  return {
    of,
    come: (touch) => {
      const handle = touch.addPart(of);
      return () => touch.removePart(handle);
    },
  };
}

function isContact(of: TouchingContact | CashPart): of is TouchingContact {
  return 'collector' in of;
}
