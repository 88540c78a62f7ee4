import { setTimeout } from 'node:timers/promises';
import express from 'express';
import { GoogleTokens } from '../../demo/google/google-tokens.ts';
import { mintGoogleIdToken } from '../../demo/sign-in/google-id-token.ts';
import { newSigningKey } from '../../demo/sign-in/signing-key.ts';
import { DEMO_ADDON } from '../../gmail-addon/config-demo.ts';
import { systemClock } from '../../server/ports.ts';
import type { Shutdown } from '../../server/process.ts';
import type { BenchCustomer } from './bench-ledger.ts';
import { messageIdOf } from './bench-log.ts';
import { OWN_DOMAIN, serve } from './bench-store.ts';

/** How long Gmail's API takes to answer. */
export const GMAIL_MS = 50;
/** What Gmail's numbers begin with; an even one is our message to a customer, which begins a thread, the next one the customer's answer. */
const FIRST = 0x19a5c00000000000n;

/** Google, as the add-on sees it: keys, tokens, and Gmail's API that answers after GMAIL_MS. */
export interface GoogleSide {
  readonly port: number;
  readonly tokens: GoogleTokens;
  /** Vouches for a person, by another token for each instant. */
  userIdToken(email: string, issuedAt: Date): Promise<string>;
  /** From now on, Gmail has a thread with each of them. */
  fill(customers: readonly BenchCustomer[]): void;
  /** How Gmail's pages call the answer of a customer, and its thread; and how the API calls the answer. */
  idsOf(index: number): { readonly messageId: string; readonly threadId: string; readonly apiId: string };
}

export async function startGoogleSide(shutdown: Shutdown): Promise<GoogleSide> {
  const key = await newSigningKey('google');
  const tokens = new GoogleTokens(key, systemClock);
  let threads: readonly BenchCustomer[] = [];
  const app = express();
  app.get('/google/certs', (_req, res) => {
    res.json(tokens.keySet());
  });
  app.get('/gmail/v1/users/me/:kind/:id', async (req, res) => {
    await setTimeout(GMAIL_MS);
    const number = Number(BigInt(`0x${req.params.id}`) - FIRST);
    const customer = threads[Math.floor(number / 2)];
    if (customer === undefined) res.status(404).json({});
    else if (req.params.kind === 'threads') res.json({ id: apiId(number), messages: threadOf(customer, number) });
    else res.json(threadOf(customer, number - 1)[1]);
  });
  const port = await serve(app, shutdown);
  return {
    port,
    tokens,
    userIdToken: (email, issuedAt) =>
      mintGoogleIdToken({ key, audience: DEMO_ADDON.clientId, email, name: email, hd: OWN_DOMAIN, issuedAt }),
    fill: (customers) => {
      threads = customers;
    },
    idsOf: (index) => ({
      messageId: `msg-f:${FIRST + BigInt(2 * index + 1)}`,
      threadId: `thread-f:${FIRST + BigInt(2 * index)}`,
      apiId: apiId(2 * index + 1),
    }),
  };
}

/** Our message to the customer, and their answer; `number` is the first's. */
function threadOf(customer: BenchCustomer, number: number): object[] {
  const { contact, open } = customer;
  const subject = `Invoice ${open[0]?.number} is past due`;
  const [us, them] = [`Ana <ana@${OWN_DOMAIN}>`, `${contact.name} <${contact.email}>`];
  const ours = { From: us, To: them, Subject: subject, 'Message-ID': messageIdOf(customer, 0) };
  const answer = {
    From: them,
    To: us,
    Subject: `Re: ${subject}`,
    'Message-ID': answerIdOf(customer),
    References: referencesOf(customer),
  };
  const thread = { threadId: apiId(number), internalDate: String(Date.now()) };
  const body = { data: Buffer.from(answerOf(customer)).toString('base64url') };
  const text = { mimeType: 'text/plain', filename: '', body };
  return [
    { ...thread, id: apiId(number), labelIds: ['SENT'], payload: { headers: fieldsOf(ours) } },
    { ...thread, id: apiId(number + 1), labelIds: ['INBOX'], payload: { ...text, headers: fieldsOf(answer) } },
  ];
}

/** What the customer wrote. */
export function answerOf({ open }: BenchCustomer): string {
  return `Invoice ${open[1]?.number} is released; invoice ${open[0]?.number} is still with our receiving department.`;
}

export function answerIdOf({ number, contact }: BenchCustomer): string {
  return `<answer.${number}@${contact.email.split('@')[1]}>`;
}

/** The messages of ours that it answers. */
export function referencesOf(customer: BenchCustomer): string {
  return `${messageIdOf(customer, 0)} ${messageIdOf(customer, 2)}`;
}

function fieldsOf(headers: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function apiId(number: number): string {
  return (FIRST + BigInt(number)).toString(16);
}
