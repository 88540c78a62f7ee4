import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { addDays, calendarDate, daysBetween } from '../../../shared/domain/calendar-date.ts';
import { touchesBefore } from '../../../shared/domain/touch.ts';

const VALUE_DATE = calendarDate('2026-03-20');

function daysFound(...touches: [daysBefore: number, ...itemIds: string[]][]): number[] {
  const sorted = touches
    .map(([daysBefore, ...itemIds]) => ({ on: addDays(VALUE_DATE, -daysBefore), itemIds }))
    .sort((a, b) => a.on.localeCompare(b.on));
  return touchesBefore(sorted, 'item', VALUE_DATE).map(({ daysBefore }) => daysBefore);
}

describe('touchesBefore', () => {
  it('counts the fourteenth day before the money and not the fifteenth', () => {
    expect(daysFound([14, 'item'], [15, 'item'])).to.deep.equal([14]);
  });

  it('counts the day before the money and not the day itself', () => {
    expect(daysFound([1, 'item'], [0, 'item'])).to.deep.equal([1]);
  });

  it('does not count what happened after the money', () => {
    expect(daysFound([-1, 'item'], [-5])).to.deep.equal([]);
  });

  it('counts a touch that names no item for every item of the customer', () => {
    expect(daysFound([3])).to.deep.equal([3]);
  });

  it('does not count a touch that names another item only', () => {
    expect(daysFound([3, 'other'], [2, 'other', 'item'])).to.deep.equal([2]);
  });

  it('agrees with looking at every touch', () => {
    const touch = fc.record({ back: fc.integer({ min: -20, max: 40 }), itemIds: fc.subarray(['item', 'other']) });
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 60 }), (drawn) => {
        const touches = drawn
          .map(({ back, itemIds }) => ({ on: addDays(VALUE_DATE, -back), itemIds }))
          .sort((a, b) => a.on.localeCompare(b.on));
        const plain = touches.filter(({ on, itemIds }) => {
          const days = daysBetween(on, VALUE_DATE);
          return days >= 1 && days <= 14 && (itemIds.length === 0 || itemIds.includes('item'));
        });
        expect(touchesBefore(touches, 'item', VALUE_DATE).map((found) => found.touch)).to.deep.equal(plain);
      }),
    );
  });
});
