import { expect } from 'chai';
import { describe, it } from 'mocha';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../shared/domain/currency.ts';
import { myFigures as myFiguresEn } from '../../../shared/words/en.ts';
import { Formats } from '../../../shared/words/formats.ts';
import { goalInWords, lineInWords } from '../../../shared/words/my-figures.ts';
import { aBoardLine, aGoal } from '../../support/board-line.ts';
import { eur } from '../../support/ledger-rows.ts';

const reader = { words: myFiguresEn, formats: new Formats('en-GB', 'Europe/Berlin') };
const TODAY = calendarDate('2026-11-13');

function told(changes: Parameters<typeof aBoardLine>[0], label: string): string[] {
  const found = lineInWords(aBoardLine(changes), reader).filter((figure) => figure.label === label);
  return found.map(({ value, more }) => `${value}: ${more}`);
}

describe('lineInWords', () => {
  it('tells first what was done, then what was kept, then the cash and how sure that is', () => {
    expect(lineInWords(aBoardLine(), reader).map(({ label, value }) => `${label}: ${value}`)).to.deep.equal([
      'Touches: 1,204',
      'Right-party contacts: 87',
      'Sent automatically: 45',
      'Promises kept: 6 of 9 that fell due',
      'Promised, and came in time: €12,500.00',
      'Touched, not caused: €40,000.00',
      'Beyond what would have come anyway: €5,415.00',
    ]);
  });

  for (const { what, isTold, minor, words } of [
    { what: 'an interval that has zero in it', isTold: false, minor: 541_500, words: 'cannot be told from luck' },
    { what: 'one above zero', isTold: true, minor: 541_500, words: 'more than luck explains' },
    { what: 'one below zero', isTold: true, minor: -541_500, words: 'less than would have come anyway' },
  ]) {
    it(`says of ${what} that it ${words}`, () => {
      const excess = { excess: eur(minor), low: eur(minor - 100_000), high: eur(minor + 100_000), episodes: 3, isTold };
      const [line] = told({ excess: [excess] }, 'Beyond what would have come anyway');
      expect(line).to.contain(`: ${words}; 95 % interval `);
    });
  }

  it('says that there is too little to tell where nothing could be computed, and never zero', () => {
    expect(told({ excess: [] }, 'Beyond what would have come anyway')).to.deep.equal([
      '–: too little was worked on to say',
    ]);
  });

  it('has a line for each currency, and leaves out what there is none of', () => {
    const dollars = { minor: 500, currency: currencyCode('USD') };
    expect(told({ touched: [eur(100), dollars] }, 'Touched, not caused')).to.have.length(2);
    expect(told({ touched: [] }, 'Touched, not caused')).to.deep.equal([]);
    expect(told({ automatic: 0 }, 'Sent automatically')).to.deep.equal([]);
  });

  it('does not make a share of no promises', () => {
    const promises = { fellDue: 0, kept: 0, partlyKept: 0, broken: 0, moved: 2 };
    expect(told({ promises }, 'Promises kept')).to.deep.equal(['none fell due: 0 partly kept, 0 broken, 2 moved']);
  });
});

describe('goalInWords', () => {
  const cases = [
    {
      goal: {},
      value: '20 of 42',
      more: 'on pace, until 30 Nov; comes to 42 at this pace',
    },
    {
      goal: { state: 'reached', value: 50 },
      value: '50 of 42',
      more: 'reached, until 30 Nov',
    },
    {
      goal: { unit: 'money', currency: 'EUR', target: 100_000, value: 40_000, forecast: 84_000.4, state: 'behind' },
      value: '€400.00 of €1,000.00',
      more: 'behind, until 30 Nov; comes to €840.00 at this pace',
    },
    {
      goal: { unit: 'fraction', target: 0.8, value: 0.755, pace: null, forecast: 0.755, state: 'behind' },
      value: '75.5% of 80%',
      more: 'behind, until 30 Nov',
    },
    {
      goal: { unit: 'days', better: 'lower', target: 40, value: 41.26, pace: null, forecast: 41.26, state: 'behind' },
      value: '41.3 days, at most 40 days',
      more: 'behind, until 30 Nov',
    },
    {
      goal: { value: null, reason: 'No promise fell due in the period.', forecast: null, state: 'unknown' },
      value: 'no figure yet; target 42',
      more: 'cannot be told, until 30 Nov; No promise fell due in the period.',
    },
  ] as const;
  for (const { goal, value, more } of cases) {
    it(`says "${value}", and "${more}"`, () => {
      const words = goalInWords(aGoal(goal as Parameters<typeof aGoal>[0]), TODAY, reader);
      expect(words).to.deep.equal({ label: 'Touches by people · Ana Reyes', value, more });
    });
  }
});
