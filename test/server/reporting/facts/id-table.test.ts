import { expect } from 'chai';
import fc from 'fast-check';
import { IdTable } from '../../../../server/reporting/facts/id-table.ts';

const storeId = fc
  .tuple(fc.nat(3), fc.nat(40))
  .map(([a, b]) => a.toString(16).repeat(8) + b.toString(16).padStart(16, '0'));
const id = fc.oneof({ weight: 4, arbitrary: storeId }, fc.constantFrom('anna', 'I1', 'A'.repeat(24), '0'.repeat(23)));

describe('IdTable', () => {
  it('does what a list does, whatever is put and taken away', () => {
    const draws = fc.array(fc.tuple(id, fc.nat(4)), { maxLength: 400, size: 'max' });
    fc.assert(
      fc.property(draws, (drawn) => {
        const both = { table: new IdTable(), list: [] as string[] };
        for (const [one, what] of drawn) step(both, one, what > 0);
        const { table, list } = both;
        expect(Array.from({ length: table.length }, (_, place) => table.at(place))).to.deep.equal(list);
        const places = [...list.keys()].sort((a, b) => table.compare(a, b));
        expect(places.map((place) => list[place])).to.deep.equal([...list].sort());
      }),
      { numRuns: 200 },
    );
  });

  it('finds each of many', () => {
    const table = new IdTable();
    const idOf = (place: number) => place.toString(16).padStart(24, '0');
    for (let place = 0; place < 50_000; place += 1) table.add(idOf(place));
    const wrong = Array.from({ length: 50_000 }, (_, place) => place).filter(
      (place) => table.find(idOf(place)) !== place,
    );
    expect(wrong).to.deep.equal([]);
    expect(table.find(idOf(50_000))).to.equal(undefined);
  });
});

/** Puts an id that is not there, or takes away one that is. */
function step({ table, list }: { table: IdTable; list: string[] }, one: string, isToBe: boolean): void {
  const place = list.indexOf(one);
  expect(table.find(one)).to.equal(place === -1 ? undefined : place);
  if (isToBe && place === -1) expect(table.add(one)).to.equal(list.push(one) - 1);
  if (isToBe || place === -1) return;
  table.remove(place);
  const last = list.pop() ?? '';
  if (place < list.length) list[place] = last;
}
