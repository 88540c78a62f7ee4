import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { creditorReference } from '../../../../../server/features/cash-application/matching/creditor-reference.ts';
import { nearestPlace } from '../../../../../server/features/cash-application/matching/edit-distance.ts';
import { NameIndex } from '../../../../../server/features/cash-application/matching/name-index.ts';
import { NumberIndex } from '../../../../../server/features/cash-application/matching/number-index.ts';
import { isTelling } from '../../../../../server/features/cash-application/matching/open-amounts.ts';
import { onlySubset } from '../../../../../server/features/cash-application/matching/subset-sum.ts';
import { WrittenText } from '../../../../../server/features/cash-application/matching/written-text.ts';
import { anInvoice } from '../../../../support/matching.ts';

describe('creditorReference', () => {
  it('reads a reference of ISO 11649, and none whose check digits are wrong', () => {
    expect(creditorReference('RF18 5390 0754 7034')).to.equal('539007547034');
    expect(creditorReference('rf18539007547034')).to.equal('539007547034');
    expect(creditorReference('RF19539007547034')).to.equal(null);
    expect(creditorReference('539007547034')).to.equal(null);
  });
});

describe('nearestPlace', () => {
  const places: readonly { number: string; text: string; limit: number; is: object | null }[] = [
    { number: '4711', text: 'RE4711X', limit: 1, is: { distance: 0, from: 2, to: 6 } },
    { number: '123456', text: 'A123546B', limit: 1, is: { distance: 1, from: 1, to: 7 } },
    { number: '123456', text: '12356', limit: 1, is: { distance: 1, from: 0, to: 5 } },
    { number: '123456', text: '1239456', limit: 1, is: { distance: 1, from: 0, to: 7 } },
    { number: '123456', text: '654321', limit: 2, is: null },
  ];
  for (const { number, text, limit, is } of places) {
    it(`${is === null ? 'does not find' : 'finds'} ${number} in ${text} with ${limit} edits`, () => {
      expect(nearestPlace(number, text, limit)).to.deep.equal(is);
    });
  }

  it('counts as many edits as a plain table does for every stretch', () => {
    const short = fc.string({ unit: fc.constantFrom('1', '2', '3'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(short, short, (number, text) => {
        const all = stretchesOf(text).map((stretch) => editsBetween(number, stretch));
        expect(nearestPlace(number, text, 99)?.distance).to.equal(Math.min(...all));
      }),
      { numRuns: 300 },
    );
  });
});

describe('NumberIndex', () => {
  const numbers = ['RE-2026/0123', '0000611365', '4711', '9876543210', '4512345678'];
  const index = new NumberIndex(numbers.map((number, at) => anInvoice({ id: String(at), number })));
  const named = (text: string) =>
    index.namedBy(0, new WrittenText(text)).map(({ number, likeness }) => `${number} ${likeness}`);
  const texts: readonly { text: string; is: readonly string[] }[] = [
    { text: 'Rechnung RE-2026/0123', is: ['RE-2026/0123 whole', 'RE-2026/0123 whole'] },
    { text: 'pays 611365', is: ['0000611365 whole'] },
    { text: 'invoice 4711', is: ['4711 whole'] },
    { text: 'order 24711', is: [] },
    { text: 'x98765432104512345678', is: ['9876543210 within', '4512345678 within'] },
    { text: '98765 43210', is: ['9876543210 joined'] },
  ];
  for (const { text, is } of texts) it(`reads ${text}`, () => expect(named(text)).to.deep.equal(is));
});

describe('NameIndex', () => {
  const index = new NameIndex([
    { customerId: 'C1', name: 'Kestrel Freight Ltd.' },
    { customerId: 'C2', name: 'Kestrel Freight GmbH' },
    { customerId: 'C3', name: 'Alder Foods' },
  ]);

  it('finds all customers of a name, legal forms aside', () => {
    expect(index.named('KESTREL FREIGHT')).to.deep.equal(['C1', 'C2']);
  });

  it('knows a misspelt name where only one customer has one like it', () => {
    expect(index.like('Aldr Foods')).to.equal('C3');
    expect(index.like('Kestrl Freight')).to.equal(null);
    expect(index.like('Birch Metals')).to.equal(null);
  });
});

describe('onlySubset', () => {
  const of = (...amounts: number[]) => amounts.map((amount) => ({ of: amount, amount }));

  it('takes all where all add up, else the only part that does', () => {
    expect(onlySubset(of(100, 200, 300), 600)).to.have.members([100, 200, 300]);
    expect(onlySubset(of(100, 200, 350), 300)).to.have.members([100, 200]);
  });

  it('gives none where two parts add up, or one alone', () => {
    expect(onlySubset(of(100, 200, 250, 50), 300)).to.equal(null);
    expect(onlySubset(of(300, 70, 80), 300)).to.equal(null);
  });
});

describe('isTelling', () => {
  it('believes an odd amount among few, and no round one', () => {
    expect(isTelling(9_373_353, 100)).to.equal(true);
    expect(isTelling(150_000, 1)).to.equal(false);
    expect(isTelling(9_373_353, 100_000)).to.equal(false);
  });

  it('believes it the less the more is missing', () => {
    expect(isTelling(9_373_353, 100, 2)).to.equal(true);
    expect(isTelling(9_373_353, 100, 2_000)).to.equal(false);
  });
});

function stretchesOf(text: string): string[] {
  const ends = [...text].map((_, at) => at + 1);
  return ends.flatMap((to) => ends.filter((from) => from <= to).map((from) => text.slice(from - 1, to)));
}

/** Edits and swaps of neighbours between two texts, by their definition. */
function editsBetween(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const isSame = a.at(-1) === b.at(-1);
  const ways = [
    editsBetween(a.slice(0, -1), b.slice(0, -1)) + (isSame ? 0 : 1),
    editsBetween(a.slice(0, -1), b) + 1,
    editsBetween(a, b.slice(0, -1)) + 1,
  ];
  const isSwap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  if (isSwap) ways.push(editsBetween(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...ways);
}
