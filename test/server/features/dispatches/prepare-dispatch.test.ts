import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { aKey, CollectionsCase, totalOf } from './collections-case.ts';

describe('prepared messages', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
  });

  const prepare = (changes: object = {}, options: object = {}) =>
    a.post('/api/dispatches', { ...a.wish(), via: 'gmail', recipients: ['kim@kestrel.example'], ...changes }, options);
  const stored = (name: string) =>
    collectionNamed(name)
      .find({ tenantId: a.tenant.id } as never)
      .toArray();
  const promise = () =>
    a.post('/api/activities', {
      customerId: a.customerId,
      itemIds: [a.item('104233')],
      code: 'phone_promise_to_pay',
      outcome: 'promised_in_full',
      amount: { minor: 120_000, currency: 'EUR' },
      date: '2026-11-27',
      client: 'page',
    });

  describe('GET /api/templates', () => {
    it('lists the live templates, the suggested one first with the reason', async () => {
      const { status, body } = await a.get(`/api/templates?customerId=${a.customerId}`);
      expect(status, JSON.stringify(body)).to.equal(200);
      expect(body.templates).to.have.length(12);
      expect(body.templates[0]).to.deep.include({ stage: 'first_notice', language: 'en', version: 1 });
      expect(body.suggested.templateId).to.equal(body.templates[0].id);
      expect(body.suggested.reason).to.equal('The oldest item is 50 days past due, and no notice has gone out for it.');
    });

    it('follows the notices that went out', async () => {
      await prepare();
      app.clock.set('2026-11-28T09:00:00.000Z');
      const later = await app.services.sessionTokens.issue({ userId: a.ana.actor.userId, tenantId: a.tenant.id });
      const { body } = await a.get(`/api/templates?customerId=${a.customerId}`, { ...a.ana, token: later.token });
      app.clock.set('2026-11-20T09:00:00.000Z');
      expect(body.templates[0]).to.include({ stage: 'second_notice' });
    });

    it('refuses an unknown customer', async () => {
      const { status, body } = await a.get('/api/templates?customerId=nobody');
      expect([status, body.code]).to.deep.equal([404, 'customer_not_found']);
    });
  });

  describe('POST /api/dispatches/preview', () => {
    const preview = (changes: Record<string, unknown> = {}) => a.post('/api/dispatches/preview', a.wish(changes));

    it("fills the template with today's figures of all that is past due, asks the gate, and records nothing", async () => {
      const { status, body } = await preview();
      expect(status, JSON.stringify(body)).to.equal(200);
      expect(body.filled.itemIds).to.deep.equal([a.item('104233'), a.item('104250')]);
      expect(totalOf(body.filled)).to.equal('200000 EUR');
      expect(body.filled.subject).to.equal('Payment reminder: €2,000.00 past due, account C1');
      expect(body.filled.html).to.contain('<td>104250</td><td>October 1, 2026</td><td>October 31, 2026</td>');
      expect(body.filled.text).to.contain('Brightwater GmbH').and.to.contain('104250  October 1, 2026');
      expect(body.gate).to.deep.include({ open: true, reasons: [], dataAsOf: '2026-11-19T22:00:00.000Z' });
      expect(await a.log()).to.deep.equal([]);
      expect(await stored('dispatches')).to.deep.equal([]);
    });

    it('writes in the language of the template', async () => {
      const { body } = await preview({ templateId: a.template('second_notice', 'de').id, itemIds: [a.item('104233')] });
      expect(body.filled.subject).to.equal(
        'Zweite Mahnung: 1.200,00\u00a0€ überfällig seit 1. Oktober 2026, Kundennummer C1',
      );
    });

    it('names no items in a message that is about none', async () => {
      const { body } = await preview({ templateId: a.template('reply').id });
      expect(body.filled).to.deep.include({ itemIds: [], total: [] });
    });

    it('refuses a message about what is past due where nothing is', async () => {
      const [heron] = await a.in(() => app.services.customers.findByPaddedNumbers(['C2'], 1));
      await a.feed(
        paymentRow('P2', { customerNumber: 'C2', issuedOn: '2026-11-19' }),
        applicationRow('200001', 'P2', eur(10_000), { on: '2026-11-19' }),
      );
      const { status, body } = await preview({ customerId: heron?.id });
      expect([status, body.code, body.detail]).to.deep.equal([
        422,
        'template_value_missing',
        'Nothing of Heron AG is past due.',
      ]);
    });

    it('refuses what is not there, not live, or not known', async () => {
      const retired = a.template('first_notice').id;
      const unnamed = { stage: 'reply', language: 'en', subject: 'For {{ contact.name }}', html: '<p>x</p>' };
      const changed = { stage: 'first_notice', language: 'en', subject: 'Please pay', html: '<p>Pay {{ total }}</p>' };
      const templates = [
        { name: 'First notice', ...changed },
        { name: 'Personal', ...unnamed },
      ];
      const { loaded } = await a.in(() => app.services.templateService.loadFile({ templates }, 'admin'));
      expect(loaded.map(({ name, version }) => [name, version])).to.deep.equal([
        ['First notice', 2],
        ['Personal', 1],
      ]);
      const personal = loaded[1]?.id;
      const cases: readonly (readonly [Record<string, unknown>, number, string])[] = [
        [{ templateId: 'nothing' }, 404, 'template_not_found'],
        [{ templateId: retired }, 409, 'template_not_live'],
        [{ templateId: loaded[0]?.id, customerId: 'nobody' }, 404, 'customer_not_found'],
        [{ templateId: loaded[0]?.id, itemIds: ['nothing'] }, 404, 'item_not_found'],
        [{ templateId: loaded[0]?.id, itemIds: [a.item('200001')] }, 404, 'item_not_found'],
        [{ templateId: personal, recipients: ['stranger@kestrel.example'] }, 422, 'template_value_missing'],
      ];
      for (const [changes, expected, code] of cases) {
        const { status, body } = await preview(changes);
        expect([status, body.code], JSON.stringify(changes)).to.deep.equal([expected, code]);
      }
      const greeted = await preview({ templateId: personal, recipients: ['KIM@kestrel.example'] });
      expect(greeted.body.filled.subject).to.equal('For Kim Osei');
    });
  });

  describe('POST /api/dispatches via gmail', () => {
    it('passes the open gate and logs the attempt with what was said, apart from the log', async () => {
      const { status, body } = await prepare({ message: { conversation: 'thread-7' } });
      expect(status, JSON.stringify(body)).to.equal(201);
      expect(body).to.deep.include({ delivery: 'attempted', ticket: null });
      expect(body.internetMessageId).to.equal(`<${body.id}@brightwater.example>`);
      const [entry, ...rest] = await a.log();
      expect(rest).to.deep.equal([]);
      expect(entry).to.deep.include({
        kind: 'activity',
        code: 'email_first_notice',
        channel: 'email',
        delivery: 'attempted',
        client: 'gmail',
        dispatchId: body.id,
        itemNumbers: ['104233', '104250'],
        contact: { name: 'Kim Osei', email: 'kim@kestrel.example' },
        message: { conversation: 'thread-7', internetMessageId: body.internetMessageId },
        dataAsOf: new Date('2026-11-19T22:00:00.000Z'),
      });
      expect(entry?.gate).to.include({ verdict: 'open' });
      const [texts] = await stored('activityTexts');
      expect(texts).to.deep.include({ subject: body.filled.subject, recipients: ['kim@kestrel.example'] });
      expect(texts?.body).to.include({ text: body.filled.html });
      for (const name of ['activities', 'dispatches', 'answers']) {
        expect(JSON.stringify(await stored(name)), name).not.to.contain('Kind regards');
      }
    });

    it('has one effect and one answer for a key', async () => {
      const key = aKey();
      const answers = await Promise.all(Array.from({ length: 5 }, () => prepare({}, { key })));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).to.equal(1);
      expect(answers[0]?.status).to.equal(201);
      expect(await a.log()).to.have.length(1);
      expect(await stored('dispatches')).to.have.length(1);
    });

    it('needs recipients that are addresses', async () => {
      for (const recipients of [[], ['kim@kestrel.example\r\nBcc: all@x.example'], [' ']]) {
        const { status, body } = await prepare({ recipients });
        expect([status, body.code]).to.deep.equal([422, 'request_invalid']);
      }
    });

    it('stops at the closed gate with its reasons, and logs the stop once for a key', async () => {
      await a.feed(
        itemRow('104250', {
          issuedOn: '2026-10-01',
          dueOn: '2026-10-31',
          amount: eur(80_000),
          disputeStatus: 'disputed',
        }),
      );
      const key = aKey();
      for (const attempt of [1, 2]) {
        const { status, body } = await prepare({}, { key });
        expect([status, body.code], `attempt ${attempt}`).to.deep.equal([409, 'gate_closed']);
        expect(body.problems).to.deep.equal([{ field: 'disputed', problem: 'Invoice 104250 is disputed.' }]);
      }
      expect(await a.loggedAs()).to.deep.equal(['stop email_first_notice']);
      expect(await stored('dispatches')).to.deep.equal([]);
    });

    it('goes past the closed gate for a reason given for this very state, which the log keeps', async () => {
      await promise();
      const { body: seen } = await a.post('/api/dispatches/preview', a.wish());
      expect(seen.gate).to.include({ open: false });
      const override = { reason: 'the customer asked for it, card 4012888888881881', state: seen.gate.state };
      await a.feed(customerRow('C1', { name: 'Kestrel Ltd', doNotContact: true }));
      expect((await prepare({ override })).body.code).to.equal('gate_closed');
      const { body: again } = await a.post('/api/dispatches/preview', a.wish());
      const { status } = await prepare({ override: { ...override, state: again.gate.state } });
      expect(status).to.equal(201);
      const entry = (await a.log()).at(-1);
      expect(entry?.gate).to.deep.include({ verdict: 'overridden', state: again.gate.state });
      expect(entry?.gate).to.have.property('reasons').with.length(2);
      const texts = (await stored('activityTexts')).at(-1);
      expect(texts?.note).to.include({ text: 'the customer asked for it, card 401288******1881' });
    });

    it('lets a reply through to a customer whom no dunning reaches', async () => {
      await a.feed(customerRow('C1', { name: 'Kestrel Ltd', doNotContact: true }));
      const { status } = await prepare({ templateId: a.template('reply').id });
      expect(status).to.equal(201);
      expect((await a.log())[0]).to.deep.include({ code: 'email_reply', gate: null, itemIds: [] });
    });
  });

  describe('POST /api/dispatches/{id}/deliveries', () => {
    const report = (id: string, body: object, options: object = {}) =>
      a.post(`/api/dispatches/${id}/deliveries`, body, options);

    it('logs what the provider answered, with its ids', async () => {
      const { body: sent } = await prepare();
      const message = { conversation: 'thread-7', internetMessageId: '<real@mail.example>' };
      const { status, body } = await report(sent.id, { delivery: 'confirmed', message });
      expect([status, body.delivery]).to.deep.equal([201, 'confirmed']);
      const entries = await a.log();
      expect(entries[1]).to.deep.include({
        kind: 'delivery',
        refersTo: entries[0]?._id,
        delivery: 'confirmed',
        message,
      });
      const { body: read } = await a.get(`/api/dispatches/${sent.id}`);
      expect(read).to.deep.include({ delivery: 'confirmed', filled: sent.filled });
      const [contact] = (await a.in(() => app.services.contactSummaries.read(a.customerId as never))).lastContacts;
      expect(contact).to.include({ code: 'email_first_notice', delivery: 'confirmed' });
    });

    it('says the same twice without another effect', async () => {
      const { body: sent } = await prepare();
      const key = aKey();
      await report(sent.id, { delivery: 'in_doubt', detail: 'no answer' }, { key });
      await report(sent.id, { delivery: 'in_doubt', detail: 'no answer' }, { key });
      expect((await report(sent.id, { delivery: 'in_doubt' })).status).to.equal(201);
      expect(await a.loggedAs()).to.deep.equal([
        'activity email_first_notice attempted',
        'delivery email_first_notice in_doubt',
      ]);
    });

    it('refuses a state that cannot follow', async () => {
      const { body: sent } = await prepare();
      await report(sent.id, { delivery: 'confirmed' });
      for (const delivery of ['attempted', 'failed', 'in_doubt']) {
        const { status, body } = await report(sent.id, { delivery });
        expect([status, body.code], delivery).to.deep.equal([409, 'dispatch_state']);
      }
      const unknown = await report('nothing', { delivery: 'confirmed' });
      expect([unknown.status, unknown.body.code]).to.deep.equal([404, 'dispatch_not_found']);
    });

    it('takes a message that failed out of the contacts, and never lets our side try again without the gate', async () => {
      const { body: sent } = await prepare();
      await report(sent.id, { delivery: 'failed' });
      expect((await report(sent.id, { delivery: 'attempted' })).body.code).to.equal('dispatch_state');
      const summary = await a.in(() => app.services.contactSummaries.read(a.customerId as never));
      expect(summary).to.deep.include({ lastContacts: [], notices: [] });
    });
  });

  it('takes unapplied money for payment of what it would cover', async () => {
    await a.feed(paymentRow('P1', { issuedOn: '2026-11-19', amount: eur(80_000) }));
    const { body } = await prepare();
    expect(body.code).to.equal('gate_closed');
    expect(body.problems[0].problem).to.contain('€800.00').and.to.contain('104250');
    const { status } = await prepare({ itemIds: [a.item('104233')] });
    expect(status).to.equal(201);
  });
});
