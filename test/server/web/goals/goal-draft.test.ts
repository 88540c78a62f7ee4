import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type GoalDraft, goalOf } from '../../../../server/web/goals/goal-draft.ts';
import { paceOf, progressOf } from '../../../../server/web/goals/goal-words.ts';

const DRAFT: GoalDraft = {
  owner: '',
  measure: 'dso.countback',
  unit: 'days',
  from: '2026-11-01',
  to: '2026-11-30',
  target: '38',
  currency: '',
};

describe('goalOf', () => {
  const taken: readonly [string, Partial<GoalDraft>, object][] = [
    ['the company’s where nobody is named', {}, { for: { kind: 'company' }, target: 38 }],
    ['a collector’s', { owner: 'collector u1' }, { for: { kind: 'collector', id: 'u1' }, target: 38 }],
    ['a decimal comma', { target: '38,5' }, { target: 38.5 }],
    ['a percentage', { unit: 'fraction', target: '7' }, { target: 0.07 }],
    ['an amount', { unit: 'money', target: '5000.10', currency: 'eur' }, { target: 500_010, currency: 'EUR' }],
  ];
  for (const [name, told, expected] of taken) {
    it(`takes ${name}`, () => {
      const asked = goalOf({ ...DRAFT, ...told });
      expect('goal' in asked ? asked.goal : asked.problem).to.deep.include(expected);
    });
  }

  const refused: readonly [string, Partial<GoalDraft>, RegExp][] = [
    ['no measure', { measure: '' }, /Choose a measure/],
    ['no day', { from: '' }, /first and its last day/],
    ['no number', { target: 'many' }, /“many” is no number/],
    ['nothing', { target: ' ' }, /is no number/],
    ['an amount without a currency', { unit: 'money', target: '5' }, /currency by its three letters/],
    ['more decimals than the currency has', { unit: 'money', target: '5.001', currency: 'EUR' }, /three letters/],
  ];
  for (const [name, told, problem] of refused) {
    it(`refuses ${name} in a sentence`, () => {
      const asked = goalOf({ ...DRAFT, ...told });
      expect('problem' in asked ? asked.problem : '').to.match(problem);
    });
  }
});

describe('progressOf', () => {
  const cases = [
    { value: 50, target: 200, better: 'higher', part: 0.25 },
    { value: 300, target: 200, better: 'higher', part: 1.5 },
    { value: 38, target: 40, better: 'lower', part: 1 },
    { value: 50, target: 40, better: 'lower', part: 0.8 },
    { value: null, target: 40, better: 'lower', part: null },
    { value: 5, target: 0, better: 'higher', part: null },
  ] as const;
  for (const { part, ...goal } of cases) {
    it(`of ${goal.value} against ${goal.target}, ${goal.better} being better, is ${part}`, () => {
      expect(progressOf(goal)).to.equal(part);
    });
  }
});

describe('paceOf', () => {
  it('is the part of the way, and nothing where there is no pace', () => {
    expect(paceOf({ pace: 100, target: 200 })).to.equal(0.5);
    expect(paceOf({ pace: null, target: 200 })).to.equal(null);
  });
});
