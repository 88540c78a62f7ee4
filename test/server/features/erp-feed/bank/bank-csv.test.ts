import { expect } from 'chai';
import { describe, it } from 'mocha';
import { problemLines, readLines, readText } from '../read-text.ts';
import { bankFixture, numbersOf, paymentLines, paymentsOf, readBank } from './read-statement.ts';

const OURS = { currency: 'EUR', bank: { account: 'DE1' } };

describe('bank-csv', () => {
  it('reads a bank’s own columns, the latest booking first, and holds amounts against the balance', async () => {
    const read = await readBank('bank-csv', 'bank-de.csv');

    expect(problemLines(read)).to.deep.equal([]);
    expect(read.holds).to.deep.equal([]);
    expect(paymentLines(read)).to.deep.equal([
      '2026-11-20 1250.00 EUR Hafen & Söhne KG | Rechnung 4712 GUTSCHRIFT',
      '2026-11-18 100.00 EUR Gamma GmbH | abo GUTSCHRIFT',
    ]);
    expect(paymentsOf(read)[0]).to.deep.include({ line: 3, customerNumber: '(unidentified)' });
    expect(paymentsOf(read)[0]?.receipt).to.deep.include({
      account: 'DE02120300000000202051',
      payerAccount: 'DE89370400440532013000',
    });
    expect(read.source).to.equal('bank');
    expect(read.stated).to.deep.equal({ accounts: ['DE02120300000000202051'], statements: [] });
    expect(read.notes.join(' ')).to.include('Not taken, 1 of 60.00 EUR: money that went out');
  });

  it('is held where a balance does not follow', async () => {
    const { holds } = await readText('bank-csv', bankFixture('bank-de.csv').replace('940,00', '941,00'));

    expect(holds.map(({ code }) => code)).to.deep.equal(['totals_differ']);
    expect(holds[0]?.sentence).to.include(
      'the balances do not follow from the amounts in 2 of 2 rows, first in line 4',
    );
  });

  for (const [what, header, rows] of [
    ['one column with signs', 'Date,Description,Amount', ['2026-11-19,IN,10.00', '2026-11-19,OUT,-4.00']],
    [
      'columns for money in and out',
      'Date,Description,Paid out,Paid in',
      ['2026-11-19,IN,,10.00', '2026-11-19,OUT,4.00,'],
    ],
    ['a column for the side', 'Date,Description,Amount,DR/CR', ['2026-11-19,IN,10.00,CR', '2026-11-19,OUT,4.00,DR']],
    [
      'zeros in the other column',
      'Date,Description,Debit,Credit',
      ['2026-11-19,IN,0.00,10.00', '2026-11-19,OUT,-4.00,0.00'],
    ],
  ] as const) {
    it(`tells what came in by ${what}`, async () => {
      const read = await readLines('bank-csv', [header, ...rows], OURS);

      expect(problemLines(read)).to.deep.equal([]);
      expect(read.holds).to.deep.equal([]);
      expect(paymentLines(read)).to.deep.equal(['2026-11-19 10.00 EUR  | IN']);
      expect(read.notes.join(' ')).to.include('Not taken, 1 of 4.00 EUR');
    });
  }

  it('turns the sides round where the mapping says so', async () => {
    const lines = ['Date,Description,Amount', '2026-11-19,IN,-10.00', '2026-11-19,OUT,4.00'];
    const read = await readLines('bank-csv', lines, {
      currency: 'EUR',
      bank: { account: 'CARD', credits: 'negative' },
    });

    expect(paymentLines(read)).to.deep.equal(['2026-11-19 10.00 EUR  | IN']);
  });

  for (const [what, row, problem] of [
    ['both sides are filled', '2026-11-19,X,4.00,10.00', '2 Credit "10.00" is filled, and the debit as well'],
    ['neither is', '2026-11-19,X,,', '2 amount "" is empty, and so are credit and debit'],
  ] as const) {
    it(`says that a row is wrong where ${what}`, async () => {
      const read = await readLines('bank-csv', ['Date,Description,Debit,Credit', row, '2026-11-19,Y,,1.00'], OURS);

      expect(problemLines(read)[0]).to.include(problem);
      expect(read.problems[0]?.raw).to.equal(row);
    });
  }

  it('is held where signs contradict the columns and no balance shows what is meant', async () => {
    const { holds } = await readLines(
      'bank-csv',
      ['Date,Description,Debit,Credit', '2026-11-19,X,,5.00', '2026-11-19,Y,,-1.00'],
      OURS,
    );

    expect(holds[0]?.sentence).to.include('the column Credit has amounts above and below 0');
  });

  it('asks where two amounts and one currency stand in the file', async () => {
    const lines = ['Date,Description,Currency,Amount,Amount Currency', '2026-11-19,X,USD,9.00,10.00'];
    const asked = await readLines('bank-csv', lines, OURS);
    const columns = {
      booked_on: 'Date',
      text: 'Description',
      amount: 'Amount',
      foreign_amount: 'Amount Currency',
      foreign_currency: 'Currency',
    };
    const told = await readLines('bank-csv', lines, { ...OURS, columns });

    expect(problemLines(asked)[0]).to.include('"Currency" may be the currency of either');
    expect(paymentLines(told)).to.deep.equal(['2026-11-19 9.00 EUR  | X (10.00 USD)']);
  });

  it('wants to be told the account where the file does not name it', async () => {
    const read = await readLines('bank-csv', ['Date,Amount', '2026-11-19,5.00'], { currency: 'EUR' });

    expect(problemLines(read)).to.deep.equal([
      '1 account "" is not named in this bank CSV; give it in the mapping, as "bank": { "account": … }',
    ]);
    expect(read.rows).to.deep.equal([]);
  });

  it('keeps equal bookings apart, and finds them again in a longer list', async () => {
    const row = '2026-11-19,abo,5.00';
    const short = await readLines('bank-csv', ['Date,Description,Amount', row, row], OURS);
    const long = await readLines('bank-csv', ['Date,Description,Amount', '2026-11-20,new,7.00', row, row, row], OURS);

    expect(new Set(numbersOf(short)).size).to.equal(2);
    expect(numbersOf(long).slice(1, 3)).to.deep.equal(numbersOf(short));
    expect(new Set(numbersOf(long)).size).to.equal(4);
  });

  it('holds the bookings against balances above and below them', async () => {
    const lines = [
      'Closing balance,,"1,015.00"',
      'Date,Description,Amount',
      '2026-11-19,X,15.00',
      'Opening balance,,"1,000.00"',
    ];
    const right = await readLines('bank-csv', lines, OURS);
    const wrong = await readLines(
      'bank-csv',
      lines.map((line) => line.replace('X,15.00', 'X,15.01')),
      OURS,
    );

    expect(problemLines(right)).to.deep.equal([]);
    expect(right.holds).to.deep.equal([]);
    expect(paymentLines(right)).to.deep.equal(['2026-11-19 15.00 EUR  | X']);
    expect(wrong.holds[0]?.sentence).to.include('opens with 1000.00 and its entries come to 15.01');
  });
});
