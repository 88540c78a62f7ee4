import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { problemLines, readLines } from '../read-text.ts';

const HEADER = 'number,customer,issued_on,due_on,amount,currency';
const fields = { number: 'number', customer: 'customer', issued_on: 'issued_on', due_on: 'due_on', amount: 'amount' };

function withDays(...days: [issued: string, due: string][]) {
  const rows = days.map(([issued, due], at) => `${1000 + at},C1,${issued},${due},5.00,EUR`);
  return readLines('invoices', [HEADER, ...rows]);
}

function withAmounts(...amounts: string[]) {
  const rows = amounts.map((amount, at) => `${1000 + at};C1;2026-01-05;2026-02-05;${amount};EUR`);
  return readLines('invoices', [HEADER.replaceAll(',', ';'), ...rows]);
}

function issuedDays({ rows }: Awaited<ReturnType<typeof withDays>>): string[] {
  return rows.map((row) => (row.type === 'item' ? row.issuedOn : ''));
}

function minors({ rows }: Awaited<ReturnType<typeof withAmounts>>): number[] {
  return rows.map((row) => (row.type === 'item' ? row.amount.minor : Number.NaN));
}

describe('the format of days', () => {
  it('is found from a day that reads in one way only, wherever in the file it stands', async () => {
    const american = await withDays(['1/2/2026', '3/2/2026'], ['1/2/2026', '1/13/2026']);
    expect(issuedDays(american)).to.deep.equal(['2026-01-02', '2026-01-02']);
    expect(american.notes.join()).to.contain('M/D/YYYY');
    const british = await withDays(['1/2/2026', '3/2/2026'], ['1/2/2026', '13/3/2026']);
    expect(issuedDays(british)).to.deep.equal(['2026-02-01', '2026-02-01']);
  });

  it('is asked for where two formats fit, with nothing taken', async () => {
    const reading = await withDays(['1/2/2026', '3/4/2026'], ['2/3/2026', '4/5/2026']);
    expect(reading.isUnreadable).to.equal(true);
    expect(reading.rows).to.deep.equal([]);
    expect(problemLines(reading)[0]).to.match(/read as M\/D\/YYYY and as D\/M\/YYYY.*"dateFormat"/);
  });

  it('is not asked for where both readings are the same day', async () => {
    expect(issuedDays(await withDays(['5/5/2026', '6/6/2026']))).to.deep.equal(['2026-05-05']);
  });

  it('is found from what must hold: issued on or before the due day', async () => {
    // By D/M/YYYY the first row would be due in January and issued in February.
    const reading = await withDays(['1/2/2026', '2/1/2026'], ['3/4/2026', '3/5/2026']);
    expect(issuedDays(reading)).to.deep.equal(['2026-01-02', '2026-03-04']);
    expect(reading.notes.join()).to.contain('due before it was issued');
  });

  it('is asked for where neither reading keeps that order', async () => {
    const reading = await withDays(['1/2/2026', '2/1/2026'], ['2/1/2026', '1/2/2026']);
    expect(reading.isUnreadable).to.equal(true);
  });

  it('is one for the whole file: a day in another one is shown, not read', async () => {
    const reading = await withDays(
      ['2026-01-05', '2026-02-05'],
      ['2026-01-06', '6.2.2026'],
      ['2026-01-07', '2026-02-07'],
    );
    expect(problemLines(reading)[0]).to.match(/^3 due_on "6\.2\.2026" Most days of this file read as YYYY-MM-DD/);
    expect(reading.isUnreadable).to.equal(true);
  });

  it('is not spoilt by a value that is no day; that row is listed', async () => {
    const reading = await withDays(['13/1/2026', '14/2/2026'], ['30/2/2026', '1/3/2026'], ['open', '1/3/2026']);
    expect(problemLines(reading)).to.deep.equal([
      '3 issued_on "30/2/2026" is no day of the calendar written as D/M/YYYY',
      '4 issued_on "open" is no day of the calendar written as D/M/YYYY',
    ]);
  });

  it('can be declared, for the file or for one column, and is then not looked for', async () => {
    const rows = [HEADER, '1,C1,1/2/2026,20260301.0,5.00,EUR'];
    const mapping = { dateFormat: 'D/M/YYYY', dateFormats: { due_on: 'YYYYMMDD.0' } };
    const [row] = (await readLines('invoices', rows, mapping)).rows;
    expect(row).to.include({ issuedOn: '2026-02-01', dueOn: '2026-03-01' });
  });

  it('never turns days into others: what is taken is what was written', async () => {
    const days = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(days, fc.boolean(), async (parts, isDayFirst) => {
        const written = parts.map(([month, day]) => (isDayFirst ? `${day}/${month}/2026` : `${month}/${day}/2026`));
        const reading = await withDays(...written.map((text): [string, string] => [text, '']));
        if (reading.isUnreadable) return;
        const two = (part: number) => String(part).padStart(2, '0');
        expect(issuedDays(reading)).to.deep.equal(parts.map(([month, day]) => `2026-${two(month)}-${two(day)}`));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the decimal sign', () => {
  it('is found from an amount that reads in one way only', async () => {
    expect(minors(await withAmounts('1,234', '12.50'))).to.deep.equal([123400, 1250]);
    expect(minors(await withAmounts('1.234', '12,50'))).to.deep.equal([123400, 1250]);
    expect(minors(await withAmounts('1.234.567', '5'))).to.deep.equal([123456700, 500]);
  });

  it('is not asked for where it does not matter', async () => {
    expect(minors(await withAmounts('1234', '5'))).to.deep.equal([123400, 500]);
  });

  it('is asked for where an amount reads in two ways, though the currency has two decimals', async () => {
    const reading = await withAmounts('1,234', '500');
    expect(problemLines(reading)[0]).to.match(
      /^2 amount "1,234" .*read both with a decimal point and with a decimal comma/,
    );
    expect(reading.isUnreadable).to.equal(true);
  });

  it('is one for the whole file', async () => {
    const reading = await withAmounts('12.50', '13.50', '12,50');
    expect(problemLines(reading)[0]).to.match(
      /^4 amount "12,50" This amount and "12\.50" in line 2 are written in two ways/,
    );
  });

  it('can be declared', async () => {
    const rows = [HEADER.replaceAll(',', ';'), '1;C1;2026-01-05;;1.234;EUR', '2;C1;2026-01-05;;(12,5);EUR'];
    const columns = { ...fields, currency: 'currency' };
    const mapping = { columns, numberFormat: { decimal: ',' }, signedAmounts: true };
    expect(minors(await readLines('invoices', rows, mapping))).to.deep.equal([123400, 1250]);
  });
});
