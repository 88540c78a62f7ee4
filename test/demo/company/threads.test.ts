import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { DemoThread } from '../../../demo/company/demo-thread.ts';
import { leftAtTheEnd } from '../../../demo/company/left-at-the-end.ts';
import { SHAPES } from '../../../demo/company/shapes.ts';
import { mailboxesOf } from '../../../server/mail/mail-header.ts';
import { addDays } from '../../../shared/domain/calendar-date.ts';
import { sampleCompany } from './sample.ts';

const OWN = '@harbourlight.example';
const { threads } = sampleCompany();
const customers = new Map(sampleCompany().customers.map((customer) => [customer.number, customer]));
const documents = new Map(
  [...sampleCompany().invoices, ...sampleCompany().payments].map(({ number, customerNumber }) => [
    number,
    customerNumber,
  ]),
);

function latest({ messages }: DemoThread): DemoThread['messages'][number] {
  const message = messages.at(-1);
  if (message === undefined) throw new Error('A thread without a message.');
  return message;
}

/** Whose documents the latest message names, by their numbers in subject and text. */
function ownersNamed(thread: DemoThread): Set<string> {
  const { subject, text } = latest(thread);
  const numbers = `${subject} ${text}`.match(/\d{6,}/g) ?? [];
  return new Set(numbers.flatMap((number) => documents.get(number) ?? []));
}

describe('demoThreads', () => {
  it('tells forty threads, each labelled, about as many in Outlook as in Gmail', () => {
    expect(threads).to.have.length(40);
    expect(new Set(threads.map(({ id }) => id)).size).to.equal(40);
    const kinds = threads.map(({ mailboxes }) => new Set(mailboxes.map(({ kind }) => kind)));
    expect(kinds.filter((some) => some.has('outlook')).length).to.be.within(20, 24);
    expect(kinds.filter((some) => some.has('gmail')).length).to.be.within(20, 24);
    expect(kinds.filter((some) => some.size === 2).length).to.be.at.least(3);
  });

  it('puts each into mailboxes of the right kind', () => {
    const clients = new Map(sampleCompany().users.map(({ email, mailClient }) => [email, mailClient]));
    for (const { mailboxes } of threads) {
      expect(mailboxes.length).to.be.above(0);
      for (const { owner, kind } of mailboxes) expect(clients.get(owner)).to.equal(kind);
    }
  });

  it('knows all four verdicts, and names a customer for "found" alone', () => {
    const verdicts = threads.map(({ expected }) => expected.verdict);
    expect(new Set(verdicts)).to.deep.equal(new Set(['found', 'ambiguous', 'unknown', 'internal']));
    expect(verdicts.filter((verdict) => verdict !== 'found').length).to.be.at.least(10);
    for (const { expected } of threads) {
      expect(expected.why).to.not.equal('');
      expect(customers.has(expected.customerNumber ?? '')).to.equal(expected.verdict === 'found');
    }
  });

  it('gives every customer of a found thread a sign in the thread', () => {
    for (const thread of threads.filter(({ expected }) => expected.verdict === 'found')) {
      const customer = customers.get(thread.expected.customerNumber ?? '');
      const { from, replyTo = '' } = latest(thread);
      const addresses = customer?.contacts.map(({ email }) => email) ?? [];
      const writes = addresses.some((email) => `${from} ${replyTo}`.replace(/\+\w+@/, '@').includes(email));
      const atDomain = customer?.mailDomains.some((domain) => from.includes(`@${domain}`)) ?? false;
      const isNamed = ownersNamed(thread).has(customer?.number ?? '');
      const isLogged = thread.messages.some(({ logged }) => logged?.customerNumber === customer?.number);
      expect(writes || atDomain || isNamed || isLogged, thread.id).to.equal(true);
    }
  });

  it('names no document of ours where the thread is unknown or internal', () => {
    for (const thread of threads.filter(({ expected }) => ['unknown', 'internal'].includes(expected.verdict))) {
      expect([...ownersNamed(thread)], thread.id).to.deep.equal([]);
      const known = [...customers.values()].some(({ contacts, mailDomains }) =>
        [...contacts.map(({ email }) => email), ...mailDomains.map((domain) => `@${domain}`)].some((sign) =>
          latest(thread).from.includes(sign),
        ),
      );
      expect(known, thread.id).to.equal(false);
    }
  });

  it('lets only our own people take part where it is internal', () => {
    for (const thread of threads.filter(({ expected }) => expected.verdict === 'internal')) {
      const { from, to, cc = '' } = latest(thread);
      const addresses = `${from}, ${to}, ${cc}`.match(/<[^>]+>/g) ?? [];
      expect(addresses.every((address) => address.endsWith(`${OWN}>`))).to.equal(true);
    }
  });

  it('has headers that a mail library reads as they are meant', () => {
    const addresses = threads.flatMap(({ messages }) => messages.map(({ from }) => mailboxesOf(from)));
    expect(addresses.filter((some) => some.length !== 1)).to.deep.equal([]);
    const byId = new Map(threads.map((thread) => [thread.id, thread]));
    expect(mailboxesOf(latest(byId.get('t07') as DemoThread).from)[0]?.name).to.equal('Grünspecht, Jörg');
    expect(mailboxesOf(latest(byId.get('t08') as DemoThread).to)).to.have.length(2);
    expect(mailboxesOf(latest(byId.get('t05') as DemoThread).to)).to.have.length(0);
  });

  it('chains the messages of a thread, and logs those of ours that dun', () => {
    for (const { messages } of threads) {
      messages.forEach((message, place) => {
        const before = messages.slice(0, place).map(({ internetMessageId }) => internetMessageId);
        expect(message.references ?? []).to.deep.equal(before);
        expect(message.inReplyTo).to.equal(before.at(-1));
        expect(message.logged === undefined).to.equal(!message.from.includes(OWN) || messages.length === 1);
      });
    }
    const logged = threads.flatMap(({ messages }) => messages.flatMap(({ logged: of }) => of ?? []));
    const inLog = sampleCompany().activities.filter(({ message }) => message !== null);
    expect(inLog.length).to.equal(logged.length);
    expect(logged.length).to.be.at.least(5);
  });

  it('dates its mails within the last days, one after the other', () => {
    const { lastDay } = sampleCompany();
    for (const { messages } of threads) {
      const dates = messages.map(({ date }) => date);
      expect(dates).to.deep.equal([...dates].sort());
      expect(dates.every((date) => date.slice(0, 10) <= lastDay)).to.equal(true);
      expect(dates.every((date) => date.slice(0, 10) >= addDays(lastDay, -8))).to.equal(true);
    }
  });

  it('has a mail about an invoice that has just been paid, and one about a disputed one', () => {
    const left = leftAtTheEnd(sampleCompany());
    const numberIn = (id: string) =>
      /\d{6}/.exec(latest(threads.find((one) => one.id === id) as DemoThread).subject)?.[0];
    const disputed = sampleCompany().invoices.find(({ number }) => number === numberIn('t33'));
    expect(left.get(numberIn('t30') ?? '')).to.equal(0);
    expect(disputed?.disputeStatus).to.equal('disputed');
  });

  it('looks like a customer’s domain without being it, once', () => {
    const [domain = ''] =
      latest(threads.find(({ id }) => id === 't22') as DemoThread).from.match(/[\w-]+\.example/) ?? [];
    const near = [...customers.values()]
      .flatMap(({ mailDomains }) => mailDomains)
      .filter(
        (known) => known.length === domain.length && [...known].filter((sign, at) => sign !== domain[at]).length === 1,
      );
    expect(near).to.have.length(1);
  });

  it('writes its HTML without letting text become markup', () => {
    const all = threads.flatMap(({ messages }) => messages);
    expect(all.filter(({ html }) => /<(?!\/?(p|br|blockquote)>)/.test(html))).to.deep.equal([]);
    expect(all.find(({ text }) => text.includes('Abacus & Vane'))?.html).to.contain('Abacus &amp; Vane');
  });

  it('leaves the neglected alone', () => {
    expect(threads.filter(({ expected }) => expected.customerNumber === SHAPES.neglected)).to.deep.equal([]);
  });
});
