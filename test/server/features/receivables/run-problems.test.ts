import { expect } from 'chai';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { money } from '../../../../shared/domain/money.ts';
import { useLedger } from '../../../support/ledger.ts';
import {
  adjustmentRow,
  applicationRow,
  customerRow,
  eur,
  itemRow,
  paymentRow,
  reversalRow,
  unapplicationRow,
} from '../../../support/ledger-rows.ts';

const USD = currencyCode('USD');

describe('what RunService refuses', function () {
  this.timeout(60_000);
  const ledger = useLedger();

  const CASES: { it: string; rows: LedgerRow[]; line: number; column: string; says: string }[] = [
    {
      it: 'an application of an invoice that nobody knows',
      rows: [paymentRow('P1'), { ...applicationRow('1009', 'P1', eur(1)), line: 90_090 }],
      line: 90_090,
      column: 'debit',
      says: 'a debit item that is not known',
    },
    {
      it: 'an application of a payment that nobody knows',
      rows: [{ ...applicationRow('1001', 'P9', eur(1)), line: 90_091 }],
      line: 90_091,
      column: 'credit',
      says: 'a credit item that is not known',
    },
    {
      it: 'an un-application of an application that nobody knows',
      rows: [{ ...unapplicationRow('P9>1001', '2026-04-01'), line: 90_092 }],
      line: 90_092,
      column: 'applicationId',
      says: 'not known',
    },
    {
      it: 'more applied than an invoice is over',
      rows: [paymentRow('P1', { amount: eur(20_000) }), { ...applicationRow('1001', 'P1', eur(10_001)), line: 90_093 }],
      line: 90_093,
      column: 'amount',
      says: 'less than nothing of 1001 on 2026-03-20',
    },
    {
      it: 'more applied than there is on one day in between, though not at the end',
      rows: [
        paymentRow('P1', { amount: eur(20_000) }),
        applicationRow('1001', 'P1', eur(6_000), { id: 'a', on: '2026-04-01' }),
        unapplicationRow('a', '2026-04-10'),
        { ...applicationRow('1001', 'P1', eur(6_000), { id: 'b', on: '2026-04-05' }), line: 90_094 },
      ],
      line: 90_094,
      column: 'amount',
      says: 'less than nothing of 1001 on 2026-04-05',
    },
    {
      it: 'a reversal of an invoice that is still paid',
      rows: [
        paymentRow('P1'),
        applicationRow('1001', 'P1', eur(10_000)),
        { ...reversalRow('1001', eur(10_000), '2026-04-01'), line: 90_095 },
      ],
      line: 90_095,
      column: 'amount',
      says: 'less than nothing of 1001 on 2026-04-01',
    },
    {
      it: 'an adjustment from before the item',
      rows: [{ ...adjustmentRow('1001', eur(1), '2026-02-28'), line: 90_096 }],
      line: 90_096,
      column: 'amount',
      says: 'less than nothing of 1001 on 2026-02-28',
    },
    {
      it: 'an application in another currency than the invoice',
      rows: [
        paymentRow('P1'),
        { ...applicationRow('1001', 'P1', money(1, USD), { creditMinor: eur(1) }), line: 90_097 },
      ],
      line: 90_097,
      column: 'debitAmount',
      says: 'not the currency of 1001, which is in EUR',
    },
    {
      it: 'an application that takes different amounts within a currency',
      rows: [paymentRow('P1'), { ...applicationRow('1001', 'P1', eur(2), { creditMinor: eur(1) }), line: 90_098 }],
      line: 90_098,
      column: 'creditAmount',
      says: 'the same from both sides',
    },
    {
      it: 'a number that several documents have',
      rows: [
        itemRow('1001', { key: { fiscalYear: '2027' } }),
        paymentRow('P1'),
        { ...applicationRow('1001', 'P1', eur(1)), line: 90_099 },
      ],
      line: 90_099,
      column: 'debit',
      says: 'names several documents',
    },
    {
      it: 'an amount below 0',
      rows: [{ ...adjustmentRow('1001', eur(-1), '2026-04-01'), line: 90_089 }],
      line: 90_089,
      column: 'amount',
      says: 'below 0',
    },
  ];
  for (const { it: what, rows, line, column, says } of CASES) {
    it(`refuses ${what}, by line, column and reason`, async () => {
      await ledger.take([itemRow('1001')]);
      const before = await ledger.all('itemVersions');
      const { state, number, problems } = await ledger.take(rows);
      expect({ state, number }).to.deep.equal({ state: 'refused', number: null });
      expect(problems.map((problem) => [problem.line, problem.column])).to.deep.equal([[line, column]]);
      expect(problems[0]?.problem).to.include(says);
      expect(await ledger.all('itemVersions')).to.deep.equal(before);
    });
  }

  it('refuses a lesser amount for an invoice than was applied to it', async () => {
    await ledger.take([itemRow('1001'), paymentRow('P1'), applicationRow('1001', 'P1', eur(6_000))]);
    const lesser = itemRow('1001', { amount: eur(5_999), line: 90_007 });
    const { state, problems } = await ledger.take([lesser], { dataAsOf: new Date('2026-11-20T00:00:00Z') });
    expect(state).to.equal('refused');
    expect(problems.map(({ line }) => line)).to.deep.equal([90_007]);
  });

  it('takes a lesser amount together with the un-application that makes room for it', async () => {
    await ledger.take([itemRow('1001'), paymentRow('P1'), applicationRow('1001', 'P1', eur(6_000))]);
    const rows = [itemRow('1001', { amount: eur(5_999) }), unapplicationRow('P1>1001', '2026-03-20')];
    const { state } = await ledger.take(rows, { dataAsOf: new Date('2026-11-20T00:00:00Z') });
    expect(state).to.equal('committed');
    expect(await ledger.leftOn('2026-03-20')).to.deep.equal({ 1001: 5_999, P1: 10_000 });
  });

  it('refuses two rows that say different things of one invoice, both of them', async () => {
    const rows = [
      itemRow('1001', { line: 90_005 }),
      itemRow('1001', { line: 90_008, amount: eur(1) }),
      itemRow('1002'),
    ];
    const refused = await ledger.take(rows);
    expect(refused.state).to.equal('refused');
    expect(refused.problems.map(({ line, problem }) => [line, problem.includes('line')])).to.deep.equal([
      [90_005, true],
      [90_008, true],
    ]);
    const skipped = await ledger.take(rows, { onProblem: 'skip' });
    expect(skipped.counts).to.include({ new: 1 });
    expect(await ledger.leftOn('2026-03-20')).to.deep.equal({ 1002: 10_000 });
  });

  it('counts a row that is there twice as one', async () => {
    const { counts } = await ledger.take([itemRow('1001'), itemRow('1001')]);
    expect(counts).to.deep.equal({ new: 1, changed: 0, equal: 1, historic: 0 });
  });

  it('leaves wrong rows out and lists them, where that was asked for', async () => {
    const rows = [
      itemRow('1001'),
      paymentRow('P1', { amount: eur(20_000) }),
      applicationRow('1001', 'P1', eur(6_000), { id: 'a' }),
      { ...applicationRow('1001', 'P1', eur(6_000), { id: 'b' }), line: 90_070 },
      { ...applicationRow('1001', 'P1', eur(4_000), { id: 'c' }), line: 90_071 },
      { ...applicationRow('nowhere', 'P1', eur(4_000), { id: 'd' }), line: 90_072 },
    ];
    const { state, problems, counts } = await ledger.take(rows, { onProblem: 'skip' });
    expect(state).to.equal('committed');
    expect(problems.map(({ line }) => line)).to.deep.equal([90_070, 90_072]);
    expect(counts).to.include({ new: 4 });
    expect(await ledger.leftOn('2026-03-20')).to.deep.equal({ P1: 10_000 });
  });

  it('leaves a line out whole: what it says of an invoice too, when its payment is wrong', async () => {
    const line = 90_040;
    const rows = [
      itemRow('1001', { line }),
      paymentRow('P1', { line }),
      applicationRow('1001', 'P1', eur(10_001), { line }),
      itemRow('1002', { line: 90_041 }),
    ];
    const { problems } = await ledger.take(rows, { onProblem: 'skip' });
    expect(problems.map((problem) => problem.line)).to.deep.equal([90_040]);
    expect(await ledger.leftOn('2026-03-20')).to.deep.equal({ 1002: 10_000 });
  });

  it('refuses what was found wrong when the file was read, and leaves those lines out on demand', async () => {
    const problems = [{ line: 90_003, column: 'amount', value: 'x', problem: 'is no amount.' }];
    const rows = [itemRow('1001', { line: 90_002 }), itemRow('1002', { line: 90_003 })];
    expect((await ledger.take(rows, { problems })).state).to.equal('refused');
    const skipped = await ledger.take(rows, { problems, onProblem: 'skip' });
    expect(skipped).to.deep.include({ state: 'committed', problems });
    expect(await ledger.leftOn('2026-03-20')).to.deep.equal({ 1001: 10_000 });
  });

  it('finds customers that are said to be two things', async () => {
    const rows = [customerRow('C1', { line: 90_002 }), customerRow('C1', { line: 90_003, name: 'Other' })];
    expect((await ledger.take(rows)).problems.map(({ column, value }) => [column, value])).to.deep.equal([
      ['number', 'C1'],
      ['number', 'C1'],
    ]);
  });
});
