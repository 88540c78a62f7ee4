import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import postalMime from 'postal-mime';
import { TestApp, type TestUser, useApp, useStore } from '../../../support/app.ts';
import { type MailServer, openMailServer } from '../../../support/mail-server.ts';
import { Desk, WORDS } from '../templates/desk.ts';
import { CollectionsCase } from './collections-case.ts';

const { name: _, ...SHOWN } = WORDS;

describe('templates tried out', function () {
  this.timeout(60_000);
  const app = useApp();
  let a: CollectionsCase;
  let admin: TestUser;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
    admin = await app.user(a.tenant, 'admin', 'second@brightwater.example');
  });

  const preview = (changes: object, by = a.manager) =>
    a.post('/api/template-previews', { ...SHOWN, ...changes }, { by });

  it('are filled with a customer’s figures, and leave no trace', async () => {
    const html = '<p>{{ customer.name }} owes {{ total }}</p>';
    const { body } = await preview({ html, customerId: a.customerId });
    expect(body).to.deep.include({ problems: [], missing: [] });
    expect(body.filled.text).to.equal('Kestrel Ltd owes €2,000.00');
    expect(await a.log()).to.deep.equal([]);
  });

  it('are filled with made-up figures for those who do not read customers', async () => {
    const { body } = await preview({ html: '<p>{{ customer.name }} owes {{ total }}</p>' }, admin);
    expect(body.filled.text).to.contain('Example & Sons Ltd owes');
    const refused = await preview({ customerId: a.customerId }, admin);
    expect([refused.status, refused.body.code]).to.deep.equal([403, 'not_allowed']);
    expect((await preview({}, a.ana)).status).to.equal(403);
  });

  it('tell what is wrong with their words, and which values a customer lacks', async () => {
    const wrong = (await preview({ subject: '', html: '<p>{{ iban }}</p>' })).body;
    expect(wrong.problems.map(({ field }: { field: string }) => field)).to.deep.equal(['subject', 'html']);
    expect(wrong.filled).to.equal(null);
    const [heron] = await a.in(() => app.services.customers.findByPaddedNumbers(['C2'], Number.MAX_SAFE_INTEGER - 1));
    const lacking = (await preview({ html: '<p>{{ contact.name }}</p>', customerId: heron?.id })).body;
    expect(lacking.missing).to.deep.equal([{ field: 'contact.name', problem: "the contact's name is not known" }]);
  });

  it('say so where no mail can leave', async () => {
    const id = await new Desk(a).draft({}, a.manager);
    const { status, body } = await a.post(`/api/template-versions/${id}/test-sends`, {}, { by: a.manager });
    expect([status, body.isSent]).to.deep.equal([200, false]);
    expect(body.why).to.contain('sends no mail');
  });
});

describe('a test of a template', function () {
  this.timeout(60_000);
  useStore();
  let mail: MailServer;
  before(async () => {
    mail = await openMailServer();
  });
  after(() => mail.close());

  it('goes by SMTP to the address of whoever asks, and to nobody else', async () => {
    const app = new TestApp({ services: { mail: { url: mail.url, from: 'Duethread <post@brightwater.example>' } } });
    const a = await CollectionsCase.begin(app);
    const id = await new Desk(a).draft({ html: '<p>Dear {{ customer.name }}</p>' }, a.manager);
    const body = { customerId: a.customerId };
    const answer = await a.post(`/api/template-versions/${id}/test-sends`, body, { by: a.manager });
    expect(answer.body).to.deep.equal({ to: 'manager@brightwater.example', isSent: true, why: null });
    const [taken, ...more] = mail.taken;
    expect(more).to.deep.equal([]);
    expect(taken?.to).to.deep.equal(['manager@brightwater.example']);
    const parsed = await postalMime.parse(taken?.mime ?? '');
    expect(parsed.subject).to.equal('[Test] Account C1');
    expect(parsed.html).to.contain('Dear Kestrel Ltd');
    expect(await a.log()).to.deep.equal([]);
  });
});
