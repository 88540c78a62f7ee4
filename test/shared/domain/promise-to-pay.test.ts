import { expect } from 'chai';
import { describe, it } from 'mocha';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../shared/domain/currency.ts';
import { money } from '../../../shared/domain/money.ts';
import { isOpenPromise, partsOf, promiseOf } from '../../../shared/domain/promise-to-pay.ts';

const part = (minor: number, day: string, currency = 'EUR') => ({
  amount: money(minor, currencyCode(currency)),
  promisedFor: calendarDate(day),
});

describe('promiseOf', () => {
  it('is their sum by the last day, with the parts by day', () => {
    const [late, early] = [part(300, '2026-12-11'), part(200, '2026-11-27')];
    const promise = promiseOf([late, early]);
    expect(promise).to.deep.equal({ ...part(500, '2026-12-11'), instalments: [early, late] });
    expect(partsOf(promise)).to.deep.equal([early, late]);
  });

  it('is a plain promise where there is one part', () => {
    expect(promiseOf([part(300, '2026-12-11')])).to.deep.equal(part(300, '2026-12-11'));
    expect(partsOf(part(300, '2026-12-11'))).to.deep.equal([part(300, '2026-12-11')]);
  });

  it('is none of no part, and none of two currencies', () => {
    expect(() => promiseOf([])).to.throw(RangeError);
    expect(() => promiseOf([part(1, '2026-12-11'), part(1, '2026-12-12', 'USD')])).to.throw(RangeError);
  });
});

describe('isOpenPromise', () => {
  it('is so to the end of the promised day', () => {
    const open = ['2026-12-10', '2026-12-11', '2026-12-12'].map((day) =>
      isOpenPromise(part(1, '2026-12-11'), calendarDate(day)),
    );
    expect(open).to.deep.equal([true, true, false]);
  });
});
