import { expect } from 'chai';
import { describe, it } from 'mocha';
import { CollectionsCase } from '../dispatches/collections-case.ts';
import { ANA, KIM, MESSAGE_ID, NOW, useSeenCase, YESTERDAY } from './seen-case.ts';

describe('POST /api/seen-messages, of a message that was prepared here', function () {
  this.timeout(180_000);
  const w = useSeenCase();
  const at = { sentAt: '2026-11-20T09:00:30.000Z' };

  it('knows it by what it carries, and logs once that it went out and that the gate was not reached', async () => {
    const { id } = await w.prepare({ message: undefined });
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        w.see({ ...at, dispatchId: id, gateNotReached: true }, place % 2 === 0 ? w.a.ana : w.a.ben),
      ),
    );
    const [entry, ...rest] = await w.log();
    expect(rest).to.deep.equal([]);
    expect(entry).to.deep.nested.include({
      kind: 'activity',
      code: 'email_first_notice',
      delivery: 'confirmed',
      'gate.verdict': 'not_reached',
      'message.internetMessageId': MESSAGE_ID,
      actor: { id: w.a.ana.actor.userId, name: 'Ana' },
    });
    for (const { seenAs, activityId, dispatch } of seen) {
      expect({ seenAs, activityId, id: dispatch.id, delivery: dispatch.delivery }).to.deep.equal({
        seenAs: 'dispatch',
        activityId: entry?._id,
        id,
        delivery: 'confirmed',
      });
    }
  });

  it('confirms one whose attempt was logged, by an entry that points back', async () => {
    const { id, ticket } = await w.prepare();
    await w.a.announce(ticket);
    await w.see({ ...at, dispatchId: id });
    await w.see({ ...at, dispatchId: id }, w.a.ben);
    expect(await w.a.loggedAs()).to.deep.equal([
      'activity email_first_notice attempted',
      'delivery email_first_notice confirmed',
    ]);
    expect((await w.dispatch(id)).delivery).to.equal('confirmed');
  });

  it('says that it was sent against the gate, without a reason, where the gate had stopped it', async () => {
    const { id, ticket } = await w.prepare();
    await w.pay();
    expect((await w.a.announce(ticket)).body.allowed).to.equal(false);
    await w.see({ ...at, dispatchId: id });
    const entries = await w.log();
    expect(entries.map(({ kind, gate }) => [kind, gate?.verdict])).to.deep.equal([
      ['stop', 'stopped'],
      ['activity', 'against'],
    ]);
  });

  it('says that a reason was given where one was, for the state at which the gate had stopped it', async () => {
    const { id, ticket } = await w.prepare();
    await w.pay();
    await w.a.announce(ticket);
    const { state } = (await w.dispatch(id)).gate;
    const given = await w.a.post(`/api/dispatches/${id}/overrides`, { reason: 'they asked for it', state });
    expect(given.status, given.text).to.equal(201);
    await w.see({ ...at, dispatchId: id });
    expect((await w.log()).at(-1)).to.deep.nested.include({ kind: 'activity', 'gate.verdict': 'overridden' });
    expect(JSON.stringify(await w.texts())).to.contain('they asked for it');
  });

  it('says that the gate was not reached where its stop came too late for the handler', async () => {
    const { id, ticket } = await w.prepare();
    await w.pay();
    await w.a.announce(ticket);
    await w.see({ ...at, dispatchId: id, gateNotReached: true });
    expect((await w.log()).at(-1)?.gate?.verdict).to.equal('not_reached');
  });

  it('knows it by its Message-MESSAGE_ID, ours or the one that the mail server gave', async () => {
    const { id } = await w.prepare();
    await w.see({ ...at, dispatchId: id });
    const again = await w.see({ ...at, conversation: 'elsewhere', recipients: ['new@kestrel.example'] }, w.a.ben);
    expect(again).to.deep.include({ seenAs: 'dispatch' });
    const other = await w.prepare({ templateId: w.a.template('second_notice').id });
    const ours = await w.see({ ...at, internetMessageId: other.internetMessageId, conversation: 'x', recipients: [] });
    expect(ours.dispatch.id).to.equal(other.id);
  });

  for (const [what, planned, seen] of [
    ['thread and recipients', {}, {}],
    ['thread, where nobody knew to whom it would go', { recipients: [] }, {}],
    ['thread, where the mail shows no recipients', {}, { recipients: [] }],
    ['recipients, where it began no thread', { message: undefined }, {}],
    [
      'recipients and more of them',
      { message: undefined },
      { recipients: ['cfo@kestrel.example', 'KIM@kestrel.example'] },
    ],
    ['recipients, where the mail shows no thread', {}, { conversation: undefined }],
  ] as const) {
    it(`knows it by ${what}`, async () => {
      const { id } = await w.prepare(planned);
      const answer = await w.see({ ...at, ...seen });
      expect(answer.seenAs).to.equal('dispatch');
      expect(answer.dispatch).to.deep.include({ id, delivery: 'confirmed' });
    });
  }

  it('knows one that was announced by the recipients it had then, of which a copy shows no blind ones', async () => {
    const { id, ticket } = await w.prepare({ message: undefined, recipients: [] });
    await w.a.announce(ticket, [KIM, 'archive@brightwater.example']);
    expect((await w.see({ ...at, conversation: undefined })).dispatch).to.deep.include({ id, delivery: 'confirmed' });
  });

  for (const [what, planned, seen] of [
    ['another thread', {}, { conversation: 'c-2' }],
    ['fewer recipients', { recipients: [KIM, 'cfo@kestrel.example'] }, {}],
    ['neither thread nor recipients', { message: undefined, recipients: [] }, {}],
    ['another sender', {}, { from: 'ben@brightwater.example' }],
    ['a day later', {}, { sentAt: '2026-11-21T09:00:01.000Z' }],
    ['before it was prepared', {}, { sentAt: '2026-11-20T08:50:00.000Z' }],
  ] as const) {
    it(`takes a mail with ${what} for another one`, async () => {
      const { id } = await w.prepare(planned);
      expect((await w.seeLater('2026-11-21T12:00:00.000Z', { ...at, ...seen })).seenAs).to.equal('logged');
      expect((await w.dispatch(id)).delivery).to.equal('drafted');
    });
  }

  it('leaves it to a person where it can be one of two, and logs nothing', async () => {
    const both = [await w.prepare(), await w.prepare({ templateId: w.a.template('second_notice').id })];
    expect(await w.see(at)).to.deep.equal({ seenAs: 'none', activityId: null, dispatch: null });
    expect(await w.a.log()).to.deep.equal([]);
    for (const { id } of both) expect((await w.dispatch(id)).delivery).to.equal('drafted');
  });

  it('knows it in a shared mailbox, whoever prepared it', async () => {
    const { id } = await w.prepare();
    const seen = await w.see({ ...at, from: 'receivables@brightwater.example' }, w.a.ben);
    expect(seen.dispatch).to.deep.include({ id, delivery: 'confirmed' });
  });

  it('does not believe a mail from outside that carries the mark of one', async () => {
    const { id } = await w.prepare();
    expect((await w.see({ ...at, from: KIM, recipients: [ANA], dispatchId: id })).seenAs).to.equal('none');
    expect((await w.dispatch(id)).delivery).to.equal('drafted');
  });

  it('takes a mark of another company for none', async () => {
    const other = await CollectionsCase.begin(
      Object.assign(Object.create(w.app), { tenant: () => w.app.tenant('Lodestar GmbH') }),
    );
    const { id } = await w.prepare();
    const foreign = await other.post('/api/seen-messages', {
      ...w.mail(at),
      customerId: null,
      conversation: 'c-9',
      dispatchId: id,
    });
    expect(foreign.body).to.deep.include({ seenAs: 'logged', dispatch: null });
    expect((await w.dispatch(id)).delivery).to.equal('drafted');
  });

  it('says what it is also where the company never logs the address', async () => {
    await w.settings({ neverLog: [KIM] });
    const { id } = await w.prepare();
    expect((await w.see({ ...at, dispatchId: id })).seenAs).to.equal('dispatch');
  });

  it('leaves one as it is that the provider refused', async () => {
    const { id } = await w.prepare({ via: 'gmail' });
    await w.a.post(`/api/dispatches/${id}/deliveries`, { delivery: 'failed' });
    expect((await w.see({ ...at, dispatchId: id })).dispatch).to.deep.include({ id, delivery: 'failed' });
  });

  it('keeps the day on which it was sent, and never one before it was prepared', async () => {
    const [first, second] = [await w.prepare(), await w.prepare({ templateId: w.a.template('second_notice').id })];
    const monday = '2026-11-23T08:00:00.000Z';
    await w.seeLater(monday, { ...at, dispatchId: first.id });
    await w.seeLater(monday, {
      dispatchId: second.id,
      internetMessageId: '<9@brightwater.example>',
      sentAt: YESTERDAY,
    });
    const days = (await w.a.log()).map(({ occurredAt }) => (occurredAt as Date).toISOString());
    expect(days).to.deep.equal([at.sentAt, NOW]);
  });
});

describe('the alert of the on-send handler', function () {
  this.timeout(120_000);
  const w = useSeenCase();

  for (const sendAnyway of [true, false]) {
    it(`${sendAnyway ? 'may' : 'may not'} be passed where the company has it so`, async () => {
      await w.settings({ sendAnyway });
      const { ticket } = await w.prepare();
      await w.pay();
      expect((await w.a.announce(ticket)).body).to.deep.include({ allowed: false, mayGoAnyway: sendAnyway });
    });
  }
});
