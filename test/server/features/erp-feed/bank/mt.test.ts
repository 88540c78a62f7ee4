import { expect } from 'chai';
import { describe, it } from 'mocha';
import { problemLines, readBytes, readLines, readText } from '../read-text.ts';
import { bankFixture, numbersOf, paymentLines, paymentsOf, readBank, reversalsOf } from './read-statement.ts';

/** A statement of one booking. */
function statement(booking: string, closing: string): string[] {
  return [':20:X', ':25:123/456', ':28C:1/1', ':60F:C261118EUR100,00', ...booking.split('\n'), `:62F:${closing}`, '-'];
}

describe('mt940', () => {
  it('takes booked credits, with what the payer wrote in whatever form', async () => {
    const read = await readBank('mt940', 'mt940.sta');

    expect(problemLines(read)).to.deep.equal([]);
    expect(read.holds).to.deep.equal([]);
    expect(paymentLines(read)).to.deep.equal([
      '2026-11-19 500.00 EUR Hafen und Soehne KG | Rechnung 4711 und Rechnung 4712 RF18539007547034',
      '2026-12-31 20.00 EUR JOHN DOE | Invoice 0815',
    ]);
    expect(paymentsOf(read)[0]?.receipt).to.deep.include({
      payerAccount: 'DE89370400440532013000',
      bankReference: '2026111900001',
      endToEndId: 'PO-77',
      account: '10020030/1234567',
      remittance: [{ number: 'RF18539007547034', amount: null }],
    });
    expect(paymentsOf(read)[1]?.receipt).to.deep.include({ payerAccount: 'NL91ABNA0417164300', endToEndId: '77-A' });
    expect(read.stated.statements.map(({ number }) => number)).to.deep.equal(['233/1 from 2026-11-18']);
  });

  it('hands on the return of a payment that the file does not have, and notes entries of nothing', async () => {
    const { notes, returns } = await readBank('mt940', 'mt940.sta');

    expect(returns).to.have.length(1);
    expect(returns?.[0]).to.deep.include({
      line: 10,
      account: '10020030/1234567',
      references: ['DD-2', '2026111900009'],
      amount: { minor: 7_500, currency: 'EUR' },
      on: '2026-11-19',
    });
    expect(notes).to.include('Not taken, 1 of 0.00 EUR: entries of nothing.');
  });

  it('takes back a payment that its return names by the payer’s reference', async () => {
    const text = bankFixture('mt940.sta')
      .replace('EREF+PO-77', 'EREF+DD-2')
      .replace('RC75,00', 'RC500,00')
      .replace(/:6([24])F?:C261119EUR1445,/g, ':6$1F:C261119EUR1020,');

    const read = await readText('mt940', text);

    expect(reversalsOf(read).map(({ item, amount }) => ({ item, minor: amount.minor }))).to.deep.equal([
      { item: paymentsOf(read)[0]?.key, minor: 50_000 },
    ]);
  });

  it('is held where entries do not lead from one balance to the other', async () => {
    const { holds } = await readText('mt940', bankFixture('mt940.sta').replace('CR500,00', 'CR500,01'));

    expect(holds.map(({ code }) => code)).to.deep.equal(['totals_differ']);
    expect(holds[0]?.sentence).to.include('it opens with 1000.00 and its entries come to 445.01');
  });

  it('is held where it ends before its closing balance', async () => {
    const text = bankFixture('mt940.sta');
    const { holds } = await readText('mt940', text.slice(0, text.indexOf(':62F:')));

    expect(holds[0]?.sentence).to.include('has no closing (:62F:) balance');
  });

  for (const [what, lines] of [
    ['a day that the calendar has not', statement(':61:2613400101C5,NTRFNONREF', 'C261119EUR105,')],
    ['a decimal point', statement(':61:261119C5.00NTRFNONREF', 'C261119EUR105,')],
    ['no mark of the side', statement(':61:2611195,00NTRFNONREF', 'C261119EUR105,')],
  ] as const) {
    it(`says that a booking cannot be read: ${what}`, async () => {
      const read = await readLines('mt940', lines);

      expect(problemLines(read)[0]).to.match(/^5 :61: /);
      expect(read.rows).to.deep.equal([]);
    });
  }

  it('reads 30 February as the last of the month, and a booking day of the year after', async () => {
    const february = await readLines('mt940', statement(':61:2602300302C5,NTRFNONREF', 'C260302EUR105,'));

    expect(paymentsOf(february)[0]?.issuedOn).to.equal('2026-02-28');
  });

  it('keeps equal bookings without a reference apart, and finds them again', async () => {
    const booking = ':61:261119C5,NTRFNONREF\n:86:abo';
    const lines = statement(`${booking}\n${booking}`, 'C261119EUR110,');
    const [once, again] = [await readLines('mt940', lines), await readLines('mt940', lines)];
    const next = await readLines(
      'mt940',
      lines.map((line) => line.replace(':28C:1/1', ':28C:2/1')),
    );

    expect(new Set(numbersOf(once)).size).to.equal(2);
    expect(numbersOf(again)).to.deep.equal(numbersOf(once));
    expect([...numbersOf(once), ...numbersOf(next)]).to.satisfy((all: string[]) => new Set(all).size === 4);
  });

  it('takes the same booking once where two statements of a file tell it with the bank’s reference', async () => {
    const lines = statement(':61:261119C5,NTRFNONREF//BANK-0001', 'C261119EUR105,');
    const read = await readLines('mt940', [...lines, ...lines.map((line) => line.replace(':28C:1/1', ':28C:2/1'))]);

    expect(numbersOf(read)).to.have.length(1);
    expect(read.notes.join(' ')).to.include('Not taken, 1 of 5.00 EUR: told twice in this file');
  });

  it('is held where a file has one statement number with two contents', async () => {
    const [one, other] = ['5', '6'].map((amount) =>
      statement(`:61:261119C${amount},NTRFNONREF`, `C261119EUR10${amount},`),
    );
    const { holds } = await readLines('mt940', [...(one ?? []), ...(other ?? [])]);

    expect(holds.map(({ code }) => code)).to.deep.equal(['statement_changed']);
    expect(holds[0]?.sentence).to.include('statement 1/1 from 2026-11-18 of 123/456 twice');
  });

  it('says that a statement may be missing where balances do not follow', async () => {
    const lines = statement(':61:261119C5,NTRFNONREF', 'C261119EUR105,');
    const later = lines.map((line) =>
      line.replace(':28C:1/1', ':28C:3/1').replace('EUR100,00', 'EUR200,00').replace('EUR105,', 'EUR205,'),
    );

    const { notes } = await readLines('mt940', [...lines, ...later]);

    expect(notes.join(' ')).to.include('Once a statement does not begin where the one before it ended');
  });

  it('reads letters of Windows-1252, and says so', async () => {
    const lines = statement(':61:261119C5,NTRFNONREF\n:86:M\xfcller', 'C261119EUR105,');
    const read = await readBytes('mt940', Buffer.from(lines.join('\r\n'), 'latin1'), { chunkSize: 7 });

    expect(paymentsOf(read)[0]?.receipt?.text).to.equal('Müller');
    expect(read.notes.join(' ')).to.include('Windows-1252');
  });

  it('wants to be told the account and the currency where the file does not name them', async () => {
    const lines = [':61:261119C5,NTRFNONREF'];
    const read = await readLines('mt940', lines);
    const told = await readLines('mt940', lines, { currency: 'EUR', bank: { account: 'DE1' } });

    expect(problemLines(read)[0]).to.include('account "" is not named in this MT940');
    expect(paymentsOf(told)[0]).to.deep.include({ amount: { minor: 500, currency: 'EUR' } });
    expect(told.holds[0]?.sentence).to.include('has no opening (:60F:) and no closing (:62F:) balance');
  });

  it('refuses a line, and a field, that never end', async () => {
    const line = await readLines(
      'mt940',
      statement(`:61:261119C5,NTRFNONREF\n:86:${'x'.repeat(10_001)}`, 'C261119EUR105,'),
    );
    const field = await readLines(
      'mt940',
      statement(`:61:261119C5,NTRFNONREF\n:86:${'x\n'.repeat(600)}`, 'C261119EUR105,'),
    );

    expect(problemLines(line)[0]).to.include('6  "" The line is longer than 10000 characters');
    expect(problemLines(field)[0]).to.include('Field :86: has more than 500 lines');
  });

  it('refuses text that is no statement', async () => {
    const read = await readLines('mt940', ['Date,Amount', '2026-11-19,5']);

    expect(read.isUnreadable).to.equal(true);
    expect(problemLines(read)[0]).to.include('holds no MT940 or MT942 statement');
  });
});

describe('mt942', () => {
  it('takes nothing of a day under way, unless the mapping says so', async () => {
    const left = await readBank('mt942', 'mt942.sta');
    const taken = await readBank('mt942', 'mt942.sta', { bank: { take: ['intraday'] } });

    expect(left.rows).to.deep.equal([]);
    expect(left.holds).to.deep.equal([]);
    expect(paymentLines(taken)).to.deep.equal(['2026-11-20 80.00 EUR Delta AG | Rechnung 9']);
    expect(taken.notes.join(' ')).to.include('Not taken, 1 of 15.00 EUR: not booked yet');
  });

  it('is known as such when it is fed as MT940', async () => {
    expect((await readBank('mt940', 'mt942.sta')).rows).to.deep.equal([]);
  });

  it('is held where its own count or sum differs', async () => {
    const { holds } = await readText('mt942', bankFixture('mt942.sta').replace(':90C:2EUR95,', ':90C:3EUR95,5'));

    expect(holds[0]?.sentence).to.include('it states 3 credits and has 2');
    expect(holds[0]?.sentence).to.include('it states credits of 95.5 together and has 95.00');
  });
});
