import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mappingFor } from '../../../../server/features/erp-feed/mapping.ts';
import { profileNamed } from '../../../../server/features/erp-feed/profile-list.ts';
import { readFeed } from '../../../../server/features/erp-feed/read-feed.ts';

const NAMES = ['customers', 'invoices', 'payments', 'cleared-items'] as const;
const EXAMPLES = Object.fromEntries(
  NAMES.map((name) => [name, readFileSync(new URL(`../../../../docs/examples/${name}.csv`, import.meta.url))]),
);

type Mutate = (bytes: Buffer) => Buffer;

/** A byte changed, a stretch cut out or put in twice, the end missing. */
const mutation: fc.Arbitrary<Mutate> = fc.oneof<fc.Arbitrary<Mutate>[]>(
  fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) }).map(({ at, by }) => (bytes: Buffer) => {
    const changed = Buffer.from(bytes);
    if (changed.length > 0) changed[at % changed.length] = ((changed[at % changed.length] ?? 0) + by) % 256;
    return changed;
  }),
  fc.record({ at: fc.nat(), length: fc.nat({ max: 80 }) }).map(({ at, length }) => (bytes: Buffer) => {
    const start = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
  }),
  fc.record({ at: fc.nat(), length: fc.nat({ max: 200 }) }).map(({ at, length }) => (bytes: Buffer) => {
    const start = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, start + length), bytes.subarray(start)]);
  }),
  fc.nat().map((end) => (bytes: Buffer) => bytes.subarray(0, end % (bytes.length + 1))),
);

describe('a file that was damaged', function () {
  this.timeout(120_000);

  it('is read or its problems are listed, and every row that is taken is of a line that has none', async () => {
    const damaged = fc.record({
      name: fc.constantFrom(...NAMES),
      mutations: fc.array(mutation, { minLength: 1, maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(damaged, async ({ name, mutations }) => {
        const bytes = mutations.reduce<Buffer>((before, mutate) => mutate(before), EXAMPLES[name] ?? Buffer.alloc(0));
        const profile = profileNamed(name);
        const file = {
          name: 'damaged.csv',
          async *chunks() {
            yield bytes;
          },
        };
        const { rows, problems, isUnreadable } = await readFeed(file, { profile, mapping: mappingFor(profile, {}) });
        const wrong = new Set(problems.map(({ line }) => line));
        expect(rows.some(({ line }) => wrong.has(line))).to.equal(false);
        if (isUnreadable) expect([rows.length, problems.length]).to.deep.equal([0, 1]);
      }),
      { numRuns: 500 },
    );
  });
});
