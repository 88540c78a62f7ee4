import express, { type Request, Router } from 'express';
import MailComposer from 'nodemailer/lib/mail-composer';
import * as z from 'zod/mini';
import { readableText } from '../../server/mail/mail-header.ts';
import { DEMO_TENANT, type DemoUser } from '../company/people.ts';
import type { MailStore } from './mail-store.ts';
import { contentOfMime, headerOf, type MailboxMessage } from './mailbox-message.ts';
import type { SmtpPostOffice } from './smtp-post-office.ts';

/** What the mailbox page puts together in its compose window. */
const Draft = z.strictObject({
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  html: z.string(),
  inReplyTo: z.string(),
  references: z.array(z.string()),
  /** The mailbox's conversation; empty for a new one. */
  conversation: z.string(),
  headers: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.string()),
  files: z.array(z.strictObject({ name: z.string(), base64: z.string() })),
});
type Draft = z.infer<typeof Draft>;

export interface MailApiSources {
  readonly store: MailStore;
  readonly postOffice: SmtpPostOffice;
  readonly people: readonly DemoUser[];
}

/** The mailboxes of the sample company for the mailbox page, under `/demo/api`. */
export function mailApi({ store, postOffice, people }: MailApiSources): Router {
  const router = Router();
  const properties = new Map<number, Record<string, string>>();

  router.get('/people', (_req, res) => {
    res.json({ company: DEMO_TENANT.name, people: people.filter(({ email }) => store.has(email)) });
  });

  router.get('/mailboxes/:owner/threads', (req, res) => {
    const threads = store.threads(ownerOf(req, store));
    res.json({
      threads: threads.map((thread) => ({ ...thread, messages: thread.messages.map(withProperties(properties)) })),
    });
  });

  router.put('/mailboxes/:owner/messages/:id/properties', express.json({ limit: '10kb' }), (req, res) => {
    const message = store.message(ownerOf(req, store), Number(req.params.id));
    if (message === null) throw new RangeError('There is no such message.');
    properties.set(message.id, z.parse(z.record(z.string(), z.string()), req.body));
    res.json({});
  });

  router.post('/mailboxes/:owner/mails', express.json({ limit: '36mb' }), async (req, res) => {
    const owner = ownerOf(req, store);
    const draft = z.parse(Draft, req.body);
    const sharedMailbox = sharedMailboxOf(owner, draft.from, store);
    const mime = await mimeOf(nameOf(owner, people, sharedMailbox), draft);
    await postOffice.send({ from: draft.from, to: [...draft.to, ...draft.cc], mime });
    const content = await contentOfMime(mime, new Date());
    const { conversation } = draft;
    const filed = store.file({
      owner,
      content,
      sent: true,
      sharedMailbox,
      ...(conversation === '' ? {} : { conversation }),
    });
    properties.set(filed.id, draft.properties);
    res.status(201).json({ message: withProperties(properties)(filed) });
  });

  router.get('/mailboxes/:owner/messages/:id/files/:place', (req, res) => {
    const message = store.message(ownerOf(req, store), Number(req.params.id));
    const file = message?.files[Number(req.params.place)];
    if (file === undefined) throw new RangeError('There is no such file.');
    res.attachment(file.name).type(file.type).send(Buffer.from(file.content));
  });

  router.get('/mailboxes/:owner/news', (req, res) => {
    const owner = ownerOf(req, store).toLowerCase();
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    res.write(': open\n\n');
    const end = store.onMail((to, { id }) => {
      if (to === owner) res.write(`data: ${id}\n\n`);
    });
    store.onClose(() => res.end());
    req.on('close', end);
  });

  return router;
}

function ownerOf(req: Request, store: MailStore): string {
  const owner = String(req.params.owner);
  if (!store.has(owner)) throw new RangeError(`${owner} has no mailbox here.`);
  return owner;
}

function withProperties(properties: ReadonlyMap<number, Record<string, string>>) {
  return (message: MailboxMessage) => ({
    ...message,
    files: message.files.map(({ name, content }) => ({ name, bytes: content.byteLength })),
    properties: properties.get(message.id) ?? {},
    people: readable(message),
  });
}

/** The shared mailbox that the owner sends from; null for the owner's own address. Throws RangeError for any other. */
function sharedMailboxOf(owner: string, from: string, store: MailStore): string | null {
  if (from.toLowerCase() === owner.toLowerCase()) return null;
  const shared = store.threads(owner).flatMap(({ messages }) => messages.map(({ sharedMailbox }) => sharedMailbox));
  if (!shared.includes(from)) throw new RangeError(`${owner} may not send as ${from}.`);
  return from;
}

function nameOf(owner: string, people: readonly DemoUser[], sharedMailbox: string | null): string {
  return sharedMailbox ?? people.find(({ email }) => email === owner)?.name ?? owner;
}

function mimeOf(name: string, draft: Draft): Promise<Buffer> {
  const { from: address, to, cc, subject, html, inReplyTo, references, headers, files } = draft;
  const composer = new MailComposer({
    from: { name, address },
    to,
    cc,
    subject,
    html,
    text: textOf(html),
    headers,
    attachments: files.map(({ name: filename, base64 }) => ({ filename, content: base64, encoding: 'base64' })),
    ...(inReplyTo === '' ? {} : { inReplyTo, references }),
    newline: 'windows',
  });
  return composer.compile().build();
}

/** Who wrote to whom, for reading: encoded words decoded. The headers stay as they came. */
function readable(message: MailboxMessage): { from: string; to: string } {
  return { from: readableText(headerOf(message, 'From')), to: readableText(headerOf(message, 'To')) };
}

/** The words of a mail without their markup, for readers who want plain text. */
function textOf(html: string): string {
  return html
    .replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>|<\/(p|div|tr|li|h\d)>/gi, '\n')
    .replace(/<\/t[dh]>/gi, '\t')
    .replace(/<[^>]+>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
