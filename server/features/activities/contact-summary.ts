import { type ActivityCode, isDisputeRaised, isPromise, touches } from '#shared/domain/activity-code.ts';
import { type CalendarDate, laterOf } from '#shared/domain/calendar-date.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import type { ActivityId, CustomerId, ItemId } from '#shared/domain/ids.ts';
import { coverTheSame } from '#shared/domain/item-cover.ts';
import type { Money } from '#shared/domain/money.ts';
import { type Instalment, isOpenPromise } from '#shared/domain/promise-to-pay.ts';
import type { LogEntry } from './activity-entry.ts';

/** How many of a customer's contacts the summary keeps. */
export const LAST_CONTACTS = 5;
/** How much of a note the summary keeps, in characters; the whole of it is with the texts. */
const NOTE_LENGTH = 500;

/** An attempt or contact, as the card shows it. */
export type ContactLine = Pick<
  LogEntry,
  | 'seq'
  | 'actor'
  | 'itemIds'
  | 'itemNumbers'
  | 'contact'
  | 'code'
  | 'outcome'
  | 'reason'
  | 'amount'
  | 'date'
  | 'client'
  | 'delivery'
  | 'occurredAt'
  | 'recordedAt'
  | 'businessDay'
> & {
  readonly activityId: ActivityId;
  readonly note: string | null;
  /** Left out where the entry has none, and where it corrects none. */
  readonly instalments?: readonly Instalment[];
  readonly corrects?: ActivityId;
};

interface ClaimLine {
  readonly activityId: ActivityId;
  readonly seq: number;
  readonly itemIds: readonly ItemId[];
  readonly by: string;
  readonly recordedAt: Date;
}

export interface PromiseLine extends ClaimLine {
  /** Of several instalments the sum, and the day of the last. */
  readonly amount: Money;
  readonly promisedFor: CalendarDate;
  /** By day; left out unless there are several. */
  readonly instalments?: readonly Instalment[];
}

export interface DisputeLine extends ClaimLine {
  readonly amount: Money | null;
  readonly reason: string;
}

/** The last notice of one step that went out or is thought to have. */
export interface NoticeLine {
  readonly activityId: ActivityId;
  readonly seq: number;
  readonly code: ActivityCode;
  readonly occurredAt: Date;
  readonly businessDay: CalendarDate;
  readonly delivery: Delivery | null;
}

/** What the log knows of a customer that every card and every check needs, in one document. Withdrawn activities, failed messages and disputes that were resolved are not in it. */
export interface ContactSummary {
  readonly customerId: CustomerId;
  /** The last entry of the log that it knows of. */
  readonly seq: number;
  /** The latest business day of any entry; promises for days before it are over and were dropped. */
  readonly latestDay: CalendarDate;
  /** Latest first. */
  readonly lastContacts: readonly ContactLine[];
  /** One for each set of items, the newest; whether one is still open depends on the day that is asked about. */
  readonly promises: readonly PromiseLine[];
  readonly disputes: readonly DisputeLine[];
  readonly notices: readonly NoticeLine[];
}

const NOTICE_CODES: ReadonlySet<ActivityCode> = new Set([
  'email_first_notice',
  'email_second_notice',
  'email_final_notice',
]);

export function emptyContactSummary(customerId: CustomerId): ContactSummary {
  const latestDay = '0001-01-01' as CalendarDate;
  return { customerId, seq: 0, latestDay, lastContacts: [], promises: [], disputes: [], notices: [] };
}

/** Whether an entry takes something away that others in the log may have to fill; then the summary is made anew from the log. */
export function needsWholeLog(entry: LogEntry): boolean {
  const { kind } = entry;
  return kind === 'withdrawal' || kind === 'resolution' || (kind === 'delivery' && changesWhetherItCounts(entry));
}

/** A message that failed counts as no contact, and counts again when it is tried once more. */
function changesWhetherItCounts({ delivery }: LogEntry): boolean {
  return delivery === 'failed' || delivery === 'attempted';
}

/** The summary with one more entry, the next one of the log. Not for entries that need the whole log. */
export function withEntry(summary: ContactSummary, entry: LogEntry, note: string | null): ContactSummary {
  const latestDay = laterOf(summary.latestDay, entry.businessDay);
  const next = { ...summary, seq: entry.seq, latestDay };
  if (entry.kind === 'delivery') return withoutPastPromises(withDelivery(next, entry));
  if (entry.kind === 'erasure') return withoutPastPromises(withoutNote(next, entry));
  const counts = entry.kind === 'activity' && entry.delivery !== 'failed';
  return withoutPastPromises(counts ? withActivity(next, entry, note) : next);
}

/** The summary from a customer's whole log, in its order; the plain computation that the step by step one has to agree with. */
export function contactSummaryOf(
  customerId: CustomerId,
  log: readonly LogEntry[],
  notes: ReadonlyMap<ActivityId, string>,
): ContactSummary {
  const start = emptyContactSummary(customerId);
  const seq = log.at(-1)?.seq ?? start.seq;
  const latestDay = log.map(({ businessDay }) => businessDay).reduce(laterOf, start.latestDay);
  const standing = standingActivities(log);
  const resolved = referredTo(log, 'resolution');
  const touching = standing.filter(({ code }) => touches(code)).sort(latestFirst);
  const notices = new Map<ActivityCode, LogEntry>();
  for (const entry of touching) {
    if (NOTICE_CODES.has(entry.code) && !notices.has(entry.code)) notices.set(entry.code, entry);
  }
  return {
    customerId,
    seq,
    latestDay,
    lastContacts: touching.slice(0, LAST_CONTACTS).map((entry) => contactLine(entry, notes.get(entry.id) ?? null)),
    promises: newestBySet(standing.flatMap(promiseLine)).filter((promise) => isOpenPromise(promise, latestDay)),
    disputes: newestBySet(standing.filter(({ id }) => !resolved.has(id)).flatMap(disputeLine)),
    notices: [...notices.values()].map(noticeLine),
  };
}

/** Activities that nobody withdrew and whose message has not failed, each with what is now known of its message. */
function standingActivities(log: readonly LogEntry[]): LogEntry[] {
  const withdrawn = referredTo(log, 'withdrawal');
  const deliveries = new Map<ActivityId | null, Delivery | null>();
  for (const { kind, refersTo, delivery } of log) if (kind === 'delivery') deliveries.set(refersTo, delivery);
  return log
    .filter(({ id, kind }) => kind === 'activity' && !withdrawn.has(id))
    .map((entry) => ({ ...entry, delivery: deliveries.get(entry.id) ?? entry.delivery }))
    .filter(({ delivery }) => delivery !== 'failed');
}

function referredTo(log: readonly LogEntry[], kind: LogEntry['kind']): ReadonlySet<ActivityId | null> {
  return new Set(log.filter((entry) => entry.kind === kind).map(({ refersTo }) => refersTo));
}

/** Of each set of items the newest line; takes them in the order of the log. */
export function newestBySet<L extends ClaimLine>(lines: readonly L[]): L[] {
  return lines.filter((line, place) => !lines.slice(place + 1).some((later) => coverTheSame(line, later)));
}

function withActivity(summary: ContactSummary, entry: LogEntry, note: string | null): ContactSummary {
  const { lastContacts, promises, disputes, notices } = summary;
  return {
    ...summary,
    lastContacts: touches(entry.code) ? latestContacts(lastContacts, contactLine(entry, note)) : lastContacts,
    promises: promiseLine(entry).reduce(superseding, promises),
    disputes: disputeLine(entry).reduce(superseding, disputes),
    notices: NOTICE_CODES.has(entry.code) ? latestNotices(notices, noticeLine(entry)) : notices,
  };
}

function withoutPastPromises(summary: ContactSummary): ContactSummary {
  const promises = summary.promises.filter((promise) => isOpenPromise(promise, summary.latestDay));
  return promises.length === summary.promises.length ? summary : { ...summary, promises };
}

function withDelivery(summary: ContactSummary, { refersTo, delivery }: LogEntry): ContactSummary {
  const known = <L extends ContactLine | NoticeLine>(line: L): L =>
    line.activityId === refersTo ? { ...line, delivery } : line;
  return { ...summary, lastContacts: summary.lastContacts.map(known), notices: summary.notices.map(known) };
}

function withoutNote(summary: ContactSummary, { refersTo }: LogEntry): ContactSummary {
  const erased = (line: ContactLine) => (line.activityId === refersTo ? { ...line, note: null } : line);
  return { ...summary, lastContacts: summary.lastContacts.map(erased) };
}

function latestContacts(lines: readonly ContactLine[], added: ContactLine): ContactLine[] {
  return [...lines, added].sort(latestFirst).slice(0, LAST_CONTACTS);
}

function latestNotices(lines: readonly NoticeLine[], added: NoticeLine): NoticeLine[] {
  const rivals = lines.filter(({ code }) => code === added.code);
  const [latest] = [...rivals, added].sort(latestFirst);
  return [...lines.filter(({ code }) => code !== added.code), latest ?? added].sort(latestFirst);
}

export function latestFirst(a: Pick<LogEntry, 'occurredAt' | 'seq'>, b: Pick<LogEntry, 'occurredAt' | 'seq'>): number {
  return b.occurredAt.getTime() - a.occurredAt.getTime() || b.seq - a.seq;
}

function superseding<L extends ClaimLine>(lines: readonly L[], added: L): readonly L[] {
  return [...lines.filter((line) => !coverTheSame(line, added)), added];
}

function claimLine({ id, seq, itemIds, actor, recordedAt }: LogEntry): ClaimLine {
  return { activityId: id, seq, itemIds, by: actor.name, recordedAt };
}

function promiseLine(entry: LogEntry): PromiseLine[] {
  const { code, amount, date, instalments } = entry;
  if (!isPromise(code) || amount === null || date === null) return [];
  const parts = instalments === undefined ? {} : { instalments };
  return [{ ...claimLine(entry), amount, promisedFor: date, ...parts }];
}

function disputeLine(entry: LogEntry): DisputeLine[] {
  const { code, amount, reason } = entry;
  return isDisputeRaised(code) ? [{ ...claimLine(entry), amount, reason: reason ?? 'disputed' }] : [];
}

function noticeLine({ id, seq, code, occurredAt, businessDay, delivery }: LogEntry): NoticeLine {
  return { activityId: id, seq, code, occurredAt, businessDay, delivery };
}

function contactLine(entry: LogEntry, note: string | null): ContactLine {
  const { id, seq, actor, itemIds, itemNumbers, contact, code, outcome, reason, amount, date } = entry;
  const { client, delivery, occurredAt, recordedAt, businessDay, instalments, refersTo } = entry;
  const seldom = {
    ...(instalments === undefined ? {} : { instalments }),
    ...(refersTo === null ? {} : { corrects: refersTo }),
  };
  const what = { code, outcome, reason, amount, date, contact, itemIds, itemNumbers, note: clipped(note) };
  return { activityId: id, seq, actor, ...what, ...seldom, client, delivery, occurredAt, recordedAt, businessDay };
}

function clipped(note: string | null): string | null {
  if (note === null || note.length <= NOTE_LENGTH) return note;
  return `${note.slice(0, NOTE_LENGTH - 1)}…`;
}
