import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import mongoose from 'mongoose';
import request from 'supertest';
import { TestApp, useStore } from '../../../support/app.ts';
import { CashWorld, receiptRow } from '../../../support/cash-world.ts';
import { customerRow, eur, itemRow, paymentRow, runRequest } from '../../../support/ledger-rows.ts';

describe('posting decisions', function () {
  this.timeout(180_000);
  const mongo = useStore();
  const app = new TestApp();
  const otherProcess = new TestApp();

  // What a process that died has left undone is made by hand: the tripwire lets nobody take an entry of the log away.
  let looker: mongoose.mongo.MongoClient;
  before(() => {
    looker = new mongoose.mongo.MongoClient(mongo.uri());
  });
  after(() => looker.close());

  const opened = async () => {
    const world = await CashWorld.open(app);
    await world.take([
      customerRow('C1'),
      itemRow('104233', { amount: eur(120_000), issuedOn: '2026-10-01', dueOn: '2026-10-31' }),
      itemRow('104241', { amount: eur(80_000), issuedOn: '2026-10-02', dueOn: '2026-11-01' }),
      paymentRow('P1', { amount: eur(120_000), issuedOn: '2026-11-17', reference: '104233' }),
      paymentRow('P2', { amount: eur(80_000), issuedOn: '2026-11-17', reference: '104241' }),
    ]);
    return world;
  };

  const split = async (world: CashWorld, minor: number) => ({
    decision: 'split',
    parts: [{ itemId: await world.itemId('104233'), amount: eur(minor) }],
  });

  for (const sameKey of [true, false]) {
    it(`comes to one effect where a process died after the ledger took it, ${sameKey ? 'the same key' : 'another key'} again`, async () => {
      const world = await opened();
      const { payment } = await world.inQueue('P1');
      const body = await split(world, 50_000);
      const key = world.newKey();
      const first = await world.decide(payment.id, body, key);
      const database = looker.db(mongo.databaseName);
      await database.collection('answers').deleteMany({});
      await database.collection('cashDecisions').deleteMany({ entry: 'posted' });
      expect((await world.decisions())[0]?.state).to.equal('open');

      const again = await world.decide(payment.id, body, sameKey ? key : world.newKey());
      expect(again.status, again.text).to.equal(200);
      expect(again.body.decisionId).to.equal(first.body.decisionId);
      expect(await world.left()).to.deep.include({ P1: 70_000, 104233: 70_000 });
      expect((await world.decisions()).map(({ state }) => state)).to.deep.equal(['posted']);
    });
  }

  it('undoes a decision of which nobody knows whether the ledger took it', async () => {
    const world = await opened();
    const { payment } = await world.inQueue('P1');
    const first = await world.decide(payment.id, await split(world, 50_000));
    await looker.db(mongo.databaseName).collection('cashDecisions').deleteMany({ entry: 'posted' });
    expect((await world.undo(first.body.decisionId)).status).to.equal(200);
    expect(await world.left()).to.deep.include({ P1: 120_000, 104233: 120_000 });
    expect((await world.decisions()).map(({ state }) => state)).to.deep.equal(['undone']);
  });

  it('is a run of the ledger under the name of who decided', async () => {
    const world = await opened();
    app.clock.set('2026-11-20T09:01:00.000Z');
    const { payment } = await world.inQueue('P1');
    const decided = await world.decide(payment.id, await split(world, 50_000));
    const [run] = await world.in(() => app.services.ledgerRuns.list({ limit: 1 }));
    expect(run).to.deep.include({
      kind: 'cash_application',
      source: 'duethread',
      actor: 'Manager',
      number: decided.body.runNumber,
    });
  });

  it('is not moved by decisions in how new the ERP’s data are', async () => {
    const world = await opened();
    const before = await world.in(() => app.services.ledgerPositions.positionAt());
    app.clock.set('2026-11-20T09:02:00.000Z');
    const { payment } = await world.inQueue('P1');
    await world.decide(payment.id, await split(world, 50_000));
    const later = await world.in(() => app.services.ledgerPositions.positionAt());
    expect(later.run).to.be.greaterThan(before.run);
    expect(later.dataAsOf).to.deep.equal(before.dataAsOf);
  });

  it('posts what is certain once, when two processes take feeds at the same moment', async () => {
    const world = await opened();
    await world.settings({ autoPost: true });
    const feed = (each: TestApp, number: string) =>
      world.in(async () => {
        const run = await each.services.ledgerRuns.take(runRequest([itemRow(number, { amount: eur(1) })]));
        return each.services.cashAfterFeed.afterFeed(run);
      });
    const notes = await Promise.all([feed(app, '900001'), feed(otherProcess, '900002')]);
    expect(notes.flat().join()).to.match(/certain match/);
    expect(await world.left()).to.deep.equal({ 900001: 1, 900002: 1 });
    const decisions = await world.decisions();
    expect(decisions.map(({ state, decision }) => `${decision} ${state}`)).to.deep.equal([
      'automatic posted',
      'automatic posted',
    ]);
    const { fromItems, fromReport } = await world.sums();
    expect(fromReport).to.deep.equal(fromItems);
  });

  it('posts what is certain when a file is fed through the API, and says so in the outcome', async () => {
    const world = await opened();
    await world.settings({ autoPost: true });
    const text = 'number,customer,amount,currency,issued_on,due_on\n900001,C1,5.00,EUR,2026-11-02,2026-12-02\n';
    const fed = () =>
      request(app.express)
        .post('/api/feed-runs/invoices')
        .auth(world.admin.token, { type: 'bearer' })
        .send({ fileName: 'invoices.csv', text });
    const first = await fed();
    expect(first.status, first.text).to.equal(200);
    expect(first.body.notes).to.include('2 certain matches were posted.');
    expect(await world.left()).to.deep.equal({ 900001: 500 });
    expect((await fed()).body.notes.join(' ')).to.not.contain('certain');
  });

  it('posts nothing by itself where the company does not want it', async () => {
    const world = await opened();
    expect(await world.feed([itemRow('900001', { amount: eur(1) })])).to.deep.equal([]);
    expect(await world.decisions()).to.deep.equal([]);
  });

  it('knows a payer still when its customer was merged into another', async () => {
    const world = await opened();
    await world.take([
      customerRow('C2', { name: 'Lodestar Marine' }),
      receiptRow('B1', eur(100), { payerAccount: 'DE 77' }),
      receiptRow('B2', eur(80_000), { payerAccount: 'DE 77', text: '104241' }),
    ]);
    const { payment } = await world.inQueue('B1');
    await world.decide(payment.id, { decision: 'identify', customerId: await world.customerId('C2') });
    const sure = async () =>
      (await world.inQueue('B2')).proposals.filter(({ evidence }) =>
        evidence.some(({ kind }) => kind === 'payer_account'),
      );
    expect(await sure()).to.deep.equal([]);
    await world.take([{ type: 'merge', line: 1, customerNumber: 'C2', intoNumber: 'C1' }]);
    expect((await sure()).map(({ customer }) => customer?.number)).to.deep.equal(['C1']);
    expect((await world.inQueue('B1')).customer?.number).to.equal('C1');
  });

  it('lists decisions in pages, those of one run as well', async () => {
    const world = await opened();
    expect((await world.postCertain()).body.posted).to.equal(2);
    const [first] = await world.decisions({ limit: '1' });
    const [second, ...more] = await world.decisions({ limit: '5', before: first?.id ?? '' });
    expect(more).to.deep.equal([]);
    expect(second?.id).to.not.equal(first?.id);
    expect(new Set([first?.runNumber, second?.runNumber]).size).to.equal(1);
  });
});
