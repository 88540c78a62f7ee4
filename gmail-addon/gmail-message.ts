import { auth, gmail, type gmail_v1 } from '@googleapis/gmail';
import { gmailFailure } from './gmail-failure.ts';

/** The open message as Gmail's API tells it: headers as they stand in the message, no body. */
export interface GmailMessage {
  readonly id: string;
  readonly threadId: string;
  readonly isSent: boolean;
  readonly from: string;
  readonly replyTo: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  /** With angle brackets; empty where the message has none. */
  readonly internetMessageId: string;
  /** `References` and `In-Reply-To` as they stand there. */
  readonly references: string;
  readonly inReplyTo: string;
  /** The first words, decoded. */
  readonly snippet: string;
}

export interface GmailTokens {
  readonly userOAuthToken: string;
  /** Google's token for the open message and its thread. */
  readonly accessToken: string;
}

export interface SentMessage {
  readonly id: string;
  readonly threadId: string;
}

const HEADERS = ['From', 'Reply-To', 'To', 'Cc', 'Subject', 'Message-ID', 'References', 'In-Reply-To'];
const READ_LIMIT_MS = 4_000;
const SEND_LIMIT_MS = 8_000;

/** Gmail's API as the user, for one request of Google's. Its errors carry tokens and mail; only GmailFailure leaves this file. */
export class GmailMailbox {
  private readonly api: gmail_v1.Gmail;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(rootUrl: string, { userOAuthToken, accessToken }: GmailTokens) {
    const client = new auth.OAuth2();
    client.setCredentials({ access_token: userOAuthToken });
    this.api = gmail({ version: 'v1', auth: client, rootUrl });
    this.headers = { 'X-Goog-Gmail-Access-Token': accessToken };
  }

  /** Reads the headers of a message by its id in the API. Throws GmailFailure. */
  async read(id: string): Promise<GmailMessage> {
    try {
      const { data } = await this.api.users.messages.get(
        { userId: 'me', id, format: 'metadata', metadataHeaders: HEADERS },
        { headers: this.headers, timeout: READ_LIMIT_MS, retry: false },
      );
      return toMessage(data, id);
    } catch (error) {
      throw gmailFailure(error);
    }
  }

  /** Sends a finished message, once, and never again by itself. Throws GmailFailure, whose `sent` says whether it may have gone out. */
  async send(raw: Buffer, threadId: string): Promise<SentMessage> {
    try {
      const { data } = await this.api.users.messages.send(
        { userId: 'me', requestBody: { raw: raw.toString('base64url'), threadId } },
        { headers: this.headers, timeout: SEND_LIMIT_MS, retry: false },
      );
      return { id: data.id ?? '', threadId: data.threadId ?? '' };
    } catch (error) {
      throw gmailFailure(error);
    }
  }
}

function toMessage(data: gmail_v1.Schema$Message, id: string): GmailMessage {
  const fields = data.payload?.headers ?? [];
  const header = (name: string) =>
    fields.find((field) => field.name?.toLowerCase() === name.toLowerCase())?.value?.trim() ?? '';
  return {
    id: data.id ?? id,
    threadId: data.threadId ?? '',
    isSent: data.labelIds?.includes('SENT') ?? false,
    from: header('From'),
    replyTo: header('Reply-To'),
    to: header('To'),
    cc: header('Cc'),
    subject: header('Subject'),
    internetMessageId: header('Message-ID'),
    references: header('References'),
    inReplyTo: header('In-Reply-To'),
    snippet: unescaped(data.snippet ?? ''),
  };
}

/** Gmail writes a snippet as HTML. */
function unescaped(snippet: string): string {
  return snippet
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
