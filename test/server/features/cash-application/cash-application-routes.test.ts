import { expect } from 'chai';
import { describe, it } from 'mocha';
import { useApp } from '../../../support/app.ts';
import { CashWorld, receiptRow, TODAY } from '../../../support/cash-world.ts';
import { customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';

const KESTREL = { payerName: 'KESTREL FREIGHT LIMITED', payerAccount: 'GB29 NWBK 6016 1331 9268 19' };

describe('cash application', function () {
  this.timeout(180_000);
  const app = useApp();

  const opened = async (name?: string) => {
    const world = await CashWorld.open(app, name);
    await world.take([
      customerRow('C1', { name: 'Kestrel Freight Ltd' }),
      customerRow('C2', { name: 'Lodestar Marine GmbH' }),
      itemRow('104233', { amount: eur(120_000), issuedOn: '2026-10-01', dueOn: '2026-10-31' }),
      itemRow('104241', { amount: eur(80_050), issuedOn: '2026-10-05', dueOn: '2026-11-04' }),
      itemRow('204900', { customerNumber: 'C2', amount: eur(120_000), issuedOn: '2026-10-06', dueOn: '2026-11-05' }),
    ]);
    return world;
  };

  const sumsHold = async (world: CashWorld) => {
    const { fromItems, fromReport } = await world.sums();
    expect(fromReport).to.deep.equal(fromItems);
  };

  describe('of money whose payer nobody knows', () => {
    it('lists it, oldest first, with what is proposed and why', async () => {
      const world = await opened();
      await world.take([
        receiptRow('B2', eur(5_000), { on: '2026-11-19', payerName: 'SOMEBODY ELSE' }),
        receiptRow('B1', eur(120_000), { ...KESTREL, text: 'Invoice 104233 thank you' }),
      ]);
      const [first, second, ...others] = await world.queue();
      expect(others).to.deep.equal([]);
      expect(first?.payment.number).to.equal('B1');
      expect(first?.customer).to.equal(null);
      expect(first).to.deep.include({
        payerName: KESTREL.payerName,
        text: 'Invoice 104233 thank you',
        leftAside: null,
      });
      const [proposal] = first?.proposals ?? [];
      expect(proposal?.items.map(({ number }) => number)).to.deep.equal(['104233']);
      expect(proposal?.customer?.number).to.equal('C1');
      expect(proposal?.evidence).to.have.length.greaterThan(0);
      expect(second?.payment.number).to.equal('B2');
    });

    it('goes the whole way: identified, applied, payer learnt, the next one certain, posted by itself, undone', async () => {
      const world = await opened();
      const other = { ...KESTREL, payerName: 'K F HOLDINGS 0815' };
      await world.take([receiptRow('B1', eur(50_000), other)]);
      const { payment, proposals } = await world.inQueue('B1');
      expect(proposals).to.deep.equal([]);

      const identified = await world.decide(payment.id, {
        decision: 'identify',
        customerId: await world.customerId('C1'),
      });
      expect(identified.status, identified.text).to.equal(200);
      expect((await world.inQueue('B1')).customer?.number).to.equal('C1');
      await sumsHold(world);

      const part = { itemId: await world.itemId('104241'), amount: eur(50_000) };
      const split = await world.decide(payment.id, { decision: 'split', parts: [part] });
      expect(split.status, split.text).to.equal(200);
      expect(await world.left()).to.deep.equal({ 104233: 120_000, 104241: 30_050, 204900: 120_000 });
      await sumsHold(world);

      await world.settings({ autoPost: true });
      const notes = await world.feed([receiptRow('B3', eur(30_050), { ...other, text: 'rest of 104241' })]);
      expect(notes).to.deep.equal(['1 certain match was posted.']);
      expect(await world.left()).to.deep.equal({ 104233: 120_000, 204900: 120_000 });
      await sumsHold(world);

      const [posted] = await world.decisions();
      expect(posted).to.deep.include({ decision: 'automatic', state: 'posted', by: 'Duethread' });
      expect(posted?.customer?.number).to.equal('C1');
      const undone = await world.undo(posted?.id ?? '');
      expect(undone.status, undone.text).to.equal(200);
      expect(await world.left()).to.deep.include({ 104241: 30_050, B3: 30_050 });
      expect((await world.inQueue('B3')).customer).to.equal(null);
      expect((await world.decisions())[0]).to.deep.include({ state: 'undone' });
      await sumsHold(world);
    });

    it('learns who pays for whom, and forgets it when the decision is undone', async () => {
      const world = await opened();
      const { payerAccount } = KESTREL;
      await world.take([
        receiptRow('B1', eur(50_000), { payerAccount, payerName: 'K F HOLDINGS 0815' }),
        receiptRow('B2', eur(120_000), { payerAccount }),
      ]);
      const whose = async () => {
        const { proposals } = await world.inQueue('B2');
        return [...new Set(proposals.map(({ customer }) => customer?.number))].sort();
      };
      expect(await whose()).to.deep.equal(['C1', 'C2']);
      const { payment } = await world.inQueue('B1');
      const body = { decision: 'identify', customerId: await world.customerId('C2') };
      const taught = await world.decide(payment.id, body);
      expect(await whose()).to.deep.equal(['C2']);
      await world.undo(taught.body.decisionId);
      expect((await world.inQueue('B1')).customer).to.equal(null);
      expect(await whose()).to.deep.equal(['C1', 'C2']);
    });

    it('does not undo whose it is under what was decided after', async () => {
      const world = await opened();
      await world.take([receiptRow('B1', eur(50_000), {})]);
      const { payment } = await world.inQueue('B1');
      const customerId = await world.customerId('C1');
      const identified = await world.decide(payment.id, { decision: 'identify', customerId });
      app.clock.set('2026-11-20T09:01:00.000Z');
      const parts = [{ itemId: await world.itemId('104233'), amount: eur(50_000) }];
      const split = await world.decide(payment.id, { decision: 'split', parts });
      expect((await world.undo(identified.body.decisionId)).body.code).to.equal('cash_match_refused');
      expect((await world.undo(split.body.decisionId)).status).to.equal(200);
      expect((await world.undo(identified.body.decisionId)).status).to.equal(200);
      const again = await world.undo(identified.body.decisionId);
      expect(again.body.code).to.equal('cash_match_outdated');
      await sumsHold(world);
    });

    it('asks whose it is where the items are of several customers', async () => {
      const world = await opened();
      await world.take([receiptRow('B1', eur(50_000), {})]);
      const { payment } = await world.inQueue('B1');
      const parts = [
        { itemId: await world.itemId('104233'), amount: eur(25_000) },
        { itemId: await world.itemId('204900'), amount: eur(25_000) },
      ];
      const refused = await world.decide(payment.id, { decision: 'split', parts });
      expect(refused.body.code).to.equal('cash_match_refused');
      const customerId = await world.customerId('C1');
      const done = await world.decide(payment.id, { decision: 'split', parts, customerId });
      expect(done.status, done.text).to.equal(200);
      expect(await world.left()).to.deep.include({ 104233: 95_000, 204900: 95_000 });
      await sumsHold(world);
    });
  });

  describe('of a payment of the ERP', () => {
    const withPayment = async () => {
      const world = await opened();
      await world.take([paymentRow('P1', { amount: eur(120_000), issuedOn: '2026-11-17', reference: '104233' })]);
      return { world, queued: await world.inQueue('P1') };
    };

    it('accepts a proposal, once for a key and once for its content', async () => {
      const { world, queued } = await withPayment();
      const proposalId = queued.proposals[0]?.id;
      const body = { decision: 'accept', proposalId };
      const key = world.newKey();
      const same = await Promise.all([1, 2, 3].map(() => world.decide(queued.payment.id, body, key)));
      expect(same.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
      expect(new Set(same.map(({ text }) => text)).size).to.equal(1);
      const again = await world.decide(queued.payment.id, body);
      expect(again.status, again.text).to.equal(200);
      expect(again.body.decisionId).to.equal(same[0]?.body.decisionId);
      expect(await world.left()).to.deep.equal({ 104241: 80_050, 204900: 120_000 });
      expect(await world.decisions()).to.have.length(1);
      await sumsHold(world);
      const other = await world.decide(queued.payment.id, { decision: 'leave', note: '' }, key);
      expect(other.body.code).to.equal('idempotency_key_reused');
    });

    it('refuses a proposal that the ledger has overtaken', async () => {
      const { world, queued } = await withPayment();
      const part = { itemId: await world.itemId('104233'), amount: eur(1_000) };
      expect((await world.decide(queued.payment.id, { decision: 'split', parts: [part] })).status).to.equal(200);
      const late = await world.decide(queued.payment.id, { decision: 'accept', proposalId: queued.proposals[0]?.id });
      expect(late.status).to.equal(409);
      expect(late.body.code).to.equal('cash_match_outdated');
    });

    it('lets one of two win that decide otherwise at the same moment', async () => {
      const { world, queued } = await withPayment();
      const onto = async (number: string) => ({
        decision: 'split',
        parts: [{ itemId: await world.itemId(number), amount: eur(120_000) }],
      });
      const [one, two] = [await onto('104233'), await onto('204900')];
      const answers = await Promise.all([world.decide(queued.payment.id, one), world.decide(queued.payment.id, two)]);
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
      const left = await world.left();
      expect((left[104233] ?? 0) + (left[204900] ?? 0)).to.equal(120_000);
      expect(left.P1).to.equal(undefined);
      await sumsHold(world);
    });

    for (const [what, part] of [
      ['more than is left of the payment', { number: '104233', amount: eur(120_001) }],
      ['more than is left of the item', { number: '104241', amount: eur(80_051) }],
      ['nothing', { number: '104241', amount: eur(0) }],
      ['an amount in another currency', { number: '104241', amount: { minor: 100, currency: 'USD' } }],
    ] as const) {
      it(`refuses to apply ${what}`, async () => {
        const { world, queued } = await withPayment();
        const parts = [{ itemId: await world.itemId(part.number), amount: part.amount }];
        const refused = await world.decide(queued.payment.id, { decision: 'split', parts });
        expect(refused.status, refused.text).to.equal(422);
        expect(refused.body.code).to.equal('cash_match_refused');
        expect(await world.left()).to.deep.include({ P1: 120_000, 104241: 80_050 });
        expect(await world.decisions()).to.deep.equal([]);
      });
    }

    it('keeps the rest of a short payment open under its reason', async () => {
      const { world, queued } = await withPayment();
      const parts = [{ itemId: await world.itemId('104233'), amount: eur(119_000) }];
      const shortPay = { reason: 'deduction', writeOff: false };
      const done = await world.decide(queued.payment.id, { decision: 'split', parts, shortPay });
      expect(done.status, done.text).to.equal(200);
      expect(await world.left()).to.deep.include({ P1: 1_000, 104233: 1_000 });
      const [decision] = await world.decisions();
      expect(decision?.shortPay).to.deep.equal({
        ...shortPay,
        rests: [{ itemId: parts[0]?.itemId, amount: eur(1_000) }],
      });
      await sumsHold(world);
    });

    it('writes a rest off to the cent, within the tolerance alone, and opens it again when undone', async () => {
      const { world, queued } = await withPayment();
      const parts = [{ itemId: await world.itemId('104233'), amount: eur(119_501) }];
      const body = { decision: 'split', parts, shortPay: { reason: 'bank_fee', writeOff: true } };
      expect((await world.decide(queued.payment.id, body)).body.code).to.equal('cash_match_refused');
      await world.settings({ writeOffTolerance: [eur(498)] });
      expect((await world.decide(queued.payment.id, body)).body.code).to.equal('cash_match_refused');
      await world.settings({ writeOffTolerance: [eur(499)] });
      const done = await world.decide(queued.payment.id, body);
      expect(done.status, done.text).to.equal(200);
      expect(await world.left()).to.deep.equal({ P1: 499, 104241: 80_050, 204900: 120_000 });
      await sumsHold(world);
      expect((await world.undo(done.body.decisionId)).status).to.equal(200);
      expect(await world.left()).to.deep.include({ P1: 120_000, 104233: 120_000 });
      await sumsHold(world);
      const again = await world.decide(queued.payment.id, body);
      expect(again.status, again.text).to.equal(200);
      expect(again.body.decisionId).to.not.equal(done.body.decisionId);
      expect(await world.left()).to.deep.include({ P1: 499 });
    });

    it('does not write off what is disputed', async () => {
      const { world, queued } = await withPayment();
      await world.settings({ writeOffTolerance: [eur(5_000)] });
      const parts = [{ itemId: await world.itemId('104233'), amount: eur(119_000) }];
      const shortPay = { reason: 'dispute', writeOff: true };
      const refused = await world.decide(queued.payment.id, { decision: 'split', parts, shortPay });
      expect(refused.body.code).to.equal('cash_match_refused');
    });

    it('leaves a payment aside until something else is proposed of it', async () => {
      const { world, queued } = await withPayment();
      const left = await world.decide(queued.payment.id, { decision: 'leave', note: 'ask Kim' });
      expect(left.body.runNumber).to.equal(null);
      expect(await world.queue()).to.deep.equal([]);
      expect((await world.inQueue('P1')).leftAside).to.deep.include({ by: 'Manager', note: 'ask Kim' });
      await world.take([
        itemRow('104300', { amount: eur(120_000), issuedOn: '2026-11-01' }),
        itemRow('104233', { amount: eur(119_000), issuedOn: '2026-10-01', dueOn: '2026-10-31' }),
      ]);
      expect((await world.queue()).map(({ payment }) => payment.number)).to.deep.equal(['P1']);
    });

    it('has nothing certain against a disputed item', async () => {
      const { world } = await withPayment();
      const certain = (await world.inQueue('P1')).proposals.filter(({ confidence }) => confidence === 'certain');
      expect(certain).to.have.length(1);
      await world.take([
        itemRow('104233', {
          amount: eur(120_000),
          issuedOn: '2026-10-01',
          dueOn: '2026-10-31',
          disputeStatus: 'disputed',
        }),
      ]);
      const { proposals } = await world.inQueue('P1');
      expect(proposals.map(({ confidence }) => confidence)).to.not.include('certain');
      expect(proposals[0]?.evidence.map(({ kind }) => kind)).to.include('disputed');
      expect((await world.postCertain()).body).to.deep.equal({ posted: 0, runNumber: null });
    });

    it('posts all that is certain in one run, and no more when asked again or by two at once', async () => {
      const { world } = await withPayment();
      await world.take([
        paymentRow('P2', { amount: eur(80_050), issuedOn: '2026-11-17', reference: '104241' }),
        paymentRow('P3', { customerNumber: 'C2', amount: eur(7), issuedOn: '2026-11-17' }),
      ]);
      const answers = await Promise.all([world.postCertain(), world.postCertain()]);
      expect(answers.map(({ status }) => status)).to.deep.equal([200, 200]);
      expect(await world.left()).to.deep.equal({ 204900: 120_000, P3: 7 });
      expect((await world.decisions()).map(({ state }) => state)).to.deep.equal(['posted', 'posted']);
      expect((await world.postCertain()).body).to.deep.equal({ posted: 0, runNumber: null });
      await sumsHold(world);
    });
  });

  it('takes a bank’s entry out where the ERP has brought the same money', async () => {
    const world = await opened();
    await world.take([
      paymentRow('ZE-900771', { amount: eur(44_000), issuedOn: '2026-11-16' }),
      receiptRow('B1', eur(44_000), { ...KESTREL, endToEndId: 'ZE900771' }),
      receiptRow('B2', eur(44_000), { payerName: 'Lodestar Marine', on: '2026-11-11' }),
    ]);
    const { payment, proposals } = await world.inQueue('B1');
    const [proposal] = proposals;
    expect(proposal).to.deep.include({ rule: 'same_money', confidence: 'certain', parts: [] });
    expect(proposal?.items.map(({ number }) => number)).to.deep.equal(['ZE-900771']);
    expect((await world.inQueue('B2')).proposals.map(({ rule }) => rule)).to.not.include('same_money');
    const done = await world.decide(payment.id, { decision: 'accept', proposalId: proposal?.id });
    expect(done.status, done.text).to.equal(200);
    expect(await world.left()).to.deep.include({ 'ZE-900771': 44_000, B2: 44_000 });
    expect(await world.left()).to.not.have.property('B1');
    await sumsHold(world);
    expect((await world.undo(done.body.decisionId)).status).to.equal(200);
    expect(await world.left()).to.deep.include({ B1: 44_000 });
    const far = { decision: 'same_money', otherPaymentId: await world.itemId('104233') };
    expect((await world.decide(payment.id, far)).status).to.equal(404);
  });

  it('shows and changes nothing of another company', async () => {
    const world = await opened();
    await world.take([paymentRow('P1', { amount: eur(120_000), issuedOn: '2026-11-17', reference: '104233' })]);
    const { payment } = await world.inQueue('P1');
    const other = await opened('Other GmbH');
    expect(await other.queue()).to.deep.equal([]);
    const part = { itemId: await world.itemId('104233'), amount: eur(100) };
    const reached = await other.decide(payment.id, { decision: 'split', parts: [part] });
    expect(reached.status).to.equal(404);
    expect(await world.left(TODAY)).to.deep.include({ P1: 120_000 });
    const done = await world.decide(payment.id, { decision: 'split', parts: [part] });
    expect((await other.undo(done.body.decisionId)).status).to.equal(404);
    expect(await other.decisions()).to.deep.equal([]);
  });
});
