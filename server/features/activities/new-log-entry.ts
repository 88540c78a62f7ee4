import { createHmac, randomBytes } from 'node:crypto';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import { dayInZone } from '#shared/domain/calendar-date.ts';
import type { ActivityId } from '#shared/domain/ids.ts';
import {
  type EntryMessage,
  happenedAt,
  isNewActivity,
  type LogEntry,
  type NewActivity,
  type NewEntry,
  type NewReference,
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
    businessDay: dayInZone(occurredAt, asked.zone),
    noteHash: hashOf(texts?.note),
    bodyHash: hashOf(texts?.body),
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
  const { customerId, code, outcome = null, reason = null, amount = null, date = null } = asked;
  const { contact = null, dispatchId = null, gate = null, dataAsOf = null } = asked;
  const itemIds = [...new Set(asked.itemIds)];
  const itemNumbers = itemIds.map((itemId) => items.get(itemId)?.number ?? '');
  const { channel } = codeDefinition(code);
  const what = { code, channel, outcome, reason, amount, date, contact };
  return {
    refersTo: null,
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

function aboutReference({ refersTo, delivery }: NewReference): About {
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
  };
}

function firstDelivery({ kind, code, delivery }: NewActivity): LogEntry['delivery'] {
  if (kind === 'stop' || codeDefinition(code).channel !== 'email') return null;
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
    ...(sent === undefined ? {} : { body: salted(sent.html), plainBody: sent.text, recipients: [...sent.recipients] }),
  };
  return Object.keys(texts).length === 0 ? null : { activityId, ...texts };
}

function salted(text: string): SaltedText {
  return { text, salt: randomBytes(16).toString('base64url') };
}

/** The commitment that stands in the log: HMAC-SHA-256 of the text under its salt. */
export function hashOf(salted: SaltedText | undefined): string | null {
  if (salted === undefined) return null;
  return createHmac('sha256', salted.salt).update(salted.text).digest('base64url');
}
