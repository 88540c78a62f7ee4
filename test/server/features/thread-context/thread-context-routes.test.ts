import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import request from 'supertest';
import { PARTICIPANT_ROLES, type ThreadBody } from '../../../../shared/api/thread-context.ts';
import { useApp } from '../../../support/app.ts';
import { aKey, ThreadCase } from './thread-case.ts';

const US = { role: 'to', address: 'collections@brightwater.example' } as const;

function mailFrom(address: string, rest: Partial<ThreadBody> = {}): ThreadBody {
  return { participants: [{ role: 'from', address }, US], ...rest };
}

describe('POST /api/thread-context', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: ThreadCase;

  beforeEach(async () => {
    a = await ThreadCase.begin(app);
  });

  it('tells the evidence in words, strongest first, and shows the card of the winner', async () => {
    const said = await a.context(
      mailFrom('ap@kettlemoth.example', {
        subject: 'Invoices 104233, 104241 and 104250',
        text: 'Credit memo CM-55120 is missing.',
      }),
    );
    expect(said.candidates.map(({ evidence }) => evidence)).to.deep.equal([
      [
        { kind: 'invoice_number', text: 'invoices 104233, 104241 and 104250 in the subject' },
        { kind: 'invoice_number', text: 'credit memo CM-55120 in the text' },
        { kind: 'contact_address', text: 'ap@kettlemoth.example is a contact' },
      ],
    ]);
    expect(said.card).to.deep.include({ asOf: '2026-11-20', doNotContact: false });
  });

  it('says where a number came from when nobody knows the sender', async () => {
    const { candidates } = await a.context(mailFrom('x@nowhere.example', { subject: 'Invoice 104233' }));
    expect(candidates[0]?.evidence[0]?.text).to.equal(
      'invoice 104233 in the subject, from an address that is not known',
    );
  });

  it('writes a domain as its owner does', async () => {
    const { candidates } = await a.context(mailFrom('jemand@xn--mtzenbr-bxa4s.example'));
    expect(candidates[0]?.evidence[0]?.text).to.equal('the domain mützenbär.example has one customer');
  });

  it('lists every possible customer of a tie, and no card', async () => {
    const { verdict, candidates, card } = await a.context(mailFrom('anna.berg@norrhaven.example'));
    expect(verdict).to.equal('ambiguous');
    expect(candidates.map(({ customer }) => customer.name)).to.have.members([
      'Norrhaven Holding AB',
      'Norrhaven Shipyards AB',
      'Norrhaven Instruments Ltd',
    ]);
    expect(card).to.equal(null);
  });

  it('takes the user’s own domain as the company’s where nobody has entered one', async () => {
    const b = await ThreadCase.begin(app, { name: 'Second GmbH', ownDomains: [] });
    const between = { participants: [{ role: 'from', address: 'ben@brightwater.example' }, US] } satisfies ThreadBody;
    expect(await b.verdict(between)).to.equal('internal');
  });

  it('knows nothing of another company’s customers', async () => {
    const stranger = await app.tenant('Stranger Ltd', { ownDomains: ['stranger.example'] });
    const eve = await app.user(stranger, 'collector', 'eve@stranger.example');
    const body = mailFrom('ap@kettlemoth.example', { subject: 'Invoice 104233' });
    expect(await a.verdict(body, eve)).to.equal('unknown');
  });

  it('has nothing to say before the first feed', async () => {
    const fresh = await app.tenant('Fresh Ltd', { ownDomains: ['fresh.example'] });
    const fay = await app.user(fresh, 'collector', 'fay@fresh.example');
    expect(await a.verdict(mailFrom('ap@kettlemoth.example'), fay)).to.equal('unknown');
  });

  it('asks where more take part than are looked at', async () => {
    const many = Array.from({ length: 80 }, (_, index) => `p${index}@list${index}.example`).join(', ');
    const body = mailFrom('ap@kettlemoth.example');
    body.participants.push({ role: 'cc', header: many });
    expect(await a.verdict(body)).to.equal('ambiguous C10001');
  });

  it('refuses what is no thread, with the field', async () => {
    const { status, body } = await a.post('/api/thread-context', { participants: [{ role: 'from' }] });
    expect(status).to.equal(422);
    expect(body.problems[0].field).to.match(/^participants/);
  });

  it('has an answer for whatever a mail may say of itself', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }));
    const role = fc.constantFrom(...PARTICIPANT_ROLES);
    const participant = fc.oneof(fc.record({ role, header: text }), fc.record({ role, address: text, name: text }));
    const parts = { subject: text, text, conversation: text, internetMessageId: text, references: text };
    const thread = fc.record({ participants: fc.array(participant, { maxLength: 5 }), ...parts });
    await fc.assert(
      fc.asyncProperty(thread, async (body) => {
        expect((await a.context(body)).verdict).to.be.oneOf(['unknown', 'internal']);
      }),
      { numRuns: 60 },
    );
  });

  it('is for those who work on customers', async () => {
    const admin = await app.user(a.tenant, 'admin');
    const { status } = await a.post('/api/thread-context', mailFrom('ap@kettlemoth.example'), { by: admin });
    expect(status).to.equal(403);
    expect((await request(app.express).post('/api/thread-context').send({})).status).to.equal(401);
  });

  describe('after a message of the thread was logged', () => {
    const logged = { internetMessageId: '<1@brightwater.example>', conversation: 'thread-1' };

    async function log(number: string): Promise<string> {
      const { status, body } = await a.post('/api/activities', {
        customerId: await a.customerId(number),
        itemIds: [],
        code: 'email_reply',
        client: 'outlook',
        message: logged,
      });
      expect(status, JSON.stringify(body)).to.equal(201);
      return body.id;
    }

    it('knows the thread by its conversation, and says who logged', async () => {
      await log('C10036');
      const said = await a.context(mailFrom('x@nowhere.example', { conversation: 'thread-1' }));
      expect(said.verdict).to.equal('found');
      expect(said.candidates[0]?.evidence).to.deep.equal([
        { kind: 'earlier_message', text: 'Ana logged a message of this thread on 2026-11-20' },
      ]);
    });

    it('knows it by the references of an answer', async () => {
      await log('C10036');
      const references = '<0@nowhere.example>\r\n <1@brightwater.example>';
      expect(await a.verdict(mailFrom('x@nowhere.example', { references }))).to.equal('found C10036');
    });

    it('knows it by the message itself', async () => {
      await log('C10036');
      const { internetMessageId } = logged;
      expect(await a.verdict(mailFrom('x@nowhere.example', { internetMessageId }))).to.equal('found C10036');
    });

    it('asks where the sender is another customer’s contact', async () => {
      await log('C10036');
      const body = mailFrom('ap@kettlemoth.example', { conversation: 'thread-1' });
      expect(await a.verdict(body)).to.equal('ambiguous C10036 C10001');
    });

    it('forgets it when the activity is withdrawn', async () => {
      const id = await log('C10036');
      const { status } = await a.post(`/api/activities/${id}/withdrawals`, {});
      expect(status).to.equal(201);
      expect(await a.verdict(mailFrom('x@nowhere.example', { conversation: 'thread-1' }))).to.equal('unknown');
    });
  });
});

describe('POST /api/thread-links', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: ThreadCase;

  beforeEach(async () => {
    a = await ThreadCase.begin(app);
  });

  it('is remembered for the thread and the address, for the whole company, with who and when', async () => {
    const address = 'sorrel@merriden.example';
    const { status, body } = await a.link('C10036', { conversation: 'thread-1', address });
    expect(status, JSON.stringify(body)).to.equal(201);
    expect(body).to.deep.equal({
      customer: { id: await a.customerId('C10036'), number: 'C10036', name: 'Pebblepuddle Ceramics Ltd' },
      decision: 'is',
      rememberedFor: ['thread', 'address'],
    });
    const inThread = await a.context(mailFrom('x@nowhere.example', { conversation: 'thread-1' }), a.ben);
    expect(inThread.candidates[0]?.evidence).to.deep.equal([
      { kind: 'thread_linked', text: 'Ana linked this thread on 2026-11-20' },
    ]);
    const byAddress = await a.context(mailFrom('Sorrel+x@Merriden.example'), a.ben);
    expect(byAddress.verdict).to.equal('found');
    expect(byAddress.candidates[0]?.evidence).to.deep.equal([
      { kind: 'address_linked', text: 'Ana linked sorrel@merriden.example' },
    ]);
  });

  it('reaches a colleague who has another id for the thread, by its messages', async () => {
    await a.link('C10036', { conversation: 'of-ana', references: '<1@x.example>', internetMessageId: '<2@x.example>' });
    const reply = mailFrom('x@nowhere.example', { conversation: 'of-ben', references: '<1@x.example> <9@x.example>' });
    expect(await a.verdict(reply, a.ben)).to.equal('found C10036');
  });

  it('asks where an answer to the same message comes from another customer', async () => {
    await a.link('C10036', { conversation: 'thread-1', internetMessageId: '<to-all@brightwater.example>' });
    const answer = mailFrom('ap@kettlemoth.example', {
      conversation: 'thread-2',
      references: '<to-all@brightwater.example>',
    });
    expect(await a.verdict(answer)).to.equal('ambiguous C10036 C10001');
  });

  it('clears up an address whose domain looks like the customer’s', async () => {
    const body = mailFrom('ap@kettlemoth.test', { subject: 'Invoice 104233' });
    expect(await a.verdict(body)).to.equal('ambiguous C10001');
    await a.link('C10001', { conversation: 'thread-1', address: 'ap@kettlemoth.test' });
    expect(await a.verdict(body)).to.equal('found C10001');
  });

  it('goes before all other evidence of the thread', async () => {
    await a.link('C10036', { conversation: 'thread-1' });
    const body = mailFrom('ap@kettlemoth.example', { conversation: 'thread-1', subject: 'Invoice 104233' });
    expect(await a.verdict(body)).to.equal('found C10036 C10001');
  });

  it('counts by the latest word', async () => {
    await a.link('C10036', { conversation: 'thread-1' });
    await a.link('C10037', { conversation: 'thread-1' }, { by: a.ben });
    expect(await a.verdict(mailFrom('x@nowhere.example', { conversation: 'thread-1' }))).to.equal('found C10037');
  });

  it('goes before the ERP’s contact for the address', async () => {
    await a.link('C10036', { conversation: 'thread-1', address: 'maeve.ashdown@kettlemoth.example' });
    expect(await a.verdict(mailFrom('maeve.ashdown@kettlemoth.example'))).to.equal('found C10036');
  });

  it('does not win against an invoice of another customer', async () => {
    await a.link('C10036', { conversation: 'thread-1', address: 'sorrel@merriden.example' });
    const body = mailFrom('sorrel@merriden.example', { subject: 'Invoice 104233' });
    expect(await a.verdict(body)).to.equal('ambiguous C10001 C10036');
  });

  it('leaves an address open that the ERP gives to several customers', async () => {
    await a.link('C10003', { conversation: 'thread-1', address: 'ap@tallytower.example' });
    expect(await a.verdict(mailFrom('ap@tallytower.example'))).to.equal('ambiguous C10003 C10004');
  });

  it('makes a shared address of one that is linked to two customers in two threads', async () => {
    const address = 'sorrel@merriden.example';
    await a.link('C10036', { conversation: 'thread-1', address });
    await a.link('C10037', { conversation: 'thread-2', address });
    const { verdict, candidates } = await a.context(mailFrom(address));
    expect(verdict).to.equal('ambiguous');
    expect(candidates.map(({ customer }) => customer.number)).to.have.members(['C10036', 'C10037']);
  });

  it('takes a wrong match away for the thread, and asks for the address', async () => {
    const address = 'maeve.ashdown@kettlemoth.example';
    await a.link('C10001', { decision: 'is_not', conversation: 'thread-1', address });
    expect(await a.verdict(mailFrom(address, { conversation: 'thread-1' }))).to.equal('unknown');
    expect(await a.verdict(mailFrom(address))).to.equal('unknown');
    const withNumber = mailFrom(address, { subject: 'Invoice 104233' });
    expect(await a.verdict(withNumber)).to.equal('ambiguous C10001');
  });

  it('has one effect for a key, and refuses the key for something else', async () => {
    const key = aKey();
    const first = await a.link('C10036', { conversation: 'thread-1' }, { key });
    const again = await a.link('C10036', { conversation: 'thread-1' }, { key });
    expect(again.body).to.deep.equal(first.body);
    expect((await a.link('C10037', { conversation: 'thread-1' }, { key })).body.code).to.equal(
      'idempotency_key_reused',
    );
    expect(await a.verdict(mailFrom('x@nowhere.example', { conversation: 'thread-1' }))).to.equal('found C10036');
  });

  for (const { what, address } of [
    { what: 'the company’s own address', address: 'ben@brightwater.example' },
    { what: 'an address that nobody answers', address: 'no-reply@portal.example' },
    { what: 'a mail system', address: 'mailer-daemon@kettlemoth.example' },
    { what: 'what is no address', address: 'Kettlemoth' },
  ]) {
    it(`is not remembered for ${what}`, async () => {
      const { body } = await a.link('C10036', { conversation: 'thread-1', address });
      expect(body.rememberedFor).to.deep.equal(['thread']);
      const alone = await a.link('C10036', { address });
      expect(alone.status).to.equal(422);
      expect(alone.body.code).to.equal('request_invalid');
    });
  }

  it('refuses a customer who is not there, and another company’s', async () => {
    const stranger = await app.tenant('Stranger Ltd', { ownDomains: ['stranger.example'] });
    const eve = await app.user(stranger, 'collector', 'eve@stranger.example');
    const { status, body } = await a.link('C10036', { conversation: 'thread-1' }, { by: eve });
    expect(status).to.equal(404);
    expect(body.code).to.equal('customer_not_found');
  });
});
