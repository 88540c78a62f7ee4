import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { DispatchView } from '../../../../shared/api/dispatches.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, eur, paymentRow } from '../../../support/ledger-rows.ts';
import { aKey, CollectionsCase } from './collections-case.ts';

const GO = { allowed: true, reasons: [], mayGoAnyway: false };

describe('POST /api/on-send', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
  });

  async function prepare(changes: object = {}, options: object = {}): Promise<DispatchView> {
    const plan = { ...a.wish(), via: 'outlook', recipients: ['kim@kestrel.example'], ...changes };
    const { status, body } = await a.post('/api/dispatches', plan, options);
    expect(status, JSON.stringify(body)).to.equal(201);
    return body;
  }
  const read = async (id: string, by = a.ana): Promise<DispatchView> => (await a.get(`/api/dispatches/${id}`, by)).body;
  const pay = (number: string, amount: number) =>
    a.feed(
      paymentRow(`P ${number}`, { issuedOn: '2026-11-19', amount: eur(amount) }),
      applicationRow(number, `P ${number}`, eur(amount), { on: '2026-11-19' }),
    );

  it('needs a prepared message, of which the store knows no ticket', async () => {
    const { id, ticket, delivery } = await prepare();
    expect(delivery).to.equal('drafted');
    expect(ticket).to.match(new RegExp(`^${a.tenant.id}\\.[\\w-]{43}$`));
    expect(await a.log()).to.deep.equal([]);
    const bits = String(ticket).split('.')[1] ?? '';
    for (const name of ['dispatches', 'answers']) {
      const kept = await collectionNamed(name)
        .find({ tenantId: a.tenant.id } as never)
        .toArray();
      expect(kept.length, name).to.be.greaterThan(0);
      expect(JSON.stringify(kept), name).not.to.contain(bits);
    }
    expect((await read(id)).ticket).to.equal(ticket);
    expect((await read(id, a.ben)).ticket).to.equal(null);
  });

  it('gives the same ticket for the same key', async () => {
    const key = aKey();
    const [first, second] = [await prepare({}, { key }), await prepare({}, { key })];
    expect(second).to.deep.equal(first);
  });

  it('lets the message go and logs the attempt, by its ticket alone', async () => {
    const { id, ticket, filled } = await prepare({ message: { conversation: 'draft-7' } });
    const { status, body } = await a.announce(ticket, ['Kim@kestrel.example'], {
      subject: 'RE: reminder',
      conversation: 'c-7',
    });
    expect([status, body]).to.deep.equal([200, GO]);
    const [entry, ...rest] = await a.log();
    expect(rest).to.deep.equal([]);
    expect(entry).to.deep.include({
      kind: 'activity',
      code: 'email_first_notice',
      delivery: 'attempted',
      client: 'outlook',
      dispatchId: id,
      actor: { id: a.ana.actor.userId, name: 'Ana' },
      contact: { name: 'Kim Osei', email: 'kim@kestrel.example' },
      message: { conversation: 'c-7', internetMessageId: null },
    });
    const [texts] = await collectionNamed('activityTexts')
      .find({ tenantId: a.tenant.id } as never)
      .toArray();
    expect(texts).to.deep.include({ subject: 'RE: reminder', recipients: ['Kim@kestrel.example'] });
    const after = await read(id);
    expect(after).to.deep.include({ delivery: 'attempted', ticket: null, id });
    expect(after.filled.html).to.equal(filled.html);
    expect(new Date(after.attemptedAt ?? '')).to.deep.equal(entry?.occurredAt);
  });

  it('has one effect when Outlook fires twice, or twenty times at once', async () => {
    const { ticket } = await prepare();
    const answers = await Promise.all(Array.from({ length: 20 }, () => a.announce(ticket)));
    for (const { status, body } of answers) expect([status, body]).to.deep.equal([200, GO]);
    expect((await a.announce(ticket)).body).to.deep.equal(GO);
    expect(await a.loggedAs()).to.deep.equal(['activity email_first_notice attempted']);
  });

  it('refuses a ticket that was spent, on a message to others', async () => {
    const { ticket } = await prepare();
    await a.announce(ticket, ['kim@kestrel.example', 'ap@kestrel.example']);
    expect((await a.announce(ticket, ['AP@kestrel.example', 'kim@kestrel.example'])).body).to.deep.equal(GO);
    const { status, body } = await a.announce(ticket, ['someone@else.example']);
    expect([status, body.code]).to.deep.equal([401, 'ticket_refused']);
    expect(await a.log()).to.have.length(1);
  });

  it('refuses what is no ticket of ours', async () => {
    const { ticket } = await prepare();
    const other = await app.tenant('Other Ltd', { ownDomains: [] });
    const [, bits = ''] = String(ticket).split('.');
    const forged = [`${a.tenant.id}.${'x'.repeat(43)}`, `${other.id}.${bits}`, bits, `${ticket}x`, 'x'.repeat(60)];
    for (const wrong of forged) {
      const { status, body } = await a.announce(wrong);
      expect([status, body.code], wrong).to.deep.equal([401, 'ticket_refused']);
    }
    expect(await a.log()).to.deep.equal([]);
  });

  it('stops a message whose invoice was paid since it was prepared, and logs the stop once', async () => {
    const { ticket, id } = await prepare();
    await pay('104250', 80_000);
    for (let press = 0; press < 2; press += 1) {
      const { status, body } = await a.announce(ticket);
      expect(status).to.equal(200);
      expect(body).to.deep.equal({ allowed: false, reasons: ['Invoice 104250 is settled.'], mayGoAnyway: false });
    }
    expect(await a.loggedAs()).to.deep.equal(['stop email_first_notice']);
    expect((await a.log())[0]).to.deep.include({ dispatchId: id, dataAsOf: new Date('2026-11-19T22:01:00.000Z') });
    const after = await read(id);
    expect(after).to.deep.include({ delivery: 'drafted', ticket });
    expect(after.gate).to.include({ open: false });
  });

  it('stops a message that says another amount than is left', async () => {
    const { ticket } = await prepare();
    await pay('104233', 1_000);
    const { body } = await a.announce(ticket);
    expect(body.reasons).to.deep.equal(['The message says another amount than is left of invoice 104233.']);
  });

  it('stops, or lets go before, each of several messages against which a payment races', async () => {
    const about = { itemIds: [a.item('104250')] };
    const drafts = await Promise.all(Array.from({ length: 8 }, () => prepare(about)));
    const [answers] = await Promise.all([
      Promise.all(drafts.map(({ ticket }) => a.announce(ticket))),
      pay('104250', 80_000),
    ]);
    const head = await collectionNamed('ledgerHeads').findOne({ tenantId: a.tenant.id } as never);
    expect(head).to.include({ number: 2 });
    const logged = (await a.log()).map(({ dispatchId, kind, dataAsOf }) => ({ dispatchId, kind, dataAsOf }));
    const expected = answers.map(({ body }, place) => ({
      dispatchId: drafts[place]?.id,
      kind: body.allowed ? 'activity' : 'stop',
      dataAsOf: new Date(body.allowed ? '2026-11-19T22:00:00.000Z' : '2026-11-19T22:01:00.000Z'),
    }));
    expect(logged).to.have.deep.members(expected);
    const again = await Promise.all(drafts.map(({ ticket }) => a.announce(ticket)));
    expect(again.map(({ body }) => body.allowed)).to.deep.equal(answers.map(({ body }) => body.allowed));
    const late = await a.announce((await prepare(about)).ticket);
    expect(late.body.allowed).to.equal(false);
  });

  describe('after a reason was given in the pane', () => {
    const override = (id: string, body: object, options: object = {}) =>
      a.post(`/api/dispatches/${id}/overrides`, body, options);

    it('lets the message go for that state, and logs the reason', async () => {
      const { ticket, id } = await prepare();
      await pay('104250', 80_000);
      await a.announce(ticket);
      const { gate } = await read(id);
      const { status } = await override(id, { reason: 'wants it for their files', state: gate.state });
      expect(status).to.equal(201);
      expect((await a.announce(ticket)).body).to.deep.equal(GO);
      const [stop, attempt] = await a.log();
      expect([stop?.kind, attempt?.kind]).to.deep.equal(['stop', 'activity']);
      expect(attempt?.gate).to.include({ verdict: 'overridden', state: gate.state });
      const texts = await collectionNamed('activityTexts')
        .find({ tenantId: a.tenant.id } as never)
        .toArray();
      expect(texts.at(-1)?.note).to.include({ text: 'wants it for their files' });
    });

    it('asks again when the data have changed since', async () => {
      const { ticket, id } = await prepare();
      await pay('104250', 80_000);
      const { gate } = await read(id);
      await override(id, { reason: 'known to both', state: gate.state });
      await pay('104233', 120_000);
      const { body } = await a.announce(ticket);
      expect(body.reasons).to.deep.equal(['Invoices 104233 and 104250 are settled.']);
      const stale = await override(id, { reason: 'known to both', state: gate.state });
      expect([stale.status, stale.body.code]).to.deep.equal([409, 'gate_closed']);
    });

    it('is too late once the message has gone', async () => {
      const { ticket, id, gate } = await prepare();
      await a.announce(ticket);
      const { status, body } = await override(id, { reason: 'too late', state: gate.state });
      expect([status, body.code]).to.deep.equal([409, 'dispatch_state']);
    });
  });

  describe('and "mark as sent" in the pane', () => {
    const report = (id: string, body: object) => a.post(`/api/dispatches/${id}/deliveries`, body);

    it('logs a message that the handler never announced as not having reached the gate', async () => {
      const { ticket, id } = await prepare();
      const { status, body } = await report(id, { delivery: 'attempted' });
      expect([status, body.delivery], JSON.stringify(body)).to.deep.equal([201, 'attempted']);
      expect((await a.log())[0]?.gate).to.deep.equal({ verdict: 'not_reached', reasons: [], state: '' });
      expect((await read(id)).filled.html).to.contain('Kind regards');
      expect((await a.announce(ticket)).body).to.deep.equal(GO);
      expect(await a.loggedAs()).to.deep.equal(['activity email_first_notice attempted']);
    });

    it('logs a message that was sent against the gate as that', async () => {
      const { ticket, id } = await prepare();
      await pay('104250', 80_000);
      await a.announce(ticket);
      await report(id, { delivery: 'confirmed', message: { internetMessageId: '<sent@mail.example>' } });
      const entry = (await a.log()).at(-1);
      expect(entry).to.deep.include({ kind: 'activity', delivery: 'confirmed' });
      expect(entry?.message).to.deep.include({ internetMessageId: '<sent@mail.example>' });
      expect(entry?.gate).to.deep.include({ verdict: 'against' });
      expect(entry?.gate).to.have.property('reasons').with.length(1);
    });

    it('confirms an attempt by an entry that points back', async () => {
      const { ticket, id } = await prepare();
      await a.announce(ticket);
      await report(id, { delivery: 'confirmed' });
      expect(await a.loggedAs()).to.deep.equal([
        'activity email_first_notice attempted',
        'delivery email_first_notice confirmed',
      ]);
      const undo = await a.post(`/api/activities/${(await a.log())[0]?._id}/withdrawals`, {});
      expect([undo.status, undo.body.code]).to.deep.equal([409, 'activity_not_correctable']);
    });

    it('asks the gate anew for a message that failed', async () => {
      const { ticket, id } = await prepare();
      await a.announce(ticket);
      await report(id, { delivery: 'failed' });
      expect((await a.announce(ticket)).body).to.deep.equal(GO);
      expect((await a.loggedAs()).slice(1)).to.deep.equal([
        'delivery email_first_notice failed',
        'delivery email_first_notice attempted',
      ]);
    });
  });

  it('keeps one company out of the messages of another', async () => {
    const { id } = await prepare();
    const stranger = await app.user(await app.tenant('Other Ltd', { ownDomains: [] }), 'collector');
    const { status, body } = await a.get(`/api/dispatches/${id}`, stranger);
    expect([status, body.code]).to.deep.equal([404, 'dispatch_not_found']);
  });

  it('warns of a colleague who wrote today', async () => {
    const { ticket } = await prepare();
    await a.announce(ticket);
    const plan = { ...a.wish(), templateId: a.template('reply').id };
    const { body } = await a.post('/api/dispatches/preview', plan, { by: a.ben });
    expect(body.gate.warnings).to.deep.equal(['Ana was in contact today at 10:00 (Email: first notice).']);
  });
});
