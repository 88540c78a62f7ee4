import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import { goldenFeeds } from '../../../support/golden-feeds.ts';
import { problemLines, readBytes, type WholeReading } from './read-text.ts';

/** What a file has to come to, to the letter. What is left out is empty. */
interface Golden {
  readonly mapping?: unknown;
  /** Line, kind, number, customer, issued, due, amount in minor units, currency, reference. */
  readonly rows?: readonly string[];
  /** Why the file as a whole is not read. */
  readonly refused?: string;
  /** Line, column, value and reason of what is wrong. */
  readonly problems?: readonly string[];
  readonly holds?: readonly string[];
  readonly notes?: readonly string[];
}

const FOLDER = new URL('../../../fixtures/feeds/golden/', import.meta.url);
const EXPECTED = JSON.parse(readFileSync(new URL('golden.json', FOLDER), 'utf8')) as Record<string, Golden>;

describe('the golden set of feeds', function () {
  this.timeout(120_000);
  const files = readdirSync(FOLDER).filter((name) => name !== 'golden.json');

  it('is complete: every file has its outcome, and lies as it was made', () => {
    expect(files.sort()).to.deep.equal(Object.keys(EXPECTED).sort());
    expect(files).to.have.length.above(40);
    const made = goldenFeeds();
    expect(files).to.deep.equal(Object.keys(made).sort());
    for (const name of files)
      expect(readFileSync(new URL(name, FOLDER)).equals(made[name] ?? Buffer.alloc(0)), name).to.equal(true);
  });

  for (const name of files) {
    const golden = EXPECTED[name] ?? {};
    it(`reads ${name}${golden.refused === undefined ? '' : ' to a refusal'}`, async () => {
      const bytes = readFileSync(new URL(name, FOLDER));
      for (const chunkSize of [65_536, 11]) {
        const reading = await readBytes('invoices', bytes, { mapping: golden.mapping ?? {}, chunkSize });
        expect(outcomeOf(reading, golden.mapping)).to.deep.equal(golden);
      }
    });
  }
});

function outcomeOf(reading: WholeReading, mapping: unknown): Golden {
  const problems = problemLines(reading);
  const [refused = ''] = problems;
  return {
    ...(mapping !== undefined && { mapping }),
    ...listed('rows', reading.rows.map(asText)),
    ...(reading.isUnreadable ? { refused } : listed('problems', problems)),
    ...listed(
      'holds',
      reading.holds.map(({ code, sentence }) => `${code}: ${sentence}`),
    ),
    ...listed('notes', [...reading.notes]),
  };
}

function listed<K extends string>(name: K, values: readonly string[]): { readonly [N in K]?: readonly string[] } {
  return values.length === 0 ? {} : ({ [name]: values } as { readonly [N in K]: readonly string[] });
}

function asText(row: LedgerRow): string {
  if (row.type !== 'item') return JSON.stringify(row);
  const { line, kind, key, customerNumber, issuedOn, dueOn, amount, reference } = row;
  return [line, kind, key.number, customerNumber, issuedOn, dueOn, amount.minor, amount.currency, reference]
    .join(' ')
    .trim();
}
