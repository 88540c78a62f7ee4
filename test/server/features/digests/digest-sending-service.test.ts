import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import PostalMime, { type Email } from 'postal-mime';
import { createDigests } from '../../../../server/features/digests/create-digests.ts';
import type { Tenant } from '../../../../server/identity/tenant-repository.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { DigestRhythm } from '../../../../shared/api/digests.ts';
import type { Role } from '../../../../shared/domain/role.ts';
import { type TestUser, useApp } from '../../../support/app.ts';
import { type MailServer, openMailServer } from '../../../support/mail-server.ts';
import { HOSTILE, PlannedFigures } from './planned-figures.ts';

const BASE = 'https://duethread.example';
/** A Monday; digests leave at seven in Berlin. */
const [BEFORE, DUE, LATER] = ['2026-11-22T12:00:00.000Z', '2026-11-23T06:00:00.000Z', '2026-11-23T06:05:00.000Z'];

describe('DigestSendingService', function () {
  this.timeout(120_000);
  const app = useApp();
  let server: MailServer;
  let tenant: Tenant;
  let figures: PlannedFigures;

  before(async () => {
    server = await openMailServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    server.taken.length = 0;
    server.behave({});
    app.clock.set(BEFORE);
    figures = new PlannedFigures();
    tenant = await app.tenant(`Brightwater ${HOSTILE}`);
  });

  const made = (
    mail: { url: string; from: string } | null = { url: server.url, from: 'duethread@brightwater.example' },
  ) => createDigests({ ...app.services, figures }, { baseUrl: BASE, mail }, app.clock);
  const subscribed = async (
    role: Role,
    rhythm: DigestRhythm | null = 'weekly',
    email = `${role}@brightwater.example`,
  ) => {
    const user = await app.user(tenant, role, email);
    await inTenant(tenant.id, () => made().digests.choose(user.actor, { rhythm }));
    return user;
  };
  const faults: unknown[] = [];
  const send = (sending = made().digestSending) =>
    inTenant(tenant.id, () => sending.sendDue(tenant, (error) => faults.push(error)));
  const lastOf = async ({ actor }: TestUser) => (await inTenant(tenant.id, () => made().digests.view(actor))).last;
  const mails = async (): Promise<Email[]> => Promise.all(server.taken.map(({ mime }) => PostalMime.parse(mime)));

  it('sends a digest when it is due and never again, whoever asks how often at once', async () => {
    const user = await subscribed('manager');
    await send();
    expect(server.taken).to.have.length(0);
    app.clock.set(DUE);
    await Promise.all([send(), send(), send()]);
    app.clock.set(LATER);
    await send();
    expect(server.taken.map(({ to }) => to)).to.deep.equal([['manager@brightwater.example']]);
    expect(await lastOf(user)).to.deep.equal({ at: DUE, state: 'sent', why: null });
    app.clock.set('2026-11-30T06:00:00.000Z');
    await send();
    expect(server.taken).to.have.length(2);
  });

  it('sends nothing to who ended it, who chose it only later, and who was shut out', async () => {
    const [ended, shut] = [await subscribed('manager'), await subscribed('collector')];
    await inTenant(tenant.id, () => made().digests.choose(ended.actor, { rhythm: null }));
    await inTenant(tenant.id, () => app.services.users.disable(shut.actor.userId));
    app.clock.set(LATER);
    await subscribed('admin');
    await send();
    expect(server.taken).to.have.length(0);
    expect(await lastOf(shut)).to.deep.include({ state: 'failed', why: 'This user has been disabled.' });
  });

  it('still sends what is due to who changed the measures alone', async () => {
    const user = await subscribed('manager');
    app.clock.set(LATER);
    await inTenant(tenant.id, () =>
      made().digests.choose(user.actor, { rhythm: 'weekly', measures: ['dso.countback'] }),
    );
    await send();
    expect(server.taken).to.have.length(1);
    expect(figures.asked).to.include('dso.countback from 2026-11-16');
    expect(figures.asked.join()).to.not.contain('bad_debt');
  });

  it('tells a manager of the company: figures beside those before, charts as pictures, the words beside them', async () => {
    await subscribed('manager');
    app.clock.set(DUE);
    await send();
    const [mail] = await mails();
    const [html, text] = [mail?.html ?? '', mail?.text ?? ''];
    expect(mail?.subject).to.contain('16 Nov 2026 to 22 Nov 2026');
    for (const words of [
      '41.3 days',
      'before: 38 days, 3.3 days more',
      'the company’s target: 40 days',
      '30 days to 45 days',
      'Cannot be computed: no sales',
      'invoices open €1,200.00; unapplied -€200.00; net open €1,000.00',
      '31-60',
      '€240.00, 20 %',
      '22 Nov 2026, 21:00 (Europe/Berlin)',
      'As of 22 Nov 2026.',
      `${BASE}/digest`,
    ]) {
      expect(html.replaceAll('&amp;', '&'), words).to.contain(words);
      expect(text, words).to.contain(words);
    }
    expect(text).to.contain(
      `${BASE}/reports/measure-rows?measure=dso.countback&from=2026-11-16&to=2026-11-22&currency=EUR`,
    );
    expect(text).to.contain(`${BASE}/reports/kpis?from=2026-11-16&to=2026-11-22`);
    const shown = [...html.matchAll(/src="cid:([^"]+)"/g)].map(([, cid]) => `<${cid}>`);
    const pictures = mail?.attachments ?? [];
    expect(pictures.map(({ contentId }) => contentId)).to.have.members(shown);
    // The ageing, and the measure that can be computed.
    expect(pictures).to.have.length(2);
    for (const { content } of pictures)
      expect(
        Buffer.from(content as ArrayBuffer)
          .subarray(1, 4)
          .toString(),
      ).to.equal('PNG');
  });

  it('lets no name of others become markup, header or recipient', async () => {
    await subscribed('manager');
    app.clock.set(DUE);
    await send();
    const [mail] = await mails();
    expect(mail?.html).to.contain('&lt;script>').and.not.contain('<script');
    expect(mail?.subject).to.contain(`Brightwater ${HOSTILE}`);
    expect(server.taken[0]?.to).to.deep.equal(['manager@brightwater.example']);
  });

  it('tells a collector of themselves alone', async () => {
    const user = await subscribed('collector');
    app.clock.set(DUE);
    await send();
    const [mail] = await mails();
    const text = mail?.text ?? '';
    for (const words of [
      'Promises kept: 2 (before: 2)',
      'Cash touched, not caused, EUR: €900.00',
      'cannot be told from luck',
    ]) {
      expect(text, words).to.contain(words);
    }
    expect(text).to.not.contain('DSO').and.not.contain('invoices open');
    expect(figures.asked.filter((what) => what.includes('from'))).to.deep.equal([]);
    expect(figures.asked).to.include(`line of ${user.actor.userId}`);
    expect(mail?.attachments).to.have.length(0);
  });

  it('tells who was a manager when they chose, and is a collector now, of themselves alone', async () => {
    const user = await subscribed('manager');
    await collectionNamed('users').updateOne({ _id: user.actor.userId, tenantId: tenant.id } as never, {
      $set: { role: 'collector' } as never,
    });
    app.clock.set(DUE);
    await send();
    expect((await mails())[0]?.text).to.not.contain('DSO');
  });

  it('tries again what certainly did not leave, and says why meanwhile', async () => {
    const user = await subscribed('manager');
    server.behave({ refuse: { at: 'recipient', code: 451 } });
    app.clock.set(DUE);
    await send();
    expect(await lastOf(user)).to.deep.include({ state: 'failed' });
    expect((await lastOf(user))?.why).to.contain('not today');
    server.behave({});
    app.clock.set('2026-11-23T06:04:59.000Z');
    await send();
    expect(server.taken).to.have.length(0);
    app.clock.set(LATER);
    await Promise.all([send(), send()]);
    expect(server.taken).to.have.length(1);
    expect(await lastOf(user)).to.deep.equal({ at: LATER, state: 'sent', why: null });
  });

  it('does not try again what was refused for good', async () => {
    const user = await subscribed('manager');
    server.behave({ refuse: { at: 'recipient', code: 550 } });
    app.clock.set(DUE);
    await send();
    server.behave({});
    app.clock.set('2026-11-23T12:00:00.000Z');
    await send();
    expect(server.taken).to.have.length(0);
    expect(await lastOf(user)).to.deep.include({ state: 'failed' });
  });

  it('leaves in doubt what may have left, and does not send it twice', async () => {
    const user = await subscribed('manager');
    server.behave({ hangUpAfterData: true });
    app.clock.set(DUE);
    await send();
    server.behave({});
    app.clock.set('2026-11-23T12:00:00.000Z');
    await send();
    expect(server.taken).to.have.length(1);
    expect(await lastOf(user)).to.deep.include({ state: 'in_doubt', at: DUE });
    expect(faults.at(-1)).to.be.instanceOf(Error);
  });

  it('leaves in doubt what a process that died was sending', async () => {
    const user = await subscribed('manager');
    app.clock.set(DUE);
    await send();
    // As it stands while it is being sent.
    await collectionNamed('digestDeliveries').updateOne({ tenantId: tenant.id } as never, {
      $set: { state: 'sending' } as never,
    });
    expect(await lastOf(user)).to.equal(null);
    app.clock.set('2026-11-23T06:20:00.000Z');
    await send();
    expect(server.taken).to.have.length(1);
    expect(await lastOf(user)).to.deep.include({ state: 'in_doubt' });
  });

  it('holds up nobody else where one fails, and tries again where the figures cannot be had', async () => {
    await subscribed('manager', 'weekly', 'bounced@brightwater.example');
    await subscribed('manager', 'weekly', 'mira@brightwater.example');
    figures.failure = new Error('the ledger is away');
    app.clock.set(DUE);
    await send();
    expect(faults.at(-1)).to.equal(figures.failure);
    figures.failure = null;
    app.clock.set(LATER);
    await send();
    expect(server.taken.map(({ to }) => to[0])).to.have.members([
      'bounced@brightwater.example',
      'mira@brightwater.example',
    ]);
  });

  it('says so where the installation sends no mail', async () => {
    const user = await subscribed('manager');
    app.clock.set(DUE);
    await send(made(null).digestSending);
    expect((await lastOf(user))?.why).to.contain('SMTP_URL');
  });
});
