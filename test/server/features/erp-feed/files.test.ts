import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { delimiterOf } from '../../../../server/features/erp-feed/delimiter.ts';
import type { FeedFile } from '../../../../server/features/erp-feed/feed-file.ts';
import { mappingFor } from '../../../../server/features/erp-feed/mapping.ts';
import { profileNamed } from '../../../../server/features/erp-feed/profile-list.ts';
import { type FeedReading, readFeed } from '../../../../server/features/erp-feed/read-feed.ts';
import { textPieces } from '../../../../server/features/erp-feed/text-pieces.ts';
import { problemLines, readLines, readText } from './read-text.ts';

const HEADER = 'number,customer,issued_on,amount,currency,reference';

function row(number: string, reference = ''): string {
  return `${number},C1,2026-01-05,5.00,EUR,${reference}`;
}

function readBytes(bytes: Buffer, chunkSize = 7): Promise<FeedReading> {
  const file: FeedFile = {
    name: 'feed.csv',
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
    },
  };
  const profile = profileNamed('invoices');
  return readFeed(file, { profile, mapping: mappingFor(profile, {}) });
}

function numbers({ rows }: FeedReading): string[] {
  return rows.map((ledgerRow) => (ledgerRow.type === 'item' ? ledgerRow.key.number : ''));
}

describe('the encoding of a file', () => {
  const text = `${HEADER}\n${row('1', 'Zürich — 東京 €')}\n`;

  it('is UTF-8, with or without a byte order mark, however the bytes arrive', async () => {
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`)]) {
      for (const chunkSize of [1, 2, 3, 64]) {
        const { rows, problems } = await readBytes(bytes, chunkSize);
        expect(problems).to.deep.equal([]);
        expect(rows[0]).to.include({ reference: 'Zürich — 東京 €' });
      }
    }
  });

  it('is refused with the line where it is not UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}\n${row('1')}\n2,M`),
      Buffer.from([0xfc]),
      Buffer.from('ller\n'),
    ]);
    for (const chunkSize of [1, 5, 500]) {
      const [problem] = (await readBytes(bytes, chunkSize)).problems;
      expect(problem?.line).to.equal(3);
      expect(problem?.problem).to.contain('not UTF-8').and.to.contain('CSV UTF-8');
    }
  });

  it('is refused where it is UTF-16, with and without a mark', async () => {
    for (const mark of ['\uFEFF', '']) {
      const [problem] = (await readBytes(Buffer.from(mark + text, 'utf16le'), 64)).problems;
      expect(problem?.problem).to.match(/UTF-16/);
    }
  });

  it('gives every text back as it was written, in pieces that end at a line', async () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme' }).filter((line) => !/[\r\n\0]/.test(line)),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 9 }),
        async (given, end, size) => {
          const whole = given.join(end);
          const bytes = Buffer.from(whole);
          async function* chunks() {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          }
          let read = '';
          for await (const piece of textPieces(chunks())) read += piece;
          expect(read).to.equal(given.join('\n').replace(/^\uFEFF/, ''));
        },
      ),
    );
  });
});

describe('the lines of a file', () => {
  it('are those of the file, also after quoted line breaks and empty lines', async () => {
    for (const end of ['\n', '\r\n']) {
      const lines = [
        HEADER,
        row('1', `"two${end}lines${end}and a third"`),
        '',
        row('', 'no number'),
        row('3'),
        row(''),
      ];
      const reading = await readText('invoices', lines.join(end));
      expect(reading.problems.map(({ line }) => line)).to.deep.equal([6, 8]);
      expect(numbers(reading)).to.deep.equal(['1', '3']);
      expect(reading.rows[0]).to.include({ reference: 'two lines and a third' });
    }
  });

  it('keep leading zeros and quoted delimiters', async () => {
    const reading = await readLines('invoices', [HEADER, row('0000611365', '"a, ""b"""')]);
    expect(numbers(reading)).to.deep.equal(['0000611365']);
    expect(reading.rows[0]).to.include({ reference: 'a, "b"' });
  });

  it('are listed where they have too few or too many cells', async () => {
    const reading = await readLines('invoices', [HEADER, '1,C1,2026-01-05', `${row('2')},more`, `${row('3')},,`]);
    expect(problemLines(reading)).to.deep.equal([
      '2  "" has 3 cells, and the header has 6',
      '3  "" has 7 cells, and the header has 6',
    ]);
    expect(numbers(reading)).to.deep.equal(['3']);
  });

  it('are listed where a quote stands within a value', async () => {
    const reading = await readLines('invoices', [HEADER, row('1', '5" pipe'), row('2')]);
    expect(problemLines(reading)[0]).to.match(/^2 .*has a quote within a value/);
    expect(numbers(reading)).to.deep.equal(['2']);
  });

  it('make the file unreadable where a quote is not closed, or something follows it', async () => {
    for (const reference of ['"open', '"closed" and more']) {
      const reading = await readLines('invoices', [HEADER, row('1'), row('2', reference), row('3')]);
      expect(reading.isUnreadable).to.equal(true);
      expect(reading.rows).to.deep.equal([]);
      expect(reading.problems[0]?.problem).to.contain('quote');
    }
  });

  it('make the file unreadable where one is longer than any row can be', async () => {
    const reading = await readText('invoices', `${HEADER}\n${row('1', 'x'.repeat(1_100_000))}`);
    expect(reading.problems[0]?.problem).to.contain('longer than 1 MB');
  });
});

describe('the columns of a file', () => {
  it('are named where one is missing, with those that it has', async () => {
    const reading = await readLines('invoices', ['number,client,issued_on,amount', '1,C1,2026-01-05,5.00']);
    expect(reading.isUnreadable).to.equal(true);
    expect(reading.problems[0]?.problem).to.equal(
      'The file lacks the columns customer, currency. It has number, client, issued_on, amount. Where all rows have one currency, give it in the mapping, as "currency".',
    );
  });

  it('are found whatever their capitals, in any order, and may be more than are read', async () => {
    const reading = await readLines('invoices', [
      'Amount,CUSTOMER,Number,issued_on,Currency,Region',
      '5.00,C1,1,2026-01-05,EUR,',
    ]);
    expect(numbers(reading)).to.deep.equal(['1']);
    expect(reading.notes).to.include('Columns that are not read: Region.');
  });

  it('are refused where one is there twice', async () => {
    const reading = await readLines('invoices', [`${HEADER},amount`, `${row('1')},6.00`]);
    expect(reading.problems[0]?.problem).to.equal('The file has the column "amount" 2 times.');
  });

  it('are asked for where the header has none of them', async () => {
    for (const text of ['', '\n\n', '\uFEFF']) {
      expect((await readText('invoices', text)).problems[0]?.problem).to.equal('The file is empty.');
    }
  });

  it('may be followed by no row, which is said', async () => {
    const reading = await readLines('invoices', [HEADER]);
    expect(reading.problems).to.deep.equal([]);
    expect(reading.notes).to.include('The file has a header and no rows.');
  });
});

describe('delimiterOf', () => {
  const cases = [
    { header: 'number,customer,amount', found: ',' },
    { header: 'number;customer;amount', found: ';' },
    { header: 'number\tcustomer\tamount', found: '\t' },
    { header: 'number;customer;"amount, net"', found: ';' },
    { header: 'number;customer;amount;"a,b",c', found: ';' },
    { header: 'number', found: ',' },
  ];
  for (const { header, found } of cases) {
    it(`finds ${JSON.stringify(found)} in ${JSON.stringify(header)}`, () => {
      expect(delimiterOf(`${header}\n1;2,3\n`, ['number', 'customer'])).to.equal(found);
    });
  }

  it('asks where the header can be parted in two ways', () => {
    expect(() => delimiterOf('a,b;c\n', ['number'])).to.throw('"delimiter"');
  });
});

describe('the hash of a file', () => {
  const rows = [HEADER, row('1')];

  it('is of its bytes and of what decides on their meaning', async () => {
    const hashes = await Promise.all([
      readLines('invoices', rows),
      readLines('invoices', [...rows, '']),
      readLines('invoices', rows, { source: 'other' }),
      readLines('invoices', rows, { currency: 'EUR' }),
    ]);
    expect(new Set(hashes.map(({ fileHash }) => fileHash)).size).to.equal(4);
  });

  it('does not depend on the order or the comment of a mapping', async () => {
    const [one, other] = await Promise.all([
      readLines('invoices', rows, { currency: 'EUR', dateFormat: 'YYYY-MM-DD' }),
      readLines('invoices', rows, { about: 'ours', dateFormat: 'YYYY-MM-DD', currency: 'EUR' }),
    ]);
    expect(one.fileHash).to.equal(other.fileHash);
  });
});

describe('a file that changes while it is read', () => {
  it('is not taken', async () => {
    let reads = 0;
    const file: FeedFile = {
      name: 'growing.csv',
      async *chunks() {
        reads += 1;
        yield Buffer.from(`${HEADER}\n${row('1')}\n${reads > 2 ? row('2') : ''}`);
      },
    };
    const profile = profileNamed('invoices');
    const reading = await readFeed(file, { profile, mapping: mappingFor(profile, {}) });
    expect(reading.isUnreadable).to.equal(true);
    expect(reading.problems[0]?.problem).to.contain('changed while it was read');
  });
});
