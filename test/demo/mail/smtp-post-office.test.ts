import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { DemoThread } from '../../../demo/company/demo-thread.ts';
import { MailStore } from '../../../demo/mail/mail-store.ts';
import { headerOf } from '../../../demo/mail/mailbox-message.ts';
import { SmtpPostOffice } from '../../../demo/mail/smtp-post-office.ts';

const ANA = 'ana@harbourlight.example';

const thread: DemoThread = {
  id: 't1',
  mailboxes: [{ owner: ANA, kind: 'outlook' }],
  conversation: 'c-t1',
  subject: 'Invoice 104233',
  expected: { verdict: 'unknown', why: 'a test' },
  messages: [
    {
      internetMessageId: '<1@customer.example>',
      from: '"Doe, John" <john@customer.example>',
      to: ANA,
      subject: 'Invoice 104233',
      date: '2026-11-19T08:00:00.000Z',
      text: 'Paid?',
      html: '<p>Paid?</p>',
    },
  ],
};

describe('SmtpPostOffice', () => {
  const store = new MailStore([ANA], [thread]);
  let office: SmtpPostOffice;

  before(async () => {
    office = await SmtpPostOffice.open(store);
  });
  after(() => office.close());

  const compose = (fields: Record<string, unknown>) => new MailComposer({ text: 'Hello', ...fields }).compile().build();

  it('files a mail to a collector in the thread that it answers', async () => {
    const mime = await compose({
      from: 'John <john@customer.example>',
      to: ANA,
      subject: 'Re: Invoice 104233',
      inReplyTo: '<1@customer.example>',
      headers: { 'x-duethread-ticket': 'abc' },
    });
    await office.send({ from: 'john@customer.example', to: [ANA], mime });
    const messages = store.thread(ANA, 'c-t1')?.messages ?? [];
    expect(messages.map(({ subject }) => subject)).to.deep.equal(['Invoice 104233', 'Re: Invoice 104233']);
    expect(messages[1] && headerOf(messages[1], 'X-Duethread-Ticket')).to.equal('abc');
    expect(messages[0] && headerOf(messages[0], 'from')).to.equal('"Doe, John" <john@customer.example>');
  });

  it('keeps a mail to a customer and sends it nowhere', async () => {
    const mime = await compose({ from: ANA, to: 'john@customer.example', subject: 'Reminder' });
    await office.send({ from: ANA, to: ['john@customer.example'], mime });
    expect(office.outside.at(-1)?.to).to.deep.equal(['john@customer.example']);
  });

  it('refuses a mailbox that does not exist', async () => {
    const mime = await compose({ from: ANA, to: 'bounce@customer.example', subject: 'Reminder' });
    const answer = await office.send({ from: ANA, to: ['bounce@customer.example'], mime }).then(
      () => 'taken',
      (error: { responseCode?: number }) => error.responseCode,
    );
    expect(answer).to.equal(550);
  });

  it('begins a conversation for a mail that answers none', () => {
    const [content] = thread.messages.map(({ from: _from, to: _to, ...rest }) => ({
      inReplyTo: '',
      references: [],
      headers: [],
      files: [],
      ...rest,
    }));
    if (content === undefined) throw new Error('no message');
    const filed = store.file({ owner: ANA, content, sent: false });
    expect(filed.conversation).to.not.equal('c-t1');
  });
});
