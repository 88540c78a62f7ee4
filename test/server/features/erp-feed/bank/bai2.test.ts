import { expect } from 'chai';
import { describe, it } from 'mocha';
import { problemLines, readLines, readText } from '../read-text.ts';
import { bankFixture, numbersOf, paymentLines, paymentsOf, readBank } from './read-statement.ts';

/** A file of one account with these records, its trailers right. */
function file(records: readonly string[], { group = '1,261119,,USD,2', total = '' } = {}): string[] {
  const amounts = records.filter((record) => record.startsWith('16,')).map((record) => Number(record.split(',')[2]));
  const sum = total === '' ? amounts.reduce((all, amount) => all + amount, 0) : total;
  const lines = records.length;
  return [
    '01,A,B,261120,0500,1,,,2/',
    `02,B,A,${group}/`,
    '03,77,,,,,/',
    ...records,
    `49,${sum},${lines + 2}/`,
    `98,${sum},1,${lines + 4}/`,
    `99,${sum},1,${lines + 6}/`,
  ];
}

describe('bai2', () => {
  it('takes credits, with continuations, availability and implied decimals', async () => {
    const read = await readBank('bai2', 'bai2.txt');

    expect(problemLines(read)).to.deep.equal([]);
    expect(read.holds).to.deep.equal([]);
    expect(paymentLines(read)).to.deep.equal([
      '2026-11-19 500.00 USD  | ALPHA LTD INV 4711 AND INV 4712, LESS 1/2 PCT',
      '2026-11-19 380.00 USD  | ACH credit',
      '2026-11-19 12000 JPY  | TOKYO KK',
    ]);
    expect(paymentsOf(read)[0]?.receipt).to.deep.include({
      bankReference: 'FT2611190001',
      endToEndId: 'PO-77',
      account: '0123456789',
    });
    expect(read.returns?.map(({ line, references, amount }) => [line, amount.minor, ...references])).to.deep.equal([
      [7, 25_000, 'RT2611190003'],
    ]);
    expect(read.stated.statements.map(({ account, number }) => `${account} ${number}`)).to.deep.equal([
      '0123456789 2026-11-19',
      'JP-1 2026-11-19',
    ]);
  });

  for (const [what, from, to, words] of [
    [
      'an account’s total',
      '49,489000,6',
      '49,489001,6',
      'The account that ends at line 8 states a control total of 489001, and its amounts come to 489000',
    ],
    [
      'an account’s count of records',
      '49,489000,6',
      '49,489000,7',
      'The account that ends at line 8 states 7 records and has 6',
    ],
    [
      'a group’s count of accounts',
      '98,489000,1,8',
      '98,489000,2,8',
      'The group that ends at line 9 states 2 accounts and has 1',
    ],
    [
      'a group’s total',
      '98,489000,1,8',
      '98,48900,1,8',
      'The group that ends at line 9 states a control total of 48900,',
    ],
    [
      'the file’s total',
      '99,501000',
      '99,501001',
      'The file that ends at line 16 states a control total of 501001, and its amounts come to 501000',
    ],
    [
      'the file’s count of groups',
      '99,501000,2',
      '99,501000,3',
      'The file that ends at line 16 states 3 groups and has 2',
    ],
    ['an amount', '16,195,50000', '16,195,50001', 'its amounts come to 489001'],
  ] as const) {
    it(`is held where ${what} differs`, async () => {
      const { holds } = await readText('bai2', bankFixture('bai2.txt').replace(from, to));

      expect(holds.map(({ code }) => code)).to.deep.equal(['totals_differ']);
      expect(holds[0]?.sentence).to.include(words);
    });
  }

  for (const [what, lines, words] of [
    ['is cut off', bankFixture('bai2.txt').trimEnd().split('\n').slice(0, -1), 'ends before its trailer (99)'],
    [
      'leaves a trailer out',
      bankFixture('bai2.txt')
        .split('\n')
        .filter((line) => !line.startsWith('49,489000')),
      'out of order',
    ],
    ['is something else', ['Date,Amount', '2026-11-19,5'], 'is no record of BAI2'],
    ['has a record of another format', ['01,A,B,261120,0500,1,,,2/', '05,1/'], 'a record 05, which BAI2 does not know'],
    ['begins with a continuation', ['88,A/'], 'continuation (88) of nothing'],
  ] as const) {
    it(`refuses a file that ${what}`, async () => {
      const read = await readLines('bai2', lines);

      expect(read.isUnreadable).to.equal(true);
      expect(problemLines(read)[0]).to.include(words);
    });
  }

  it('says which record has an amount or a day that cannot be read', async () => {
    const amount = await readLines('bai2', file(['16,195,5.00,,,/'], { total: '0' }));
    const day = await readLines('bai2', file(['16,195,500,V,261341,,,/']));

    expect(problemLines(amount)[0]).to.include('4 amount "5.00" is no amount as BAI2 writes them');
    expect(problemLines(day)[0]).to.include('4 value day "261341" is no day');
  });

  it('takes nothing of interim reports, tests and deletions', async () => {
    const record = ['16,195,500,,BANKREF1,,HELLO'];
    const interim = await readLines('bai2', file(record, { group: '1,261119,,USD,3' }));
    const test = await readLines('bai2', file(record, { group: '4,261119,,USD,2' }));
    const deletion = await readLines('bai2', file(record, { group: '2,261119,,USD,2' }));
    const taken = await readLines('bai2', file(record, { group: '1,261119,,USD,3' }), { bank: { take: ['intraday'] } });

    for (const read of [interim, test, deletion]) expect(read.rows).to.deep.equal([]);
    expect(deletion.notes.join(' ')).to.include('deletes what was sent before; take that run back by hand');
    expect(test.notes.join(' ')).to.include('is only a test');
    expect(paymentLines(taken)).to.deep.equal(['2026-11-19 5.00 USD  | HELLO']);
  });

  it('says where an account has more credits than are told one by one', async () => {
    const { notes } = await readText('bai2', bankFixture('bai2.txt').replace('100,88000,2', '100,98000,2'));

    expect(notes.join(' ')).to.include(
      'Account 0123456789 states credits of 980.00 USD and tells of 880.00 one by one; only those are read.',
    );
    expect((await readBank('bai2', 'bai2.txt')).notes.join(' ')).not.to.include('one by one');
  });

  it('takes an account that comes anew for every value day, equal bookings apart', async () => {
    const day = ['03,77,,,,,/', '16,195,500,,,,RENT', '49,500,3/'];
    const lines = [
      '01,A,B,261120,0500,1,,,2/',
      '02,B,A,1,261119,,USD,2/',
      ...day,
      ...day,
      '98,1000,2,8/',
      '99,1000,1,10/',
    ];
    const read = await readLines('bai2', lines);

    expect(read.holds).to.deep.equal([]);
    expect(new Set(numbersOf(read)).size).to.equal(2);
    expect(read.stated.statements.map(({ number }) => number)).to.deep.equal(['2026-11-19', '2026-11-19 part 2']);
  });
});
