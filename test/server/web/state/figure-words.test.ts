import { expect } from 'chai';
import { describe, it } from 'mocha';
import { changeWords, figureText, reaches } from '../../../../server/web/state/figure-words.ts';
import { usePages } from '../support/a-page.tsx';

describe('figureText', () => {
  usePages();

  const cases = [
    { value: 41.26, unit: 'days', text: '41.3 days' },
    { value: 1, unit: 'days', text: '1 day' },
    { value: 0.9512, unit: 'fraction', text: '95.1 %' },
    { value: 2.5, unit: 'times', text: '2.5 times' },
    { value: 1234, unit: 'count', text: '1,234' },
    { value: 123456, unit: 'money', currency: 'EUR', text: '€1,234.56' },
    { value: 123456, unit: 'money', currency: 'JPY', text: '¥123,456' },
  ];
  for (const { text, value, ...of } of cases) {
    it(`writes ${value} of ${of.currency ?? of.unit} as ${text}`, () => expect(figureText(value, of)).to.equal(text));
  }
});

describe('changeWords', () => {
  usePages();

  it('says by how much and whether that is better', () => {
    const days = { unit: 'days', better: 'lower' };
    expect(changeWords(40, 42.5, days)).to.deep.equal({
      words: '2.5 days less than 42.5 days: better',
      isBetter: true,
    });
    expect(changeWords(45, 42.5, days).isBetter).to.equal(false);
  });

  it('counts the difference of percentages in points', () => {
    const { words } = changeWords(0.962, 0.95, { unit: 'fraction', better: 'higher' });
    expect(words).to.equal('1.2 points more than 95 %: better');
  });

  it('judges neither where nothing is better, nor a difference that is not shown', () => {
    expect(changeWords(5, 3, { unit: 'count', better: null })).to.deep.equal({
      words: '2 more than 3',
      isBetter: null,
    });
    expect(changeWords(40.01, 40, { unit: 'days', better: 'lower' })).to.deep.equal({
      words: 'as much as before, 40 days',
      isBetter: null,
    });
  });
});

describe('reaches', () => {
  const cases = [
    { value: 40, target: 40, better: 'lower', isReached: true },
    { value: 40.1, target: 40, better: 'lower', isReached: false },
    { value: 0.95, target: 0.95, better: 'higher', isReached: true },
    { value: 0.9, target: 0.95, better: 'higher', isReached: false },
    { value: 3, target: 4, better: null, isReached: null },
  ];
  for (const { value, target, better, isReached } of cases) {
    it(`${value} against ${target}, ${better ?? 'neither'} being better: ${isReached}`, () => {
      expect(reaches(value, target, better)).to.equal(isReached);
    });
  }
});
