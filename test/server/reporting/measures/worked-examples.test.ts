import { expect } from 'chai';
import { describe, it } from 'mocha';
import { DomainError } from '../../../../server/errors.ts';
import { measureKey } from '../../../../server/reporting/measures/measure.ts';
import { ALL_MEASURES, findMeasure } from '../../../../server/reporting/measures/measure-registry.ts';

type Inputs = Readonly<Record<string, number | readonly number[]>>;

/** What the sources print, and what follows from their formulas, by hand. */
const PRINTED: readonly { key: string; says: string; inputs: Inputs; value: number | null; decimals?: number }[] = [
  { key: 'dso.simple', says: 'creditguru', inputs: { receivables: 15_000, sales: 10_000, days: 30 }, value: 45 },
  { key: 'dso.simple', says: 'Quadient', inputs: { receivables: 25_000, sales: 15_000, days: 30 }, value: 50 },
  { key: 'dso.simple', says: 'no sales', inputs: { receivables: 25_000, sales: 0, days: 30 }, value: null },
  {
    key: 'dso.simple',
    says: 'more credited than billed',
    inputs: { receivables: 1, sales: -5, days: 30 },
    value: null,
  },
  { key: 'dso.simple', says: 'more given than owed', inputs: { receivables: -1, sales: 5, days: 30 }, value: null },
  {
    key: 'dso.best_possible',
    says: 'creditguru',
    inputs: { currentReceivables: 4_000, sales: 10_000, days: 30 },
    value: 12,
  },
  {
    key: 'dso.best_possible',
    says: 'Quadient',
    inputs: { currentReceivables: 6_000, sales: 15_000, days: 30 },
    value: 12,
  },
  {
    key: 'average_days_delinquent.dso_less_best_possible',
    says: 'creditguru',
    inputs: { receivables: 15_000, currentReceivables: 4_000, sales: 10_000, days: 30 },
    value: 33,
  },
  {
    key: 'average_days_delinquent.dso_less_best_possible',
    says: 'Quadient',
    inputs: { receivables: 25_000, currentReceivables: 6_000, sales: 15_000, days: 30 },
    value: 38,
  },
  {
    key: 'dso.countback',
    says: 'benjipays',
    inputs: { receivables: 212_000, sales: [100_000, 80_000, 70_000], days: [30, 30, 30] },
    value: 73.714,
    decimals: 3,
  },
  {
    key: 'dso.countback',
    says: 'calculator7',
    inputs: { receivables: 2_100_000, sales: [900_000, 800_000, 700_000], days: [31, 28, 31] },
    value: 76.714,
    decimals: 3,
  },
  {
    key: 'dso.countback',
    says: 'Oracle’s table by its own rule, which is not the 179.7 that it prints',
    inputs: { receivables: 12_000, sales: [2_500, 1_750, 2_250, 2_500, 2_000, 2_250], days: [30, 31, 31, 30, 31, 30] },
    value: 166.33,
    decimals: 2,
  },
  {
    key: 'dso.countback',
    says: 'a month without sales on the way',
    inputs: { receivables: 150, sales: [100, 0, 100], days: [30, 31, 30] },
    value: null,
  },
  {
    key: 'dso.countback',
    says: 'a month in which more was credited than billed',
    inputs: { receivables: 150, sales: [100, -10, 100], days: [30, 31, 30] },
    value: null,
  },
  {
    key: 'dso.countback',
    says: 'a month without sales that is not needed',
    inputs: { receivables: 100, sales: [100, 0], days: [30, 31] },
    value: 30,
  },
  {
    key: 'dso.countback',
    says: 'too few months',
    inputs: { receivables: 300, sales: [100, 100], days: [30, 31] },
    value: null,
  },
  { key: 'dso.countback', says: 'nothing owed', inputs: { receivables: 0, sales: [], days: [] }, value: 0 },
  {
    key: 'cei.crf',
    says: 'creditguru',
    inputs: { receivablesBefore: 6_200, sales: 10_890, months: 3, receivables: 6_340, currentReceivables: 3_590 },
    value: 0.5593,
    decimals: 4,
  },
  {
    key: 'cei.period',
    says: 'wizedu',
    inputs: { receivablesBefore: 6_200, sales: 10_890, receivables: 6_340, currentReceivables: 3_590 },
    value: 0.7963,
    decimals: 4,
  },
  {
    key: 'cei.period',
    says: 'gaviti',
    inputs: { receivablesBefore: 100_000, sales: 1_000_000, receivables: 120_000, currentReceivables: 100_000 },
    value: 0.98,
  },
  { key: 'roll_rate.b1-b2', says: 'calculator.city', inputs: { rolled: 200_000, before: 1_000_000 }, value: 0.2 },
  { key: 'roll_rate.b0-b1', says: 'Investopedia', inputs: { rolled: 20, before: 100 }, value: 0.2 },
  { key: 'roll_rate.b1-b2', says: 'Investopedia', inputs: { rolled: 10, before: 20 }, value: 0.5 },
  { key: 'roll_rate.b1-b2', says: 'an empty bucket', inputs: { rolled: 0, before: 0 }, value: null },
  { key: 'right_party_contact.reached', says: 'retrievables', inputs: { rightParty: 25, reached: 50 }, value: 0.5 },
  { key: 'right_party_contact.attempts', says: 'no calls', inputs: { rightParty: 0, attempts: 0 }, value: null },
  { key: 'promises_kept.count', says: 'ours', inputs: { kept: 2, fellDue: 4 }, value: 0.5 },
  { key: 'promises_kept.amount', says: 'ours', inputs: { paid: 650, promised: 1_000 }, value: 0.65 },
  { key: 'bad_debt.of_sales', says: 'kpiexamples', inputs: { writtenOff: 1_000, sales: 100_000 }, value: 0.01 },
];

describe('The registry of measures', () => {
  for (const measure of ALL_MEASURES) {
    it(`holds ${measureKey(measure)} to its own example`, () => {
      const { formula, example, words, symbols, source, asOfRule, addsUp } = measure;
      expect(formula(example.inputs)).to.be.closeTo(example.value, 1e-9);
      for (const text of [...words, symbols, source, asOfRule]) expect(text).to.have.length.above(5);
      expect(addsUp).to.have.length.above(0);
    });
  }

  for (const { key, says, inputs, value, decimals = 9 } of PRINTED) {
    it(`makes ${value} of ${key} for ${says}`, () => {
      const made = findMeasure(key).formula(inputs);
      if (value === null) expect(made).to.equal(null);
      else expect(made).to.be.closeTo(value, 0.5 * 10 ** -decimals);
    });
  }

  it('has each key once, and names all of them to who asks for another', () => {
    const keys = ALL_MEASURES.map(measureKey);
    expect(new Set(keys).size).to.equal(keys.length);
    expect(() => findMeasure('dso.sideways'))
      .to.throw(DomainError, 'dso.countback')
      .with.property('code', 'measure_unknown');
  });

  it('shows what the trade holds usual for DSO, collection rate and bad debt', () => {
    const usual = (key: string) => {
      const { low, high, source } = findMeasure(key).usual ?? { low: 0, high: 0, source: '' };
      expect(source).to.have.length.above(5);
      return [low, high];
    };
    expect(usual('dso.simple')).to.deep.equal([30, 45]);
    expect(usual('dso.countback')).to.deep.equal([30, 45]);
    expect(usual('collection_rate.fallen_due')).to.deep.equal([0.95, 0.98]);
    expect(usual('bad_debt.of_sales')).to.deep.equal([0.005, 0.02]);
  });
});
