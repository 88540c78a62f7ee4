import express, { type ErrorRequestHandler, type Request, Router } from 'express';
import * as z from 'zod/mini';
import type { Clock } from '../../server/ports.ts';
import type { MailStore } from '../mail/mail-store.ts';
import type { MailboxMessage } from '../mail/mailbox-message.ts';
import { GmailAccess, type GmailCaller } from './gmail-access.ts';
import { messageApiId, messageWithId, threadApiId, threadWithId } from './gmail-ids.ts';
import { answerRefusal, GmailRefusal } from './gmail-refusal.ts';
import { type GmailFormat, messageResource } from './gmail-resource.ts';
import { type SendingParts, sendAsGmail } from './gmail-sending.ts';
import type { GoogleTokens } from './google-tokens.ts';

export interface GmailApiSources extends SendingParts {
  readonly tokens: GoogleTokens;
  readonly clock: Clock;
  /** Gmail's own quota for a user, unless a test sets less. */
  readonly unitsPerMinute?: number;
}

const QUOTA = 6_000;
const SendBody = z.strictObject({ raw: z.string(), threadId: z.optional(z.string()) });

/** The part of Gmail's API that an add-on without restricted scopes may use, under `/gmail/v1/users/me`. It says no where Gmail does. */
export function gmailApi(sources: GmailApiSources): Router {
  const { store, tokens, clock, unitsPerMinute = QUOTA } = sources;
  const access = new GmailAccess(tokens, clock, unitsPerMinute);
  const router = Router();

  router.get('/messages/:id', (req, res) => {
    const caller = access.callerOf(req, 'messages.get');
    const message = requireOpen(messageWithId(store, caller.email, apiId(req)), caller);
    const asked = { format: formatOf(req, caller), only: headersAsked(req) };
    res.json(messageResource(message, threadIdOf(store, caller, message), asked));
  });

  router.get('/threads/:id', (req, res) => {
    const caller = access.callerOf(req, 'threads.get');
    const thread = threadWithId(store, caller.email, apiId(req));
    if (thread === null) throw new GmailRefusal(404, 'Requested entity was not found.');
    const asked = { format: formatOf(req, caller), only: headersAsked(req) };
    const id = threadApiId(thread);
    res.json({ id, messages: thread.messages.map((one) => messageResource(requireOpen(one, caller), id, asked)) });
  });

  router.post('/messages/send', express.json({ limit: '35mb' }), async (req, res) => {
    const caller = access.callerOf(req, 'messages.send');
    const { data } = SendBody.safeParse(req.body);
    if (data === undefined)
      throw new GmailRefusal(400, "'raw' RFC822 payload message string or uploading message required");
    const mime = Buffer.from(data.raw, 'base64url');
    const filed = await sendAsGmail(sources, { owner: caller.email, mime, threadId: data.threadId, at: clock.now() });
    res.json({ id: messageApiId(filed), threadId: threadIdOf(store, caller, filed), labelIds: ['SENT'] });
  });

  router.use(refusal);
  return router;
}

function apiId(req: Request): string {
  const id = String(req.params.id);
  if (!/^[0-9a-f]{1,16}$/.test(id)) throw new GmailRefusal(400, 'Invalid id value');
  return id;
}

/** The token for the open message opens its thread and no other. */
function requireOpen(message: MailboxMessage | null, { conversation }: GmailCaller): MailboxMessage {
  if (message === null) throw new GmailRefusal(404, 'Requested entity was not found.');
  if (message.conversation !== conversation) {
    throw new GmailRefusal(403, 'Access token is not for this message.');
  }
  return message;
}

function formatOf(req: Request, { metadataOnly }: GmailCaller): GmailFormat {
  const format = String(req.query.format ?? 'full').toLowerCase();
  if (!['minimal', 'metadata', 'full', 'raw'].includes(format)) throw new GmailRefusal(400, 'Invalid value for format');
  if (metadataOnly && (format === 'full' || format === 'raw')) {
    throw new GmailRefusal(403, 'Metadata scope does not allow this format');
  }
  return format as GmailFormat;
}

function headersAsked(req: Request): string[] {
  return [req.query.metadataHeaders ?? []].flat().map(String);
}

function threadIdOf(store: MailStore, { email }: GmailCaller, { conversation }: MailboxMessage): string {
  const thread = store.thread(email, conversation);
  return thread === null ? '' : threadApiId(thread);
}

const refusal: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (error instanceof GmailRefusal) answerRefusal(error, res);
  else next(error);
};
