import { createHmac, randomBytes } from 'node:crypto';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { ActivityId } from '#shared/domain/ids.ts';
import { promiseOf } from '#shared/domain/promise-to-pay.ts';
import {
  businessDayOf,
  type EntryMessage,
  happenedAt,
  isNewActivity,
  type LogEntry,
  type NewActivity,
  type NewEntry,
  type NewReference,
  type SentFile,
  type SentText,
} from './activity-entry.ts';
import type { ActivityTexts, SaltedText } from './activity-texts.ts';
import type { NamedItem } from './ledger-names.ts';

/** An entry with its texts, ready but for its number. */
export interface PreparedEntry {
  readonly entry: LogEntry;
  readonly texts: ActivityTexts | null;
}

/** Makes the entry that is stored from what was asked for. Free text is expected to be masked already. */
export function prepareEntry(asked: NewEntry, recordedAt: Date, items: ReadonlyMap<string, NamedItem>): PreparedEntry {
  const id = randomBytes(12).toString('hex') as ActivityId;
  const occurredAt = happenedAt(asked, recordedAt);
  const texts = textsOf(id, asked);
  const about = isNewActivity(asked) ? aboutActivity(asked, items) : aboutReference(asked);
  const entry: LogEntry = {
    id,
    seq: 0,
    kind: asked.kind,
    clientKey: asked.clientKey,
    actor: asked.actor,
    ...about,
    client: asked.client,
    message: messageOf(asked),
    occurredAt,
    recordedAt,
    businessDay: businessDayOf(asked, recordedAt),
    noteHash: hashOf(texts?.note),
    bodyHash: hashOf(texts?.body, texts?.files),
  };
  return { entry, texts };
}

type About = Omit<
  LogEntry,
  | 'id'
  | 'seq'
  | 'kind'
  | 'clientKey'
  | 'actor'
  | 'client'
  | 'message'
  | 'occurredAt'
  | 'recordedAt'
  | 'businessDay'
  | 'noteHash'
  | 'bodyHash'
>;

function aboutActivity(asked: NewActivity, items: ReadonlyMap<string, NamedItem>): About {
  const { customerId, code, outcome = null, reason = null } = asked;
  const { contact = null, dispatchId = null, gate = null, dataAsOf = null } = asked;
  const itemIds = [...new Set(asked.itemIds)];
  const itemNumbers = itemIds.map((itemId) => items.get(itemId)?.number ?? '');
  const { channel } = codeDefinition(code);
  const what = { code, channel, outcome, reason, ...promisedIn(asked), contact };
  return {
    refersTo: asked.corrects?.id ?? null,
    customerId,
    itemIds,
    itemNumbers,
    ...what,
    delivery: firstDelivery(asked),
    dispatchId,
    gate,
    dataAsOf,
  };
}

function promisedIn(asked: NewActivity): Pick<LogEntry, 'amount' | 'date' | 'instalments'> {
  const { amount = null, date = null, instalments } = asked;
  if (instalments === undefined) return { amount, date };
  const { promisedFor, ...promise } = promiseOf(instalments);
  return { ...promise, date: promisedFor };
}

function aboutReference({ refersTo, delivery, resolution }: NewReference): About {
  const { id, customerId, itemIds, itemNumbers, code, channel, dispatchId } = refersTo;
  const nothing = { outcome: null, reason: null, amount: null, date: null, contact: null, gate: null, dataAsOf: null };
  return {
    refersTo: id,
    customerId,
    itemIds,
    itemNumbers,
    code,
    channel,
    dispatchId,
    delivery: delivery ?? null,
    ...nothing,
    ...(resolution === undefined ? {} : { resolution }),
  };
}

function firstDelivery({ kind, code, delivery }: NewActivity): LogEntry['delivery'] {
  const { channel, direction } = codeDefinition(code);
  if (kind === 'stop' || channel !== 'email' || direction === 'in') return null;
  return delivery ?? 'attempted';
}

function messageOf({ message }: NewEntry): EntryMessage | null {
  const { conversation = null, internetMessageId = null } = message ?? {};
  return conversation === null && internetMessageId === null ? null : { conversation, internetMessageId };
}

function textsOf(activityId: ActivityId, asked: NewEntry): ActivityTexts | null {
  const sent = isNewActivity(asked) ? asked.sent : undefined;
  const subject = asked.subject ?? sent?.subject;
  const texts = {
    ...(asked.note === undefined || asked.note === '' ? {} : { note: salted(asked.note) }),
    ...(subject === undefined ? {} : { subject }),
    ...(sent === undefined ? {} : textsOfMessage(sent)),
  };
  return Object.keys(texts).length === 0 ? null : { activityId, ...texts };
}

function textsOfMessage({
  html,
  text,
  recipients,
  rewritten = [],
  files = [],
}: SentText): Omit<ActivityTexts, 'activityId'> {
  return {
    body: salted(html),
    plainBody: text,
    recipients: [...recipients],
    ...(rewritten.length === 0 ? {} : { rewritten: [...rewritten] }),
    ...(files.length === 0 ? {} : { files: [...files] }),
  };
}

function salted(text: string): SaltedText {
  return { text, salt: randomBytes(16).toString('base64url') };
}

/** The commitment that stands in the log: HMAC-SHA-256 of the text under its salt, and of the files that went with it. */
export function hashOf(salted: SaltedText | undefined, files: readonly SentFile[] = []): string | null {
  if (salted === undefined) return null;
  const named = files.map(({ fileName, size, sha256 }) => JSON.stringify([fileName, size, sha256]));
  // No text holds a NUL.
  return createHmac('sha256', salted.salt)
    .update([salted.text, ...named].join('\0'))
    .digest('base64url');
}
