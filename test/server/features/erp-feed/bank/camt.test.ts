import { expect } from 'chai';
import { describe, it } from 'mocha';
import { UNIDENTIFIED } from '../../../../../shared/domain/unidentified.ts';
import { problemLines, readText } from '../read-text.ts';
import { bankFixture, numbersOf, paymentLines, paymentsOf, readBank, reversalsOf } from './read-statement.ts';

const ACCOUNT = 'DE02120300000000202051';

describe('camt', () => {
  it('takes booked credits as payments of nobody yet, a batch as one payment a transaction', async () => {
    const read = await readBank('camt', 'camt053.xml');

    expect(problemLines(read)).to.deep.equal([]);
    expect(read.holds).to.deep.equal([]);
    expect(paymentLines(read)).to.deep.equal([
      '2026-11-18 500.00 EUR Hafen & Söhne KG | Rechnung RE-2026/0815 RF18 5390 0754 7034',
      '2026-11-19 785.50 EUR Alpha Ltd | INV 4711 RF18539007547035',
      '2026-11-19 75.00 EUR Beta Ltd | INV 4712',
      '2026-11-19 60.00 EUR Gamma GmbH | abo',
      '2026-11-19 60.00 EUR Gamma GmbH | abo',
    ]);
    expect(new Set(numbersOf(read)).size).to.equal(5);
    for (const payment of paymentsOf(read)) {
      expect(payment).to.include({ kind: 'payment', customerNumber: UNIDENTIFIED });
      expect(payment.key).to.include({ source: 'bank', documentType: 'payment' });
    }
  });

  it('keeps what the bank says of the payer and of what is paid', async () => {
    const [first, second] = paymentsOf(await readBank('camt', 'camt053.xml'));

    expect(first?.receipt).to.deep.equal({
      payerName: 'Hafen & Söhne KG',
      payerAccount: 'DE89370400440532013000',
      bankReference: '2026111900001',
      endToEndId: '',
      account: ACCOUNT,
      text: 'Rechnung RE-2026/0815 RF18 5390 0754 7034',
      remittance: [
        { number: 'RE-2026/0815', amount: { minor: 50_000, currency: 'EUR' } },
        { number: 'RF18539007547034', amount: null },
      ],
    });
    expect(second?.receipt?.remittance, 'a creditor reference with wrong check digits').to.deep.equal([]);
    expect(second?.receipt?.endToEndId).to.equal('DD-1');
  });

  it('takes back the payment that a return names, and notes other debits', async () => {
    const read = await readBank('camt', 'camt053.xml');

    const [reversal, ...others] = reversalsOf(read);
    expect(others).to.deep.equal([]);
    expect(reversal).to.deep.include({ amount: { minor: 7_500, currency: 'EUR' }, on: '2026-11-19', line: 66 });
    expect(reversal?.item).to.deep.equal(paymentsOf(read)[2]?.key);
    expect(read.notes).to.include(
      'Not taken, 1 of 100.00 EUR: money that went out; only money received comes into the ledger.',
    );
  });

  it('hands on a return that names no payment of the file, and lists one that names nothing', async () => {
    const text = bankFixture('camt053.xml').replaceAll('>DD-2<', '>OTHER<').replace('>OTHER<', '>DD-2<');

    const read = await readText('camt', text);

    expect(reversalsOf(read)).to.deep.equal([]);
    expect(read.returns?.map(({ line, references }) => [line, ...references])).to.deep.equal([
      [66, 'OTHER', '2026111900009'],
    ]);
    const nameless = text.replace('>OTHER<', '>NOTPROVIDED<').replace('<AcctSvcrRef>2026111900009</AcctSvcrRef>', '');
    expect((await readText('camt', nameless)).notes.join(' ')).to.include('line 66: 75.00 EUR on 2026-11-19');
  });

  it('knows a return by the bank’s transaction code, and money of our own that came back', async () => {
    const code = '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>';
    const text = bankFixture('camt053.xml')
      .replace('<RvslInd>true</RvslInd>', '')
      .replace('<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>', code)
      .replace('<AcctSvcrRef>2026111900001</AcctSvcrRef>', `<AcctSvcrRef>2026111900001</AcctSvcrRef>${code}`);

    const read = await readText('camt', text);

    expect(reversalsOf(read)).to.have.length(1);
    expect(paymentsOf(read)).to.have.length(4);
    expect(read.notes.join(' ')).to.include('Not taken, 1 of 500.00 EUR: money of our own that came back');
  });

  it('says what the statement is, and the same of the same', async () => {
    const [once, again] = [await readBank('camt', 'camt053.xml'), await readBank('camt', 'camt053.xml')];
    const other = await readText(
      'camt',
      bankFixture('camt053.xml').replaceAll('785.50', '785.00').replaceAll('75.00', '75.50'),
    );

    expect(once.stated.accounts).to.deep.equal([ACCOUNT]);
    expect(once.stated.statements.map(({ account, number }) => ({ account, number }))).to.deep.equal([
      { account: ACCOUNT, number: '221 from 2026-11-19' },
    ]);
    expect(again.stated).to.deep.equal(once.stated);
    expect(other.stated.statements[0]?.number).to.equal('221 from 2026-11-19');
    expect(other.stated.statements[0]?.hash).not.to.equal(once.stated.statements[0]?.hash);
  });

  for (const [what, from, to, words] of [
    [
      'the closing balance',
      '2305.50',
      '2305.51',
      'opens with 1000.00 and its entries come to 1305.50, which makes 2305.50, but it closes with 2305.51 EUR',
    ],
    ['the sum of the credits', '<Sum>1480.5<', '<Sum>1480.6<', 'states credits of 1480.6 together and has 1480.50'],
    ['the count of the debits', '<NbOfNtries>2<', '<NbOfNtries>3<', 'states 3 debits and has 2'],
    ['the currency of a balance', 'Ccy="EUR">1000.00', 'Ccy="CHF">1000.00', 'its balances and entries are in EUR, CHF'],
    [
      'a balance that is no amount',
      '>1000.00<',
      '>1.000,00<',
      'the balance OPBD of the statement at line 5 is no amount',
    ],
  ] as const) {
    it(`is held where ${what} differs`, async () => {
      const { holds } = await readText('camt', bankFixture('camt053.xml').replace(from, to));

      expect(holds.map(({ code }) => code)).to.deep.equal(['totals_differ']);
      expect(holds[0]?.sentence).to.include(words);
    });
  }

  for (const [what, from, to, words] of [
    ['an amount', '>60.00<', '>60,00<', '56 Amt "60,00" is no amount as camt writes them'],
    ['an amount below 0', '>60.00<', '>-60.00<', '56 Amt "-60.00" is no amount'],
    [
      'a side',
      'CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\n        <BookgDt><Dt>2026-11-19</Dt></BookgDt>\n        <NtryDtls>',
      'KRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\n        <BookgDt><Dt>2026-11-19</Dt></BookgDt>\n        <NtryDtls>',
      '56 CdtDbtInd "KRDT" is neither CRDT nor DBIT',
    ],
    ['a state', '<Cd>BOOK<', '<Cd>BUCH<', '16 Sts "BUCH" is none of BOOK'],
    ['a day', '<ValDt><Dt>2026-11-18<', '<ValDt><Dt>2026-11-31<', '16 ValDt "2026-11-31" is no day of the calendar'],
    [
      'more decimals than the currency has',
      '>60.00<',
      '>60.005<',
      '56 amount "60.005" has more decimals than the 2 of EUR',
    ],
  ] as const) {
    it(`says which entry is wrong for ${what}`, async () => {
      const read = await readText('camt', bankFixture('camt053.xml').replace(from, to));

      expect(problemLines(read)[0]).to.include(words);
      expect(read.problems[0]?.raw).to.match(/^<Ntry>/);
    });
  }

  it('takes a batch whose transactions do not come to its amount as one payment', async () => {
    const text = bankFixture('camt053.xml').replace('<Amt Ccy="EUR">785.50</Amt>', '<Amt Ccy="EUR">785.49</Amt>');

    const lines = paymentLines(await readText('camt', text));

    expect(lines[1]).to.equal('2026-11-19 860.50 EUR  | INV 4711 RF18539007547035 INV 4712');
    expect(lines).to.have.length(4);
  });

  it('rounds where the mapping says so', async () => {
    const text = bankFixture('camt053.xml')
      .replace('>500.00<', '>499.99999<')
      .replace('1480.5<', '1480.49999<')
      .replace('2305.50', '2305.49999');

    const read = await readText('camt', text, { numberFormat: { excessDecimals: 'round' } });

    expect(read.holds).to.deep.equal([]);
    expect(paymentsOf(read)[0]?.amount).to.deep.equal({ minor: 50_000, currency: 'EUR' });
  });

  it('refuses XML that is no statement, and one that is cut off', async () => {
    const other = await readText('camt', '<Document><CstmrCdtTrfInitn/></Document>');
    const cut = await readText('camt', bankFixture('camt053.xml').slice(0, 3_000));

    expect(other.isUnreadable).to.equal(true);
    expect(problemLines(other)[0]).to.include('holds no camt.053 statement');
    expect(cut.isUnreadable).to.equal(true);
    expect(cut.rows).to.deep.equal([]);
  });
});

describe('camt before the statement', () => {
  it('reads a report of the day and takes nothing of it', async () => {
    const read = await readBank('camt', 'camt052.xml');

    expect(read.rows).to.deep.equal([]);
    expect(read.stated.statements).to.deep.equal([]);
    expect(read.notes.filter((note) => note.startsWith('Not taken'))).to.have.length(2);
    expect(read.notes[0]).to.match(/^Not taken, 2 of 560\.00 EUR: told before the statement/);
  });

  it('takes what bears the bank’s reference where the mapping says so, under the number that the statement gives it', async () => {
    const read = await readBank('camt', 'camt052.xml', { bank: { take: ['statement', 'intraday'] } });
    const booked = await readBank('camt', 'camt053.xml');

    expect(numbersOf(read)).to.deep.equal(numbersOf(booked).slice(0, 1));
    expect(read.notes.join(' ')).to.include(
      'Not taken, 1 of 60.00 EUR: told before the statement that books it and without',
    );
    expect(read.notes.join(' ')).to.include('Not taken, 1 of 12.00 EUR: not booked yet');
  });

  it('takes the transactions of a batch from the notification where the mapping says so, and their sum from nowhere', async () => {
    const mapping = { bank: { batchesFrom: 'notification' } };
    const notified = await readBank('camt', 'camt054.xml', mapping);
    const booked = await readBank('camt', 'camt053.xml', mapping);

    expect(paymentsOf(notified).map(({ amount }) => amount.minor)).to.deep.equal([10_000, 20_000]);
    expect(paymentsOf(notified)[0]?.receipt?.remittance).to.deep.equal([
      { number: '210000000003139471430009017', amount: null },
    ]);
    expect(paymentsOf(booked).map(({ amount }) => amount.minor)).to.deep.equal([50_000, 6_000, 6_000]);
    expect(booked.notes.join(' ')).to.include('Not taken, 2 of 860.50 EUR');
  });

  it('takes nothing of a notification without that', async () => {
    expect((await readBank('camt', 'camt054.xml')).rows).to.deep.equal([]);
  });
});
