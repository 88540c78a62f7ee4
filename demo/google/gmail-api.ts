import { type ErrorRequestHandler, type Request, Router } from 'express';
import * as z from 'zod/mini';
import type { Clock } from '../../server/ports.ts';
import type { MailStore } from '../mail/mail-store.ts';
import { contentOfMime, type MailboxMessage } from '../mail/mailbox-message.ts';
import { GmailAccess, type GmailCaller } from './gmail-access.ts';
import type { GmailDrafts } from './gmail-drafts.ts';
import { apiIdOfPage, messageApiId, messageWithId, threadApiId, threadWithId } from './gmail-ids.ts';
import { answerRefusal, GmailRefusal } from './gmail-refusal.ts';
import { draftMessage, type GmailFormat, messageResource, type Shown } from './gmail-resource.ts';
import { type SendingParts, sendAsGmail } from './gmail-sending.ts';
import { bodies, draftHanded, messageHanded, requireShape } from './gmail-upload.ts';
import type { GoogleTokens } from './google-tokens.ts';
import { PAGE_IDS } from './unproven.ts';

export interface GmailApiSources extends SendingParts {
  readonly tokens: GoogleTokens;
  readonly clock: Clock;
  readonly drafts: GmailDrafts;
  /** Gmail's own quota for a user, unless a test sets less. */
  readonly unitsPerMinute?: number;
  readonly pageIds?: typeof PAGE_IDS;
}

interface Desk extends GmailApiSources {
  readonly access: GmailAccess;
  readonly apiId: (req: Request) => string;
}

const QUOTA = 6_000;
const DraftSendBody = z.strictObject({ id: z.string() });
const MINIMAL: Shown = { format: 'minimal', only: [] };

/** Where Gmail's API takes requests of a user; under `/upload`, a message may come as it is. */
export const GMAIL_PATHS = ['/gmail/v1/users/me', '/upload/gmail/v1/users/me'];

/** The part of Gmail's API that an add-on may use, under GMAIL_PATHS, and what shows what became of it. It says no where Gmail does. */
export function gmailApi(sources: GmailApiSources): Router {
  const { tokens, clock, unitsPerMinute = QUOTA, pageIds = PAGE_IDS } = sources;
  const desk = {
    ...sources,
    access: new GmailAccess(tokens, clock, unitsPerMinute),
    apiId: (req: Request) => apiId(req, pageIds),
  };
  const router = Router();
  router.use(bodies());
  addReading(router, desk);
  addSending(router, desk);
  addDrafts(router, desk);
  router.use(refusal);
  return router;
}

function addReading(router: Router, { access, store, drafts, apiId }: Desk): void {
  router.get('/messages/:id', (req, res) => {
    const caller = access.callerOf(req, 'messages.get');
    const message = requireOpen(messageWithId(store, caller.email, apiId(req)), caller);
    res.json(messageResource(message, threadIdOf(store, caller, message), shownTo(req, caller)));
  });

  router.get('/threads/:id', (req, res) => {
    const caller = access.callerOf(req, 'threads.get');
    const thread = threadWithId(store, caller.email, apiId(req));
    if (thread === null) throw notFound();
    const shown = shownTo(req, caller);
    const id = threadApiId(thread);
    const filed = thread.messages.map((one) => messageResource(requireOpen(one, caller), id, shown));
    res.json({ id, messages: [...filed, ...drafts.ofThread(caller.email, id).map((one) => draftMessage(one, shown))] });
  });
}

function addSending(router: Router, { access, clock, ...desk }: Desk): void {
  router.post('/messages/send', async (req, res) => {
    const caller = access.callerOf(req, 'messages.send');
    const filed = await sendAsGmail(desk, { ...messageHanded(req), owner: caller.email, at: clock.now() });
    res.json(sentResource(desk.store, caller, filed));
  });

  router.post('/drafts/send', async (req, res) => {
    const caller = access.callerOf(req, 'drafts.send');
    res.json(await sendDraft({ ...desk, clock }, caller, requireShape(DraftSendBody, req.body).id));
  });
}

function addDrafts(router: Router, { access, store, clock, drafts }: Desk): void {
  router.post('/drafts', async (req, res) => {
    const caller = access.callerOf(req, 'drafts.create');
    const { mime, threadId } = draftHanded(req);
    if (threadId !== undefined && threadWithId(store, caller.email, threadId) === null) throw notFound();
    const content = await contentOfMime(mime, clock.now());
    const draft = drafts.create({ owner: caller.email, threadId: threadId ?? null, mime, content });
    res.json({ id: draft.id, message: draftMessage(draft, MINIMAL) });
  });

  router.get('/drafts/:id', (req, res) => {
    const caller = access.callerOf(req, 'drafts.get');
    const draft = drafts.find(caller.email, String(req.params.id));
    if (draft === null) throw notFound();
    res.json({ id: draft.id, message: draftMessage(draft, shownTo(req, caller)) });
  });
}

/** Sends what a draft holds: the draft and its message end, and a new message comes in their place. Throws GmailRefusal. */
export async function sendDraft(
  { drafts, clock, ...parts }: Pick<GmailApiSources, 'drafts' | 'clock' | 'store' | 'postOffice'>,
  caller: Pick<GmailCaller, 'email'>,
  id: string,
): Promise<object> {
  const draft = drafts.take(caller.email, id);
  if (draft === null) throw notFound();
  const { mime, threadId } = draft;
  const outgoing = { owner: caller.email, mime, threadId: threadId ?? undefined, at: clock.now() };
  return sentResource(parts.store, caller, await sendAsGmail(parts, outgoing));
}

function sentResource(store: MailStore, caller: Pick<GmailCaller, 'email'>, filed: MailboxMessage): object {
  return { id: messageApiId(filed), threadId: threadIdOf(store, caller, filed), labelIds: ['SENT'] };
}

function apiId(req: Request, pageIds: typeof PAGE_IDS): string {
  const given = String(req.params.id);
  const id = pageIds === 'taken' ? apiIdOfPage(given) : given;
  if (!/^[0-9a-f]{1,16}$/.test(id)) throw new GmailRefusal(400, 'Invalid id value');
  return id;
}

/** The token for the open message opens its thread and no other. */
function requireOpen(message: MailboxMessage | null, { conversation }: GmailCaller): MailboxMessage {
  if (message === null) throw notFound();
  if (conversation !== null && message.conversation !== conversation) {
    throw new GmailRefusal(403, 'Access token is not for this message.');
  }
  return message;
}

function shownTo(req: Request, { metadataOnly }: GmailCaller): Shown {
  const format = String(req.query.format ?? 'full').toLowerCase();
  if (!['minimal', 'metadata', 'full', 'raw'].includes(format)) throw new GmailRefusal(400, 'Invalid value for format');
  if (metadataOnly && (format === 'full' || format === 'raw')) {
    throw new GmailRefusal(403, 'Metadata scope does not allow this format');
  }
  return { format: format as GmailFormat, only: [req.query.metadataHeaders ?? []].flat().map(String) };
}

function threadIdOf(store: MailStore, { email }: Pick<GmailCaller, 'email'>, { conversation }: MailboxMessage): string {
  const thread = store.thread(email, conversation);
  return thread === null ? '' : threadApiId(thread);
}

function notFound(): GmailRefusal {
  return new GmailRefusal(404, 'Requested entity was not found.');
}

const refusal: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (error instanceof GmailRefusal) answerRefusal(error, res);
  else next(error);
};
