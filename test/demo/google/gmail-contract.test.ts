import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createEmulator } from 'emulate';
import express from 'express';
import { GMAIL_PATHS, gmailApi } from '../../../demo/google/gmail-api.ts';
import { GmailDrafts } from '../../../demo/google/gmail-drafts.ts';
import { messageApiId } from '../../../demo/google/gmail-ids.ts';
import { GoogleTokens } from '../../../demo/google/google-tokens.ts';
import { MailStore } from '../../../demo/mail/mail-store.ts';
import { SmtpPostOffice } from '../../../demo/mail/smtp-post-office.ts';
import { newSigningKey } from '../../../demo/sign-in/signing-key.ts';
import { TestClock } from '../../support/app.ts';
import { LocalServer } from '../../support/http.ts';
import { FIRST_MAIL, type GmailStage, gmailContract, type KnownGaps, OWNER } from './gmail-contract.ts';

const CLOCK = new TestClock(new Date('2026-11-20T09:00:00.000Z'));
const ID = '19a5c00000000001';
const TOKEN = 'token-of-ana';

/** What `emulate` 0.12.2 does otherwise than Google. It stands in for a mailbox, not for Google’s rules. */
const GAPS_OF_EMULATE: KnownGaps = {
  'lets nobody in with a token that it does not know': 'whoever is unknown is the first user',
  'opens each method by its own scopes': 'any token opens everything',
  'shows no draft to the scopes of an add-on': 'any token opens everything',
  'wants the token for the open message beside the user’s': 'it knows no such token',
  'takes an answer with another subject out of the thread': 'the thread’s id alone decides',
  'takes an answer without references out of the thread': 'the thread’s id alone decides',
  'does not know a thread that is not there': 'it begins one under that id',
  'puts a Message-ID of its own in the place of ours': 'ours stays',
  'keeps headers that it does not know': 'it shows the usual ones alone',
  'sends from nobody but the user': 'anybody may be the sender',
  'sends to somebody': 'a message may have no recipient',
  'gives the message of a draft a new id when it is sent': 'the draft’s message becomes the sent one',
  'takes large messages as an upload, whole and in their thread': 'it reads an upload as JSON',
  'takes no large message as JSON': 'it takes JSON of any size',
  'takes no more than its quota': 'it counts nothing',
};

async function standIn(): Promise<GmailStage> {
  const { from, to, subject, messageId, date, text } = FIRST_MAIL;
  const store = new MailStore([OWNER], []);
  const fields = { From: from, To: to, Subject: subject, 'Message-ID': messageId };
  const headers = Object.entries(fields).map(([name, value]) => ({ name, value }));
  const names = { internetMessageId: messageId, inReplyTo: '', references: [] };
  const content = { ...names, subject, date, text, html: '', headers, files: [] };
  const filed = store.file({ owner: OWNER, content, sent: false, conversation: 'first' });
  const postOffice = await SmtpPostOffice.open(store);
  const tokens = new GoogleTokens(await newSigningKey('test'), CLOCK);
  const server = await new LocalServer().start();
  const sources = { store, postOffice, tokens, drafts: new GmailDrafts(), clock: CLOCK };
  server.use(express().use(GMAIL_PATHS, gmailApi(sources)));
  return {
    rootUrl: `${server.url}/`,
    messageId: messageApiId(filed),
    threadId: messageApiId(filed),
    tokens: (scopes) => ({
      userOAuthToken: tokens.userOAuthToken(OWNER, scopes),
      accessToken: tokens.messageAccessToken(OWNER, 'first'),
    }),
    close: async () => {
      await Promise.all([server.stop(), postOffice.close()]);
    },
  };
}

async function emulated(): Promise<GmailStage> {
  const { from, to, subject, messageId, date, text } = FIRST_MAIL;
  const mail = { from, to, subject, date, message_id: messageId, body_text: text, label_ids: ['INBOX'] };
  const google = {
    users: [{ email: OWNER, name: 'Ana' }],
    messages: [{ ...mail, id: ID, thread_id: ID, user_email: OWNER }],
  };
  const seed = { tokens: { [TOKEN]: { login: OWNER } }, google };
  const emulator = await createEmulator({ service: 'google', port: await freePort(), seed });
  return {
    rootUrl: `${emulator.url}/`,
    messageId: ID,
    threadId: ID,
    tokens: () => ({ userOAuthToken: TOKEN, accessToken: 'not looked at' }),
    close: () => emulator.close(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

gmailContract('the stand-in', standIn);
gmailContract('emulate', emulated, GAPS_OF_EMULATE);
