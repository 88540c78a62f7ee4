import { expect } from 'chai';
import { OWN_SOURCE } from '../../../../shared/domain/open-item.ts';
import { useLedger } from '../../../support/ledger.ts';
import {
  applicationRow,
  eur,
  itemRow,
  paymentRow,
  runRequest,
  statedLeftRow,
  unapplicationRow,
} from '../../../support/ledger-rows.ts';

const at = (day: string) => ({ dataAsOf: new Date(`${day}T22:00:00.000Z`) });

describe('what a source says is left', function () {
  this.timeout(60_000);
  const ledger = useLedger();

  it('is what is left from the end of its day on, whatever entries explain', async () => {
    await ledger.take([itemRow('1001'), statedLeftRow('1001', eur(4_000), '2026-04-10')], at('2026-04-10'));
    expect(await ledger.leftOn('2026-04-09')).to.deep.equal({ 1001: 10_000 });
    expect(await ledger.leftOn('2026-04-10')).to.deep.equal({ 1001: 4_000 });
  });

  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [0, 3, 1, 2],
    [1, 3, 0, 2],
  ]) {
    it(`is the same whatever the order in which one file states it: ${order.join(', ')}`, async () => {
      const stated = [
        [0, '2026-04-10'],
        [7_000, '2026-05-10'],
        [2_000, '2026-06-10'],
        [0, '2026-07-10'],
      ] as const;
      const rows = order.map((at) => stated[at] ?? ([0, '2026-07-10'] as const));
      await ledger.take(
        [itemRow('1001'), ...rows.map(([minor, on]) => statedLeftRow('1001', eur(minor), on))],
        at('2026-07-10'),
      );
      const days = await Promise.all(stated.map(async ([, on]) => (await ledger.leftOn(on))['1001'] ?? 0));
      expect(days).to.deep.equal([0, 7_000, 2_000, 0]);
    });
  }

  it('gives its place to a payment of up to that day that comes later', async () => {
    await ledger.take([itemRow('1001'), statedLeftRow('1001', eur(4_000), '2026-04-10')], at('2026-04-10'));
    const payment = paymentRow('P1', { amount: eur(6_000), issuedOn: '2026-04-03' });
    await ledger.take([payment, applicationRow('1001', 'P1', eur(6_000), { on: '2026-04-03' })], at('2026-04-12'));
    expect(await ledger.leftOn('2026-04-03')).to.deep.equal({ 1001: 4_000 });
    expect(await ledger.leftOn('2026-04-12')).to.deep.equal({ 1001: 4_000 });
  });

  it('takes the day of the as-of time where it names none, in the zone of the company', async () => {
    await ledger.take([itemRow('1001'), statedLeftRow('1001', eur(0))], at('2026-05-03'));
    expect(await ledger.leftOn('2026-05-02')).to.deep.equal({ 1001: 10_000 });
    expect(await ledger.leftOn('2026-05-03')).to.deep.equal({});
  });

  it('gives back what the source says is open again, and goes on from there', async () => {
    const paid = [itemRow('1001'), paymentRow('P1'), applicationRow('1001', 'P1', eur(10_000))];
    await ledger.take(paid, at('2026-04-01'));
    await ledger.take([statedLeftRow('1001', eur(10_000), '2026-04-10')], at('2026-04-10'));
    expect((await ledger.leftOn('2026-04-10'))['1001']).to.equal(10_000);
    const again = [paymentRow('P2'), applicationRow('1001', 'P2', eur(10_000), { on: '2026-04-15' })];
    await ledger.take(again, at('2026-04-15'));
    expect(await ledger.leftOn('2026-04-15')).to.deep.equal({});
  });

  it('lets entries of its own day stand, of which the source may not have heard', async () => {
    await ledger.take([itemRow('1001'), statedLeftRow('1001', eur(10_000), '2026-04-10')], at('2026-04-10'));
    const payment = [paymentRow('P1'), applicationRow('1001', 'P1', eur(10_000), { on: '2026-04-10' })];
    await ledger.take(payment, at('2026-04-11'));
    expect(await ledger.leftOn('2026-04-10')).to.deep.equal({});
  });

  it('lets what was decided here stand until the source has agreed once', async () => {
    await ledger.take([itemRow('1001'), paymentRow('P1')], at('2026-04-01'));
    const decision = [applicationRow('1001', 'P1', eur(10_000), { on: '2026-04-02' })];
    await ledger.takeRequest(
      runRequest(decision, { kind: 'cash_application', source: OWN_SOURCE, ...at('2026-04-02') }),
    );
    await ledger.take([statedLeftRow('1001', eur(10_000), '2026-04-05')], at('2026-04-05'));
    expect(await ledger.leftOn('2026-04-05')).to.deep.equal({});
    await ledger.take([statedLeftRow('1001', eur(0), '2026-04-07')], at('2026-04-07'));
    await ledger.take([statedLeftRow('1001', eur(10_000), '2026-04-09')], at('2026-04-09'));
    expect(await ledger.leftOn('2026-04-09')).to.deep.equal({ 1001: 10_000 });
  });

  it('takes an un-application of what was decided here under its own source', async () => {
    await ledger.take([itemRow('1001'), paymentRow('P1')], at('2026-04-01'));
    const own = { kind: 'cash_application', source: OWN_SOURCE } as const;
    const apply = [applicationRow('1001', 'P1', eur(10_000), { id: 'decision 1', on: '2026-04-02' })];
    await ledger.takeRequest(runRequest(apply, { ...own, ...at('2026-04-02') }));
    const undo = { ...unapplicationRow('decision 1', '2026-04-04'), applicationSource: OWN_SOURCE };
    await ledger.take([undo], at('2026-04-04'));
    expect(await ledger.leftOn('2026-04-04')).to.deep.equal({ 1001: 10_000, P1: 10_000 });
  });

  it('is spread over instalments, the last due first', async () => {
    const instalment = (which: string, dueOn: string) => itemRow('1001', { key: { instalment: which }, dueOn });
    const rows = [instalment('1', '2026-04-30'), instalment('2', '2026-05-31')];
    await ledger.take([...rows, statedLeftRow('1001', eur(12_000), '2026-04-10')], at('2026-04-10'));
    const standing = await ledger.standing('itemVersions');
    const cleared = standing.map(({ instalment: which, movements }) => [which, movements]);
    expect(cleared.sort()).to.deep.equal([
      ['1', [{ on: '2026-04-10', minor: -8_000 }]],
      ['2', []],
    ]);
  });

  it('is refused where it is more than the amount', async () => {
    const { state, problems } = await ledger.take([itemRow('1001'), statedLeftRow('1001', eur(10_001), '2026-04-10')]);
    expect([state, problems[0]?.column]).to.deep.equal(['refused', 'left']);
  });
});

describe('a snapshot', function () {
  this.timeout(60_000);
  const ledger = useLedger();
  const snapshot = { coverage: 'snapshot' as const };

  it('clears what it leaves out on its day, of its source and company codes alone', async () => {
    const other = { ...itemRow('9001'), key: { ...itemRow('9001').key, source: 'other' } };
    const abroad = itemRow('7001', { key: { companyCode: '2000' } });
    await ledger.take([itemRow('1001'), itemRow('1002'), paymentRow('P1'), other, abroad], at('2026-04-01'));
    const { state, notes } = await ledger.take([itemRow('1002')], { ...snapshot, ...at('2026-04-10') });
    expect(state).to.equal('committed');
    expect(notes.join(' ')).to.include('leaves out 1 open item');
    expect(await ledger.leftOn('2026-04-09')).to.have.property('1001');
    expect(Object.keys(await ledger.leftOn('2026-04-10')).sort()).to.deep.equal(['1002', '7001', '9001', 'P1']);
    expect((await ledger.take([itemRow('1002')], { ...snapshot, ...at('2026-04-10') })).state).to.equal('unchanged');
  });

  it('clears nothing of which the source spoke after its time only', async () => {
    await ledger.take([itemRow('1001'), itemRow('1002')], at('2026-04-20'));
    await ledger.take([itemRow('1003')], { ...snapshot, ...at('2026-04-10') });
    expect(Object.keys(await ledger.leftOn('2026-04-20')).sort()).to.deep.equal(['1001', '1002', '1003']);
  });

  it('clears nothing where lines of it were left out', async () => {
    await ledger.take([itemRow('1001'), itemRow('1002')], at('2026-04-01'));
    const problems = [{ line: 7, column: 'amount', value: 'x', problem: 'is no amount.' }];
    const { notes } = await ledger.take([itemRow('1002')], {
      ...snapshot,
      ...at('2026-04-10'),
      onProblem: 'skip',
      problems,
    });
    expect(notes.join(' ')).to.include('nothing counts as missing');
    expect(await ledger.leftOn('2026-04-10')).to.have.property('1001');
  });

  it('waits for a person where at least half of what is open would go', async () => {
    const numbers = Array.from({ length: 24 }, (_, place) => `${1_000 + place}`);
    await ledger.take(
      numbers.map((number) => itemRow(number)),
      at('2026-04-01'),
    );
    const few = () => numbers.slice(0, 8).map((number) => itemRow(number));
    const held = await ledger.take(few(), { ...snapshot, ...at('2026-04-10') });
    expect([held.state, held.number, held.holds.map(({ code }) => code)]).to.deep.equal([
      'held',
      null,
      ['open_items_gone'],
    ]);
    expect(held.holds[0]?.sentence).to.include('16 of the 24 items');
    expect(Object.keys(await ledger.leftOn('2026-04-10'))).to.have.length(24);
    const passed = await ledger.take(few(), { ...snapshot, ...at('2026-04-10'), accepted: ['open_items_gone'] });
    expect(passed.state).to.equal('committed');
    expect(Object.keys(await ledger.leftOn('2026-04-10'))).to.have.length(8);
  });
});

describe('a file that looks like another company\u2019s', function () {
  this.timeout(60_000);
  const ledger = useLedger();
  const invoicesOf = (customers: number, from: number) =>
    Array.from({ length: 25 }, (_, place) =>
      itemRow(`${from + place}`, { customerNumber: `C${from + (place % customers)}` }),
    );

  it('waits for a person where hardly any of its customers are known', async () => {
    await ledger.take(invoicesOf(12, 1_000));
    const strange = await ledger.take(invoicesOf(12, 5_000));
    expect([strange.state, strange.holds.map(({ code }) => code)]).to.deep.equal(['held', ['other_company']]);
    expect((await ledger.take(invoicesOf(12, 5_000), { accepted: ['other_company'] })).state).to.equal('committed');
  });

  it('does not wait where it names too few customers to tell', async () => {
    await ledger.take(invoicesOf(12, 1_000));
    expect((await ledger.take(invoicesOf(3, 5_000))).state).to.equal('committed');
  });

  it('waits for an account that was in no statement before, and for a statement that says something else now', async () => {
    const stated = (account: string, hash: string) => ({
      stated: { accounts: [account], statements: [{ account, number: '12', hash }] },
    });
    await ledger.take([paymentRow('P1')], stated('DE02', 'a'));
    expect((await ledger.take([paymentRow('P2')], stated('DE02', 'a'))).state).to.equal('committed');
    const changed = await ledger.take([paymentRow('P3')], stated('DE02', 'b'));
    expect([changed.state, changed.holds.map(({ code }) => code)]).to.deep.equal(['held', ['statement_changed']]);
    const strange = await ledger.take([paymentRow('P4')], stated('FR76', 'c'));
    expect([strange.state, strange.holds.map(({ code }) => code)]).to.deep.equal(['held', ['other_company']]);
  });
});
