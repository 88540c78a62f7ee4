import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import express, { type Express } from 'express';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import MailComposer from 'nodemailer/lib/mail-composer';
import request, { type Response } from 'supertest';
import { SCOPE } from '#shared/api/gmail-scopes.ts';
import { METHODS } from '../../../demo/google/gmail-access.ts';
import { GMAIL_PATHS, gmailApi } from '../../../demo/google/gmail-api.ts';
import { GmailDrafts } from '../../../demo/google/gmail-drafts.ts';
import { messageApiId, messagePageId, threadApiId } from '../../../demo/google/gmail-ids.ts';
import { GoogleTokens } from '../../../demo/google/google-tokens.ts';
import { MailStore } from '../../../demo/mail/mail-store.ts';
import { SmtpPostOffice } from '../../../demo/mail/smtp-post-office.ts';
import { newSigningKey } from '../../../demo/sign-in/signing-key.ts';
import { apiId } from '../../../gmail-addon/gmail-ids.ts';
import { TestClock } from '../../support/app.ts';

const ANA = 'ana@brightwater.example';
const CLOCK = new TestClock(new Date('2026-11-20T09:00:00.000Z'));

describe('the stand-in for Gmail’s API', function () {
  this.timeout(60_000);
  let store: MailStore;
  let postOffice: SmtpPostOffice;
  let tokens: GoogleTokens;
  let drafts: GmailDrafts;
  let app: Express;
  let headers: Record<string, string>;
  let id = '';
  let threadId = '';

  before(async () => {
    tokens = new GoogleTokens(await newSigningKey('test'), CLOCK);
  });
  beforeEach(async () => {
    store = new MailStore([ANA], []);
    drafts = new GmailDrafts();
    postOffice = await SmtpPostOffice.open(store);
    const content = {
      internetMessageId: '<one@kestrel.example>',
      inReplyTo: '',
      references: [],
      subject: 'Invoice 104233',
      date: '2026-11-19T10:00:00.000Z',
      text: 'Fish & chips',
      html: '',
      headers: [
        { name: 'From', value: 'Kim <kim@kestrel.example>' },
        { name: 'Subject', value: 'Invoice 104233' },
      ],
      files: [],
    };
    const filed = store.file({ owner: ANA, content, sent: false, conversation: 'first' });
    store.file({
      owner: ANA,
      content: { ...content, internetMessageId: '<two@x>' },
      sent: false,
      conversation: 'second',
    });
    id = messageApiId(filed);
    threadId = threadApiId({ conversation: 'first', subject: '', messages: [filed] });
    expect(apiId(messagePageId(filed)), 'the page’s id and the API’s are one number').to.equal(id);
    headers = bearer([SCOPE.read, SCOPE.send]);
    app = express().use(GMAIL_PATHS, gmailApi({ store, postOffice, tokens, drafts, clock: CLOCK }));
  });
  afterEach(() => postOffice.close());
  after(() => CLOCK.set('2026-11-20T09:00:00.000Z'));

  const bearer = (scopes: string[], email = ANA) => ({
    authorization: `Bearer ${tokens.userOAuthToken(email, scopes)}`,
    'x-goog-gmail-access-token': tokens.messageAccessToken(email, 'first'),
  });
  const get = (path: string, sent: Record<string, string> = headers): Promise<Response> =>
    request(app).get(`/gmail/v1/users/me${path}`).set(sent) as unknown as Promise<Response>;
  const mime = (changes: object = {}) =>
    new MailComposer({
      from: ANA,
      to: 'kim@kestrel.example',
      subject: 'Re: Invoice 104233',
      text: 'Please pay.',
      messageId: '<ours@brightwater.example>',
      inReplyTo: '<one@kestrel.example>',
      references: ['<one@kestrel.example>'],
      ...changes,
    })
      .compile()
      .build();
  const send = async (changes: object = {}, body: object = { threadId }, sent = headers): Promise<Response> => {
    const raw = (await mime(changes)).toString('base64url');
    return request(app)
      .post('/gmail/v1/users/me/messages/send')
      .set(sent)
      .send({ raw, ...body }) as unknown as Promise<Response>;
  };

  it('shows the headers that are asked for, and a snippet in HTML', async () => {
    const { status, body } = await get(`/messages/${id}?format=metadata&metadataHeaders=Subject`);
    expect(status).to.equal(200);
    expect(body).to.deep.include({ id, threadId, snippet: 'Fish &amp; chips', labelIds: ['INBOX'] });
    expect(body.payload.headers).to.deep.equal([{ name: 'Subject', value: 'Invoice 104233' }]);
    expect(body.payload.body).to.equal(undefined);
  });

  it('says no where Gmail says no', async () => {
    const { authorization, 'x-goog-gmail-access-token': open } = headers as Record<string, string>;
    const cases: [string, Promise<Response>, number][] = [
      ['no token', get(`/messages/${id}`, {}), 401],
      [
        'an unknown token',
        get(`/messages/${id}`, { authorization: 'Bearer x', 'x-goog-gmail-access-token': String(open) }),
        401,
      ],
      ['no token for the message', get(`/messages/${id}`, { authorization: String(authorization) }), 403],
      ['a scope too few', get(`/messages/${id}`, bearer([SCOPE.send])), 403],
      ['another thread', get(`/messages/${(BigInt(`0x${id}`) + 1n).toString(16)}`), 403],
      ['no such message', get('/messages/1'), 404],
      ['the page’s form of an id', get('/messages/msg-f:1'), 400],
      ['sending without the scope', send({}, { threadId }, bearer([SCOPE.read])), 403],
      ['an unknown thread', send({}, { threadId: 'abc' }), 404],
      ['nobody to send to', send({ to: '' }), 400],
      ['another sender', send({ from: 'boss@brightwater.example' }), 400],
    ];
    for (const [title, asked, status] of cases) expect((await asked).status, title).to.equal(status);
    expect(postOffice.outside).to.deep.equal([]);
  });

  it('takes no token that is too old', async () => {
    const old = headers;
    CLOCK.set('2026-11-20T10:00:01.000Z');
    expect((await get(`/messages/${id}`, old)).status).to.equal(401);
    CLOCK.set('2026-11-20T09:00:00.000Z');
  });

  it('takes no more than its quota', async () => {
    app = express().use(
      GMAIL_PATHS,
      gmailApi({ store, postOffice, tokens, drafts, clock: CLOCK, unitsPerMinute: 250 }),
    );
    for (let at = 0; at < 12; at += 1) expect((await get(`/messages/${id}`)).status).to.equal(200);
    expect((await get(`/messages/${id}`)).status).to.equal(429);
  });

  it('files an answer in its thread under a Message-ID of its own', async () => {
    const { status, body } = await send();
    expect([status, body.threadId]).to.deep.equal([200, threadId]);
    expect(postOffice.outside).to.have.length(1);
    const sent = await get(`/messages/${body.id}?format=metadata`);
    expect(JSON.stringify(sent.body.payload.headers)).to.contain('@mail.gmail.com').and.to.not.contain('<ours@');
    expect(store.thread(ANA, 'first')?.messages).to.have.length(2);
  });

  for (const [title, changes] of [
    ['another subject', { subject: 'Something else' }],
    ['no references', { inReplyTo: undefined, references: undefined }],
  ] as const) {
    it(`files an answer with ${title} in a thread of its own`, async () => {
      const { status, body } = await send(changes);
      expect(status).to.equal(200);
      expect(body.threadId).to.not.equal(threadId);
      expect(store.thread(ANA, 'first')?.messages).to.have.length(1);
    });
  }

  it('opens each method by the scopes that Google’s discovery document names', () => {
    for (const [method, { scopes }] of Object.entries(METHODS)) {
      expect([...scopes].sort(), method).to.deep.equal(scopesInDiscovery(method).sort());
    }
  });

  it('shows headers alone to who may read no more', async () => {
    const metadata = bearer(['https://www.googleapis.com/auth/gmail.addons.current.message.metadata']);
    expect((await get(`/messages/${id}?format=metadata`, metadata)).status).to.equal(200);
    expect((await get(`/messages/${id}?format=full`, metadata)).status).to.equal(403);
  });

  it('wants no token for the open message from who may send at all times', async () => {
    const everywhere = { authorization: bearer(['https://www.googleapis.com/auth/gmail.send']).authorization };
    expect((await send({}, { threadId }, everywhere)).status).to.equal(200);
  });

  it('takes the page’s form of an id where it is told to', async () => {
    const sources = { store, postOffice, tokens, drafts, clock: CLOCK };
    app = express().use(GMAIL_PATHS, gmailApi({ ...sources, pageIds: 'taken' }));
    const { status, body } = await get(`/messages/msg-f:${BigInt(`0x${id}`)}`);
    expect([status, body.id]).to.deep.equal([200, id]);
  });

  it('keeps a draft in its thread until it is sent, and then has a message of another id', async () => {
    const raw = (await mime()).toString('base64url');
    const post = (path: string, body: object) =>
      request(app).post(`/gmail/v1/users/me${path}`).set(headers).send(body) as unknown as Promise<Response>;
    expect((await post('/drafts', { message: { raw, threadId: 'abc' } })).status).to.equal(404);
    const { body: draft } = await post('/drafts', { message: { raw, threadId } });
    const labels = async () => {
      const { body } = await get(`/threads/${threadId}?format=minimal`);
      return body.messages.map(({ labelIds }: { labelIds: string[] }) => labelIds.join());
    };
    expect(await labels()).to.deep.equal(['INBOX', 'DRAFT']);
    expect(postOffice.outside).to.deep.equal([]);
    const { body: sent } = await post('/drafts/send', { id: draft.id });
    expect(sent.id).to.not.equal(draft.message.id);
    expect(await labels()).to.deep.equal(['INBOX', 'SENT']);
    expect(postOffice.outside).to.have.length(1);
  });
});

/** Google’s client is generated from the discovery document, and each method’s example names its scopes. */
function scopesInDiscovery(method: string): string[] {
  const client = readFileSync(
    new URL('../../../node_modules/@googleapis/gmail/build/v1.d.ts', import.meta.url),
    'utf8',
  );
  const [before = ''] = client.split(`await gmail.users.${method}(`);
  const scopes = before.slice(before.lastIndexOf('scopes: ['));
  return [...scopes.slice(0, scopes.indexOf(']')).matchAll(/'(https:[^']+)'/g)].map(([, scope = '']) => scope);
}
