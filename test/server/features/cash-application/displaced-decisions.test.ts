import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import { useApp } from '../../../support/app.ts';
import { CashWorld, receiptRow } from '../../../support/cash-world.ts';
import {
  adjustmentRow,
  applicationRow,
  customerRow,
  eur,
  itemRow,
  paymentRow,
  runRequest,
  statedLeftRow,
} from '../../../support/ledger-rows.ts';

const TODAY = '2026-11-20';
const ONE_GAVE_WAY = '1 decision made here gave way to what the source says of the same money or items.';

describe('a decision beside what the ERP says later', function () {
  this.timeout(180_000);
  const app = useApp();

  const opened = async (name?: string) => {
    const world = await CashWorld.open(app, name);
    await world.take([
      customerRow('C1', { name: 'Kestrel Freight Ltd' }),
      itemRow('104233', { amount: eur(10_000), issuedOn: '2026-10-01', dueOn: '2026-10-31' }),
      itemRow('104241', { amount: eur(8_000), issuedOn: '2026-10-02', dueOn: '2026-11-01' }),
      paymentRow('P1', { amount: eur(10_000), issuedOn: '2026-11-17' }),
      paymentRow('P2', { amount: eur(20_000), issuedOn: '2026-11-17' }),
    ]);
    await world.settings({ writeOffTolerance: [eur(1_000)] });
    return world;
  };

  const split = async (
    world: CashWorld,
    payment: string,
    parts: Readonly<Record<string, number>>,
    more: object = {},
  ): Promise<string> => {
    const named = await Promise.all(
      Object.entries(parts).map(async ([number, minor]) => ({
        itemId: await world.itemId(number),
        amount: eur(minor),
      })),
    );
    const body = { decision: 'split', parts: named, ...more };
    const answer = await world.decide(await world.itemId(payment), body);
    expect(answer.status, answer.text).to.equal(200);
    return answer.body.decisionId;
  };

  const fed = async (world: CashWorld, rows: readonly LedgerRow[]) => {
    const outcome = await world.in(() => app.services.ledgerRuns.take(runRequest(rows)));
    expect(outcome.state, JSON.stringify(outcome.problems)).to.equal('committed');
    const { fromItems, fromReport } = await world.sums();
    expect(fromReport).to.deep.equal(fromItems);
    return outcome;
  };

  const states = async (world: CashWorld) => (await world.decisions()).map(({ state }) => state);

  it('gives way where the ERP brings the same application, to the cent, and is no longer undone', async () => {
    const world = await opened();
    const id = await split(world, 'P1', { 104233: 10_000 });
    const before = new Date('2026-11-20T09:01:00.000Z');
    app.clock.set('2026-11-20T09:05:00.000Z');
    const rows = [applicationRow('104233', 'P1', eur(10_000), { on: '2026-11-18' })];
    const { notes } = await fed(world, rows);
    expect(notes).to.include(ONE_GAVE_WAY);
    expect(await world.left()).to.deep.equal({ 104241: 8_000, P2: 20_000 });
    expect(await states(world)).to.deep.equal(['displaced']);
    const undone = await world.undo(id);
    expect([undone.status, undone.body.code]).to.deep.equal([409, 'cash_match_outdated']);
    expect(await world.left()).to.deep.equal({ 104241: 8_000, P2: 20_000 });
    const again = await world.in(() => app.services.ledgerRuns.take(runRequest(rows)));
    expect([again.state, again.counts.equal]).to.deep.equal(['unchanged', 1]);
    const applications = await world.in(async () => {
      const { receivables, ledgerPositions } = app.services;
      const [then, now] = [await ledgerPositions.positionAt(before), await ledgerPositions.positionAt()];
      const id = await world.itemId('P1');
      return Promise.all([then, now].map((position) => receivables.applicationsOn([id], position)));
    });
    expect(applications.map((list) => list.map(({ on }) => on))).to.deep.equal([[TODAY], ['2026-11-18']]);
  });

  it('is told from another application of the same two where both would fit', async () => {
    const world = await opened();
    await split(world, 'P2', { 104233: 3_000 });
    await fed(world, [applicationRow('104233', 'P2', eur(3_000), { on: '2026-11-18' })]);
    expect(await world.left()).to.deep.include({ 104233: 7_000, P2: 17_000 });
    expect(await states(world)).to.deep.equal(['displaced']);
    await split(world, 'P2', { 104233: 2_000 });
    await fed(world, [applicationRow('104233', 'P2', eur(1_000), { on: '2026-11-19', id: 'other' })]);
    expect(await world.left()).to.deep.include({ 104233: 4_000, P2: 14_000 });
    expect(await states(world)).to.deep.equal(['posted', 'displaced']);
  });

  it('gives way where the ERP applies the money to another invoice, and can be decided again elsewhere', async () => {
    const world = await opened();
    await split(world, 'P1', { 104233: 10_000 });
    await fed(world, [applicationRow('104241', 'P1', eur(8_000), { on: '2026-11-18' })]);
    expect(await world.left()).to.deep.equal({ 104233: 10_000, P1: 2_000, P2: 20_000 });
    await split(world, 'P2', { 104233: 10_000 });
    await split(world, 'P1', { 104233: 1 }).then(
      () => expect.fail('nothing is left of it'),
      () => undefined,
    );
    expect(await world.left()).to.deep.equal({ P1: 2_000, P2: 10_000 });
    expect(await states(world)).to.deep.equal(['posted', 'displaced']);
  });

  it('gives way in part: only what no longer fits, and what stands of it can be undone', async () => {
    const world = await opened();
    const id = await split(world, 'P2', { 104233: 10_000, 104241: 8_000 });
    await fed(world, [applicationRow('104241', 'P1', eur(8_000), { on: '2026-11-18' })]);
    expect(await world.left()).to.deep.equal({ P1: 2_000, P2: 10_000 });
    expect(await states(world)).to.deep.equal(['displaced']);
    expect((await world.undo(id)).status).to.equal(200);
    expect(await world.left()).to.deep.equal({ 104233: 10_000, P1: 2_000, P2: 20_000 });
    expect(await states(world)).to.deep.equal(['undone']);
  });

  it('keeps the write-off of a rest beside the ERP’s own payment, and gives that up for the ERP’s own discount', async () => {
    const world = await opened();
    const shortPay = { shortPay: { reason: 'bank_fee', writeOff: true } };
    await split(world, 'P2', { 104233: 9_500 }, shortPay);
    await fed(world, [applicationRow('104233', 'P2', eur(9_500), { on: '2026-11-19' })]);
    expect(await world.left()).to.deep.equal({ 104241: 8_000, P1: 10_000, P2: 10_500 });
    await fed(world, [adjustmentRow('104233', eur(500), '2026-11-19')]);
    expect(await world.left()).to.deep.equal({ 104241: 8_000, P1: 10_000, P2: 10_500 });
    const other = await opened('Other GmbH');
    await split(other, 'P2', { 104233: 9_500 }, shortPay);
    await fed(other, [
      applicationRow('104233', 'P1', eur(9_600), { on: '2026-11-19' }),
      adjustmentRow('104233', eur(400), '2026-11-19'),
    ]);
    expect(await other.left()).to.deep.equal({ 104241: 8_000, P1: 400, P2: 20_000 });
  });

  it('gives way where the ERP states what is left of payment and invoice as well', async () => {
    const world = await opened();
    await split(world, 'P1', { 104233: 10_000 });
    await fed(world, [
      applicationRow('104241', 'P1', eur(8_000), { on: TODAY }),
      statedLeftRow('P1', eur(2_000), TODAY),
      statedLeftRow('104241', eur(0), TODAY),
      statedLeftRow('104233', eur(10_000), TODAY),
    ]);
    expect(await world.left()).to.deep.equal({ 104233: 10_000, P1: 2_000, P2: 20_000 });
  });

  it('stands where the ERP lessens neither, and stands again where the feed is taken back', async () => {
    const world = await opened();
    await split(world, 'P1', { 104233: 10_000 });
    await fed(world, [statedLeftRow('104233', eur(10_000), TODAY), itemRow('900001', { amount: eur(1) })]);
    expect(await states(world)).to.deep.equal(['posted']);
    const { runId } = await fed(world, [itemRow('104233', { amount: eur(9_999), issuedOn: '2026-10-01' })]);
    expect(await states(world)).to.deep.equal(['displaced']);
    expect(await world.left()).to.deep.include({ 104233: 9_999, P1: 10_000 });
    await world.in(() => app.services.takeBacks.takeBack(runId, { actor: 'test', reason: 'wrong file' }));
    expect(await states(world)).to.deep.equal(['posted']);
    expect(await world.left()).to.not.have.any.keys('104233', 'P1');
  });

  it('never ends what the ERP says: a row that does not fit beside the ERP’s own is refused, and the decision stands', async () => {
    const world = await opened();
    await fed(world, [applicationRow('104233', 'P2', eur(6_000), { on: '2026-11-18' })]);
    await split(world, 'P1', { 104233: 4_000 });
    const refused = await world.in(() =>
      app.services.ledgerRuns.take(runRequest([applicationRow('104233', 'P2', eur(4_001), { id: 'x', on: TODAY })])),
    );
    expect([refused.state, refused.problems[0]?.value]).to.deep.equal(['refused', '104233']);
    expect(await states(world)).to.deep.equal(['posted']);
    const late = await world.decide(await world.itemId('P1'), {
      decision: 'split',
      parts: [{ itemId: await world.itemId('104233'), amount: eur(1) }],
    });
    expect(late.status).to.equal(422);
  });

  it('leaves a bank’s receipt to be found the same money as the payment that the ERP applied', async () => {
    const world = await opened();
    await world.take([receiptRow('B1', eur(10_000), { payerName: 'Kestrel Freight Ltd', endToEndId: 'ZAHL-778' })]);
    await split(world, 'B1', { 104233: 10_000 });
    await fed(world, [
      paymentRow('ZAHL-778', { amount: eur(10_000), issuedOn: '2026-11-18' }),
      applicationRow('104233', 'ZAHL-778', eur(10_000), { on: '2026-11-18' }),
    ]);
    expect(await world.left()).to.deep.include({ B1: 10_000 });
    expect((await world.inQueue('B1')).proposals.map(({ rule }) => rule)).to.include('same_money');
  });
});
