import type { gmail_v1 } from '@googleapis/gmail';
import { newestText } from './message-text.ts';

/** The header in which a message carries the id of the dispatch that it was made from, for its sent copy to be recognised by. Whoever reads the Message-ID that we give knows that id anyway. */
export const DISPATCH_HEADER = 'X-Duethread-Dispatch';

/** The headers that we ask for of the messages of a thread, and no body. */
export const HEADERS = [
  'From',
  'Reply-To',
  'To',
  'Cc',
  'Bcc',
  'Subject',
  'Message-ID',
  'References',
  'In-Reply-To',
  DISPATCH_HEADER,
];

/** A message as Gmail's API tells it: headers as they stand in the message. */
export interface GmailMessage {
  readonly id: string;
  readonly threadId: string;
  readonly isSent: boolean;
  readonly from: string;
  readonly replyTo: string;
  readonly to: string;
  readonly cc: string;
  /** Shown to the sender alone. */
  readonly bcc: string;
  readonly subject: string;
  /** With angle brackets; empty where the message has none. */
  readonly internetMessageId: string;
  /** `References` and `In-Reply-To` as they stand there. */
  readonly references: string;
  readonly inReplyTo: string;
  /** What DISPATCH_HEADER holds. */
  readonly dispatchId: string;
  /** When Gmail took it, as an instant; null where Gmail does not say. */
  readonly takenAt: string | null;
  /** Its own words without what it quotes; empty where headers alone were read. */
  readonly text: string;
}

/** Reads a message of Gmail's API in the format `metadata` or `full`. */
export function toMessage(data: gmail_v1.Schema$Message, id = ''): GmailMessage {
  const fields = data.payload?.headers ?? [];
  const header = (name: string) =>
    fields.find((field) => field.name?.toLowerCase() === name.toLowerCase())?.value?.trim() ?? '';
  return {
    id: data.id ?? id,
    threadId: data.threadId ?? '',
    isSent: isSent(data.labelIds ?? []),
    from: header('From'),
    replyTo: header('Reply-To'),
    to: header('To'),
    cc: header('Cc'),
    bcc: header('Bcc'),
    subject: header('Subject'),
    internetMessageId: header('Message-ID'),
    references: header('References'),
    inReplyTo: header('In-Reply-To'),
    dispatchId: header(DISPATCH_HEADER),
    takenAt: instantOf(data.internalDate),
    text: newestText(data.payload),
  };
}

function isSent(labels: readonly string[]): boolean {
  return labels.includes('SENT') && !labels.includes('DRAFT');
}

function instantOf(internalDate: string | null | undefined): string | null {
  const ms = Number(internalDate ?? Number.NaN);
  return Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString() : null;
}
