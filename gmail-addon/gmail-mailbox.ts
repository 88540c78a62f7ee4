import { auth, gmail, type gmail_v1 } from '@googleapis/gmail';
import { SCOPE } from '#shared/api/gmail-scopes.ts';
import { GmailFailure, gmailFailure } from './gmail-failure.ts';
import { type GmailMessage, HEADERS, toMessage } from './gmail-message.ts';
import { isForOpenMessage } from './scopes.ts';

export interface GmailTokens {
  readonly userOAuthToken: string;
  /** Google's token for the open message and its thread. */
  readonly accessToken: string;
}

export interface SentMessage {
  readonly id: string;
  readonly threadId: string;
}

/** A draft in the user's mailbox. Nothing of it is out. */
export interface Draft {
  readonly id: string;
  readonly threadId: string;
}

const READ_LIMIT_MS = 4_000;
const SEND_LIMIT_MS = 8_000;
/** In bytes. What is larger goes as an upload: people were refused JSON of more than 1 MiB, and base64 makes a third more of it. */
const LARGEST_IN_JSON = 700_000;

/** Gmail's API as the user, for one request of Google's. Each call is made once and given up in time. Its errors carry tokens and mail; only GmailFailure leaves this file. */
export class GmailMailbox {
  private readonly users: gmail_v1.Resource$Users;

  constructor(
    private readonly rootUrl: string,
    private readonly tokens: GmailTokens,
    private readonly scope: Pick<typeof SCOPE, 'read' | 'draft' | 'send'> = SCOPE,
  ) {
    const client = new auth.OAuth2();
    client.setCredentials({ access_token: tokens.userOAuthToken });
    this.users = gmail({ version: 'v1', auth: client, rootUrl }).users;
  }

  /** Reads a message by its id in the API, its own words as well; files that lie in it do not come. Throws GmailFailure. */
  async read(id: string): Promise<GmailMessage> {
    const asked = { userId: 'me', id, format: 'full' };
    const { data } = await ours(this.users.messages.get(asked, this.options(this.scope.read, READ_LIMIT_MS)));
    return toMessage(data, id);
  }

  /** Reads the headers of all messages of a thread, oldest first. Throws GmailFailure. */
  async readThread(id: string): Promise<GmailMessage[]> {
    const asked = { userId: 'me', id, format: 'metadata', metadataHeaders: HEADERS };
    const { data } = await ours(this.users.threads.get(asked, this.options(this.scope.read, READ_LIMIT_MS)));
    return (data.messages ?? []).map((message) => toMessage(message));
  }

  /** Sends a finished message, once, and never again by itself. Throws GmailFailure, which says whether it may have gone out. */
  async send(raw: Buffer, threadId: string): Promise<SentMessage> {
    const message = threadId === '' ? {} : { threadId };
    const asked = isLarge(raw)
      ? { userId: 'me', requestBody: message, media: mediaOf(raw) }
      : { userId: 'me', requestBody: { ...message, raw: raw.toString('base64url') } };
    const { data } = await ours(this.users.messages.send(asked, this.options(this.scope.send, SEND_LIMIT_MS)));
    return { id: data.id ?? '', threadId: data.threadId ?? '' };
  }

  /** Puts a finished message among the drafts, in its thread. Throws GmailFailure. */
  async draft(raw: Buffer, threadId: string): Promise<Draft> {
    const message = threadId === '' ? {} : { threadId };
    const asked = isLarge(raw)
      ? { userId: 'me', requestBody: { message }, media: mediaOf(raw) }
      : { userId: 'me', requestBody: { message: { ...message, raw: raw.toString('base64url') } } };
    const { data } = await ours(this.users.drafts.create(asked, this.options(this.scope.draft, SEND_LIMIT_MS)));
    if (!data.id) throw new GmailFailure('unreachable', null);
    return { id: data.id, threadId: data.message?.threadId ?? threadId };
  }

  private options(scope: string, timeout: number) {
    const { accessToken } = this.tokens;
    const headers = isForOpenMessage(scope) ? { 'X-Goog-Gmail-Access-Token': accessToken } : {};
    // An upload asks for its address here; it would go to Google itself otherwise.
    return { headers, timeout, retry: false, rootUrl: this.rootUrl };
  }
}

function isLarge(raw: Buffer): boolean {
  return raw.length > LARGEST_IN_JSON;
}

/** Mail built by us is plain ASCII. */
function mediaOf(raw: Buffer): { mimeType: string; body: string } {
  return { mimeType: 'message/rfc822', body: raw.toString('latin1') };
}

async function ours<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw gmailFailure(error);
  }
}
