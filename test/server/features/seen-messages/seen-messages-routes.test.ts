import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Services } from '../../../../server/services.ts';
import { TestApp } from '../../../support/app.ts';
import { customerRow } from '../../../support/ledger-rows.ts';
import { ANA, KIM, MESSAGE_ID, NOW, useSeenCase, YESTERDAY } from './seen-case.ts';

describe('POST /api/seen-messages, of mail that was not made from a template', function () {
  this.timeout(180_000);
  const w = useSeenCase();

  it('logs it as a reply that is known to have gone out, at the time it was sent', async () => {
    const seen = await w.see();
    const [entry, ...rest] = await w.a.log();
    expect(rest).to.deep.equal([]);
    expect(seen).to.deep.equal({ seenAs: 'logged', activityId: entry?._id, dispatch: null });
    expect(entry).to.deep.include({
      kind: 'activity',
      code: 'email_reply',
      delivery: 'confirmed',
      actor: { id: w.a.ana.actor.userId, name: 'Ana' },
      customerId: w.a.customerId,
      contact: { name: 'Kim Osei', email: KIM },
      message: { conversation: 'c-1', internetMessageId: MESSAGE_ID },
      occurredAt: new Date(YESTERDAY),
      businessDay: '2026-11-19',
      noteHash: null,
    });
  });

  it('keeps subject and recipients and no word of it, or neither, as the company chooses', async () => {
    await w.see();
    const [kept] = await w.texts();
    expect(kept).to.deep.include({ subject: 'Your open invoices', recipients: [KIM], plainBody: '' });
    await w.settings({ keptOfMail: 'nothing' });
    const { activityId } = await w.see({ internetMessageId: '<2@brightwater.example>' });
    expect(
      (await w.texts()).filter((each) => (each as { activityId?: string }).activityId === activityId),
    ).to.deep.equal([]);
  });

  it('logs it once, however many see it at once and in whatever form its id is written', async () => {
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, place) => w.see({}, place % 2 === 0 ? w.a.ana : w.a.ben)),
    );
    expect(new Set(seen.map(({ seenAs }) => seenAs))).to.deep.equal(new Set(['logged']));
    expect(new Set(seen.map(({ activityId }) => activityId)).size).to.equal(1);
    expect(await w.a.loggedAs()).to.deep.equal(['activity email_reply confirmed']);
    await w.see({ internetMessageId: ` ${MESSAGE_ID.slice(1, -1)} `, subject: 'Re: Your open invoices' }, w.a.manager);
    expect(await w.a.log()).to.have.length(1);
  });

  it('logs it once where two processes see it at once', async () => {
    const other = new TestApp();
    const ask = ({ seenMessages }: Services) => w.a.in(() => seenMessages.report(w.mail(), w.a.ana.actor));
    const seen = await Promise.all([w.app, other, w.app, other, other].map(({ services }) => ask(services)));
    expect(new Set(seen.map(({ activityId }) => activityId)).size).to.equal(1);
    expect(await w.a.log()).to.have.length(1);
  });

  it('gives it to who wrote it, and says who saw it', async () => {
    const { activityId } = await w.see({}, w.a.ben);
    expect((await w.a.log())[0]).to.deep.include({ actor: { id: w.a.ana.actor.userId, name: 'Ana' } });
    const timeline = await w.a.get(`/api/customers/${w.a.customerId}/timeline`);
    expect(timeline.text).to.contain(activityId).and.to.contain('Seen by Ben.');
  });

  it('gives mail of a shared mailbox to who saw it, and says so', async () => {
    await w.see({ from: 'Receivables@brightwater.example' }, w.a.ben);
    expect((await w.a.log())[0]).to.deep.include({ actor: { id: w.a.ben.actor.userId, name: 'Ben' } });
    const [kept] = await w.texts();
    expect(JSON.stringify(kept)).to.contain('Sent from receivables@brightwater.example').and.to.contain('seen by Ben');
  });

  it('finds the customer by the contact where the thread names none', async () => {
    expect((await w.see({ customerId: null })).seenAs).to.equal('logged');
    expect((await w.a.log())[0]).to.deep.include({ customerId: w.a.customerId });
  });

  it('leaves it where contacts of two customers are written to and none is named', async () => {
    await w.a.feed(
      customerRow('C3', {
        name: 'Plover SA',
        contacts: [{ name: 'Pia', email: 'pia@plover.example', phone: '', role: '', language: '' }],
      }),
    );
    const recipients = [KIM, 'pia@plover.example'];
    expect((await w.see({ customerId: null, recipients })).seenAs).to.equal('none');
    expect((await w.see({ recipients })).seenAs).to.equal('logged');
  });

  it('never puts it into the time to come', async () => {
    await w.see({ sentAt: '2026-11-22T09:00:00.000Z' });
    expect((await w.a.log())[0]).to.deep.include({ occurredAt: new Date(NOW), businessDay: '2026-11-20' });
  });

  for (const [what, changes] of [
    ['without a Message-MESSAGE_ID', { internetMessageId: undefined }],
    ['with a blank for a Message-MESSAGE_ID', { internetMessageId: '  ' }],
    ['of which nobody knows when it went out', { sentAt: undefined }],
    ['of a clock that was never set', { sentAt: '1970-01-01T00:00:00.000Z' }],
    ['of somebody outside', { from: KIM, recipients: [ANA] }],
    ['of somebody outside who writes to a contact', { from: 'other@kestrel.example' }],
    ['of a domain that only ends like ours', { from: 'ana@notbrightwater.example' }],
    ['of a sender who is no address', { from: 'Ana Reyes' }],
    ['of a machine of ours', { from: 'no-reply@brightwater.example' }],
    ['to nobody we know', { recipients: ['someone@elsewhere.example'] }],
    ['to colleagues alone', { recipients: ['ben@brightwater.example'] }],
    ['to nobody', { recipients: [] }],
  ] as const) {
    it(`says that mail ${what} is none, and logs nothing`, async () => {
      expect(await w.see(changes)).to.deep.equal({ seenAs: 'none', activityId: null, dispatch: null });
      expect(await w.a.log()).to.deep.equal([]);
    });
  }

  for (const [what, neverLog, changes] of [
    ['to an address', [KIM], {}],
    ['to a domain', ['kestrel.example'], { recipients: ['someone@elsewhere.example', KIM] }],
    ['to a host below a domain', ['kestrel.example'], { recipients: [KIM, 'bot@mail.kestrel.example'] }],
    ['from an address', [ANA], {}],
    ['to a copy', ['lawyer@firm.example'], { recipients: [KIM, 'Lawyer@Firm.example'] }],
  ] as const) {
    it(`does not log mail ${what} that the company never logs`, async () => {
      await w.settings({ neverLog: [...neverLog] });
      expect(await w.see(changes)).to.deep.equal({ seenAs: 'never_log', activityId: null, dispatch: null });
      expect(await w.a.log()).to.deep.equal([]);
      expect(await w.texts()).to.deep.equal([]);
    });
  }

  it('does not log again what somebody noted by hand under that id', async () => {
    const noted = await w.a.post('/api/activities', {
      customerId: w.a.customerId,
      itemIds: [],
      code: 'email_reply',
      client: 'gmail',
      message: { internetMessageId: MESSAGE_ID.slice(1, -1) },
    });
    expect(await w.see()).to.deep.include({ seenAs: 'logged', activityId: noted.body.id });
    expect(await w.a.log()).to.have.length(1);
  });

  it('logs a mail beside which a call was noted', async () => {
    const call = { code: 'phone_left_voicemail', outcome: 'call_again', client: 'outlook', itemIds: [] };
    await w.a.post('/api/activities', {
      customerId: w.a.customerId,
      ...call,
      message: { internetMessageId: MESSAGE_ID },
    });
    await w.see();
    expect(await w.a.log()).to.have.length(2);
  });

  it('is undone like any other, and not logged anew', async () => {
    const { activityId } = await w.see();
    expect((await w.a.post(`/api/activities/${activityId}/withdrawals`, {})).status).to.equal(201);
    expect(await w.see()).to.deep.include({ seenAs: 'logged', activityId });
    expect(await w.a.log()).to.have.length(2);
  });

  it('refuses a customer of nobody here, and a client that no user has', async () => {
    const stranger = await w.a.post('/api/seen-messages', w.mail({ customerId: 'f'.repeat(24) }));
    expect([stranger.status, stranger.body.code]).to.deep.equal([404, 'customer_not_found']);
    expect((await w.a.post('/api/seen-messages', w.mail({ client: 'job' }))).status).to.equal(422);
  });
});
