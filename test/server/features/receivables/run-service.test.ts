import { expect } from 'chai';
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
  runRequest,
  unapplicationRow,
} from '../../../support/ledger-rows.ts';

const PAID_IN_PART = [customerRow('C1'), itemRow('1001'), paymentRow('P1'), applicationRow('1001', 'P1', eur(6_000))];

describe('RunService.take', function () {
  this.timeout(60_000);
  const ledger = useLedger();

  it('takes rows in one switch, under the first number', async () => {
    const outcome = await ledger.take(PAID_IN_PART);
    expect(outcome).to.deep.include({
      number: 1,
      state: 'committed',
      counts: { new: 4, changed: 0, equal: 0, historic: 0 },
      problems: [],
    });
    expect(await ledger.leftOn('2026-03-19')).to.deep.equal({ 1001: 10_000 });
    expect(await ledger.leftOn('2026-03-20')).to.deep.equal({ 1001: 4_000, P1: 4_000 });
  });

  it('finds nothing to change in the same file again, and moves neither instant nor as-of time', async () => {
    const request = runRequest(PAID_IN_PART);
    await ledger.takeRequest(request);
    const before = await ledger.in(() => ledger.parts.ledgerPositions.positionAt());
    const outcome = await ledger.takeRequest(request);
    expect(outcome).to.deep.include({
      number: null,
      state: 'unchanged',
      counts: { new: 0, changed: 0, equal: 4, historic: 0 },
    });
    expect(outcome.notes.join(' ')).to.include('Nothing has changed');
    expect(await ledger.in(() => ledger.parts.ledgerPositions.positionAt())).to.deep.equal(before);
    expect(await ledger.all('itemVersions')).to.have.length(2);
  });

  it('writes only what has changed', async () => {
    await ledger.take(PAID_IN_PART);
    const rows = [itemRow('1001'), itemRow('1002'), paymentRow('P1', { reference: 'WIRE 7' })];
    const outcome = await ledger.take(rows, { dataAsOf: new Date('2026-11-20T00:00:00Z') });
    expect(outcome).to.deep.include({ number: 2, counts: { new: 1, changed: 1, equal: 1, historic: 0 } });
    const written = (await ledger.all('itemVersions')).filter(({ added }) => added === 2).map(({ number }) => number);
    expect(written).to.have.members(['1002', 'P1']);
  });

  it('keeps what a past instant knew', async () => {
    await ledger.take([itemRow('1001')]);
    const then = ledger.clock.now();
    await ledger.take([paymentRow('P1'), applicationRow('1001', 'P1', eur(10_000))]);
    expect(await ledger.leftOn('2026-11-20')).to.deep.equal({});
    expect(await ledger.leftOn('2026-11-20', then)).to.deep.equal({ 1001: 10_000 });
    expect(await ledger.leftOn('2026-11-20', new Date('2026-01-01T00:00:00Z'))).to.deep.equal({});
  });

  it('adds a customer that only an item names, until a customers file describes it', async () => {
    const first = await ledger.take([itemRow('1001', { customerName: 'Kestrel Freight' })]);
    expect(first.notes.join(' ')).to.include('1 customer was not known');
    const [placeholder] = await ledger.standing('customerVersions');
    expect(placeholder).to.include({ number: 'C1', name: 'Kestrel Freight', placeholder: true });
    const older = { dataAsOf: new Date('2020-01-01T00:00:00Z') };
    const second = await ledger.take([customerRow('C1', { name: 'Kestrel Freight Ltd.' })], older);
    expect(second.counts).to.include({ new: 1, changed: 0 });
    const customers = await ledger.standing('customerVersions');
    expect(customers).to.have.length(1);
    expect(customers[0]).to.include({ name: 'Kestrel Freight Ltd.', placeholder: false });
  });

  it('takes un-applications, adjustments and reversals, each from its day on', async () => {
    const back = [unapplicationRow('P1>1001', '2026-04-02'), reversalRow('P1', eur(10_000), '2026-04-03')];
    await ledger.take([...PAID_IN_PART, ...back, adjustmentRow('1001', eur(500), '2026-05-01')]);
    expect(await ledger.leftOn('2026-04-01')).to.deep.equal({ 1001: 4_000, P1: 4_000 });
    expect(await ledger.leftOn('2026-04-02')).to.deep.equal({ 1001: 10_000, P1: 10_000 });
    expect(await ledger.leftOn('2026-04-03')).to.deep.equal({ 1001: 10_000 });
    expect(await ledger.leftOn('2026-05-01')).to.deep.equal({ 1001: 9_500 });
  });

  it('takes an un-application that comes later than its application', async () => {
    await ledger.take(PAID_IN_PART);
    await ledger.take([unapplicationRow('P1>1001', '2026-04-02')]);
    expect(await ledger.leftOn('2026-04-01')).to.deep.equal({ 1001: 4_000, P1: 4_000 });
    expect(await ledger.leftOn('2026-04-02')).to.deep.equal({ 1001: 10_000, P1: 10_000 });
  });

  it('lets applications follow when an item turns out to be of another day', async () => {
    await ledger.take(PAID_IN_PART);
    const rows = [itemRow('1001', { issuedOn: '2026-03-25', dueOn: '2026-04-25' })];
    await ledger.take(rows, { dataAsOf: new Date('2026-11-20T00:00:00Z') });
    expect(await ledger.leftOn('2026-03-24')).to.deep.equal({ P1: 10_000 });
    expect(await ledger.leftOn('2026-03-25')).to.deep.equal({ 1001: 4_000, P1: 4_000 });
    const [application] = await ledger.standing('entryVersions');
    expect(application).to.include({ appliesFrom: '2026-03-25', dueOn: '2026-04-25' });
  });

  it('spreads an application that names the invoice alone over its instalments, earliest due first', async () => {
    const instalments = [
      itemRow('1001', { key: { instalment: '2' }, dueOn: '2026-05-31' }),
      itemRow('1001', { key: { instalment: '1' }, dueOn: '2026-04-30' }),
    ];
    await ledger.take([...instalments, paymentRow('P1', { amount: eur(12_000) })]);
    await ledger.take([applicationRow('1001', 'P1', eur(12_000))]);
    const parts = await ledger.standing('entryVersions');
    expect(parts.map(({ part, dueOn, debitMinor, derived }) => [part, dueOn, debitMinor, derived])).to.deep.equal([
      [0, '2026-04-30', 10_000, true],
      [1, '2026-05-31', 2_000, true],
    ]);
    await ledger.take([unapplicationRow('P1>1001', '2026-06-01')]);
    const items = await ledger.standing('itemVersions');
    expect(items.map(({ settledOn }) => settledOn)).to.deep.equal(['9999-12-31', '9999-12-31', '9999-12-31']);
  });

  it('takes applications across currencies with both amounts', async () => {
    const usd = (minor: number) => money(minor, currencyCode('USD'));
    const rows = [itemRow('1001'), paymentRow('P1', { amount: usd(11_000) })];
    const crossing = applicationRow('1001', 'P1', eur(10_000), { creditMinor: usd(10_900) });
    expect((await ledger.take([...rows, crossing])).state).to.equal('committed');
    expect(await ledger.leftOn('2026-03-20')).to.deep.equal({ P1: 100 });
  });

  it('only tells what would happen in a dry run', async () => {
    const outcome = await ledger.take(PAID_IN_PART, { dryRun: true });
    expect(outcome).to.deep.include({ state: 'dry_run', number: null });
    expect(outcome.counts).to.include({ new: 4 });
    expect(await ledger.all('itemVersions')).to.deep.equal([]);
  });

  it('keeps each run with what was asked and how it ended', async () => {
    await ledger.take(PAID_IN_PART, { fileName: 'march.csv' });
    await ledger.take([applicationRow('1001', 'nowhere', eur(1))]);
    const runs = await ledger.in(() => ledger.parts.ledgerRuns.list({ limit: 10 }));
    expect(runs.map(({ state, number, problemCount }) => ({ state, number, problemCount }))).to.deep.equal([
      { state: 'refused', number: null, problemCount: 1 },
      { state: 'committed', number: 1, problemCount: 0 },
    ]);
    const [, first] = runs;
    expect(await ledger.in(() => ledger.parts.ledgerRuns.read(first?.runId ?? ''))).to.include({
      fileName: 'march.csv',
    });
  });
});
