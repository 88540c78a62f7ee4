import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DraftWindow } from '../../../demo/google/draft-window.ts';
import { GmailDrafts } from '../../../demo/google/gmail-drafts.ts';
import { MailStore } from '../../../demo/mail/mail-store.ts';
import { contentOfMime } from '../../../demo/mail/mailbox-message.ts';
import { SmtpPostOffice } from '../../../demo/mail/smtp-post-office.ts';
import { TestClock } from '../../support/app.ts';

const ANA = 'ana@brightwater.example';
const CLOCK = new TestClock(new Date('2026-11-20T09:00:00.000Z'));
const MIME = Buffer.from(
  [
    `From: ${ANA}`,
    'To: Kim <kim@kestrel.example>',
    'Subject: Invoice 104233',
    'Message-ID: <draft@brightwater.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It is past due.',
    '--b',
    'Content-Type: application/pdf; name=statement.pdf',
    'Content-Disposition: attachment; filename=statement.pdf',
    '',
    '%PDF-',
    '--b--',
    '',
  ].join('\r\n'),
);

describe('Gmail’s window for a draft', function () {
  this.timeout(60_000);
  let store: MailStore;
  let postOffice: SmtpPostOffice;
  let drafts: GmailDrafts;
  let window: DraftWindow;
  let id = '';

  beforeEach(async () => {
    store = new MailStore([ANA], []);
    postOffice = await SmtpPostOffice.open(store);
    drafts = new GmailDrafts();
    window = new DraftWindow({ drafts, store, postOffice, clock: CLOCK });
    const content = await contentOfMime(MIME, CLOCK.now());
    ({ id } = drafts.create({ owner: ANA, threadId: null, mime: MIME, content }));
  });
  afterEach(() => postOffice.close());

  it('shows what will be sent, to its owner alone', () => {
    const { to, subject, text, files } = window.open(ANA, id);
    expect([to, subject, text.trim()]).to.deep.equal([
      'Kim <kim@kestrel.example>',
      'Invoice 104233',
      'It is past due.',
    ]);
    expect(files.map(({ name }) => name)).to.deep.equal(['statement.pdf']);
    expect(() => window.open('ben@brightwater.example', id)).to.throw('The draft is gone.');
  });

  it('sends it once, as a message with an id of its own', async () => {
    const draft = drafts.find(ANA, id);
    const sent = (await window.send(ANA, id)) as { id: string };
    expect(sent.id)
      .to.match(/^[0-9a-f]+$/)
      .and.to.not.equal(draft?.messageId);
    expect(() => window.open(ANA, id)).to.throw('The draft is gone.');
    const again = await window.send(ANA, id).catch((error: unknown) => error);
    expect(again).to.be.instanceOf(RangeError);
    const messages = store.threads(ANA).flatMap((thread) => thread.messages);
    expect(messages.filter((message) => message.sent).map(({ subject }) => subject)).to.deep.equal(['Invoice 104233']);
  });

  it('throws it away unsent', () => {
    window.discard(ANA, id);
    expect(() => window.open(ANA, id)).to.throw('The draft is gone.');
    expect(store.threads(ANA)).to.deep.equal([]);
  });
});
