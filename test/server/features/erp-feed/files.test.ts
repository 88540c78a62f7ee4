import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { delimiterOf } from '../../../../server/features/erp-feed/table/delimiter.ts';
import { textPieces } from '../../../../server/features/erp-feed/text/text-pieces.ts';
import { problemLines, readBytes, readLines, readText, type WholeReading } from './read-text.ts';

const HEADER = 'number,customer,issued_on,amount,currency,reference';

function row(number: string, reference = ''): string {
  return `${number},C1,2026-01-05,5.00,EUR,${reference}`;
}

function has(...names: string[]) {
  return (cells: readonly string[]) => names.every((name) => cells.includes(name));
}

function numbers({ rows }: WholeReading): string[] {
  return rows.map((ledgerRow) => (ledgerRow.type === 'item' ? ledgerRow.key.number : ''));
}

describe('the encoding of a file', () => {
  const text = `${HEADER}\n${row('1', 'Zürich — 東京 €')}\n`;

  it('is UTF-8, with or without a byte order mark, however the bytes arrive', async () => {
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`)]) {
      for (const chunkSize of [1, 2, 3, 64]) {
        const { rows, problems } = await readBytes('invoices', bytes, { chunkSize });
        expect(problems).to.deep.equal([]);
        expect(rows[0]).to.include({ reference: 'Zürich — 東京 €' });
      }
    }
  });

  it('is UTF-16, by its mark or by its NULs', async () => {
    const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
    for (const mark of ['\uFEFF', '']) {
      const bytes = Buffer.from(mark + text, 'utf16le');
      for (const written of [bytes, swapped(bytes)]) {
        const { rows } = await readBytes('invoices', written, { chunkSize: 3 });
        expect(rows[0]).to.include({ reference: 'Zürich — 東京 €' });
      }
    }
  });

  it('is refused where UTF-16 is cut in the middle of a character', async () => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const { isUnreadable, problems } = await readBytes('invoices', bytes.subarray(0, -1));
    expect(isUnreadable).to.equal(true);
    expect(problems[0]?.problem).to.contain('not whole UTF-16LE');
  });

  const latin = (lines: readonly string[]) => Buffer.from(lines.join('\n'), 'latin1');

  it('is Windows-1252 where the bytes are no UTF-8, and the words that this gave are said', async () => {
    const bytes = latin([HEADER, row('1', 'Kauf'), row('2', 'M\xfcller \x80'), row('3', 'Caf\xe9'), '']);
    for (const chunkSize of [1, 5, 500]) {
      const { rows, notes } = await readBytes('invoices', bytes, { chunkSize });
      expect(rows.map((line) => (line.type === 'item' ? line.reference : ''))).to.deep.equal([
        'Kauf',
        'Müller €',
        'Café',
      ]);
      expect(notes.join()).to.contain('was read as Windows-1252, which gives "Müller" in line 3, "€" in line 3');
    }
  });

  it('is refused where it is in two encodings, or in neither', async () => {
    const utf8 = Buffer.from(`${row('1', 'Müller')}\n`).toString('latin1');
    const cases = [
      { lines: [HEADER, row('2', 'M\xfcller'), utf8], says: 'two encodings' },
      { lines: [HEADER, utf8, row('2', 'M\xfcller'), ''], says: /two encodings|not UTF-8/ },
      { lines: [HEADER, row('2', 'M\x81ller'), ''], says: 'neither UTF-8 nor Windows-1252' },
      { lines: [HEADER, row('2', 'Caf\xc3')], says: 'in the middle of a UTF-8 character' },
    ];
    for (const { lines, says } of cases) {
      for (const chunkSize of [1, 500]) {
        const reading = await readBytes('invoices', latin(lines), { chunkSize });
        expect(reading.isUnreadable, lines[1]).to.equal(true);
        expect(reading.problems[0]?.problem).to.match(new RegExp(says));
      }
    }
  });

  it('is what the mapping declares, where it does', async () => {
    const bytes = latin([HEADER, row('2', '\xa3\xf3d\xbc')]);
    const { rows, notes } = await readBytes('invoices', bytes, { mapping: { encoding: 'iso-8859-2' } });
    expect(rows[0]).to.include({ reference: 'Łódź' });
    expect(notes.join()).not.to.contain('1252');
    const strict = await readBytes('invoices', bytes, { mapping: { encoding: 'utf-8' } });
    expect(strict.problems[0]?.problem).to.contain('is not UTF-8');
  });

  it('is refused where files were put together', async () => {
    const [problem] = (await readBytes('invoices', Buffer.from(`\uFEFF${text}\uFEFF${text}`))).problems;
    expect(problem).to.include({ line: 3 });
    expect(problem?.problem).to.contain('byte order mark');
  });

  it('gives every text back as it was written, in pieces that end at a line', async () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme' }).filter((line) => !/[\r\n\0\uFEFF]/.test(line)),
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

describe('what is wrong in a file', () => {
  it('is listed with the row as it stands there', async () => {
    const wrong = '"2",C1,never,5.00,EUR,"a, ""b"""';
    const { problems } = await readLines('invoices', [HEADER, row('1'), wrong, '3,C1']);
    expect(problems.map(({ line, raw }) => [line, raw])).to.deep.equal([
      [3, '2,C1,never,5.00,EUR,"a, ""b"""'],
      [4, '3,C1'],
    ]);
  });

  it('is told at a length that can be read, whatever the file holds', async () => {
    const long = 'x'.repeat(100_000);
    const names = Array.from({ length: 5_000 }, (_none, at) => `column ${at}`);
    for (const header of [long, names.join(',')]) {
      const [problem] = (await readLines('invoices', [header, '1'])).problems;
      expect(problem?.problem).to.have.length.below(2_100);
    }
    const reading = await readLines('invoices', [`${HEADER},${names.join(',')}`]);
    expect(reading.notes.join()).to.have.length.below(2_000);
  });

  it('is found at a cost that does not grow with what is repeated in it', async () => {
    const bytes = Buffer.from(`${HEADER},${'a'.repeat(500_000)}\n${row('M\xfcller')},\n`, 'latin1');
    const { rows } = await readBytes('invoices', bytes);
    expect(rows).to.have.length(1);
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
    { header: 'number|customer|amount', found: '|' },
    { header: 'Report;of\nnumber,customer', found: ',' },
    { header: 'number;customer;"amount, net"', found: ';' },
    { header: 'number;customer;amount;"a,b",c', found: ';' },
    { header: 'number', found: ',' },
  ];
  for (const { header, found } of cases) {
    it(`finds ${JSON.stringify(found)} in ${JSON.stringify(header)}`, () => {
      expect(delimiterOf(`${header}\n1;2,3\n`, { isHeader: has('number', 'customer') })).to.equal(found);
    });
  }

  it('asks where the header can be parted in two ways', () => {
    expect(() => delimiterOf('a,b;c\n', { isHeader: has('number') })).to.throw('"delimiter"');
  });
});
