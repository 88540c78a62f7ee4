import type { CLIENTS } from '#shared/api/activities.ts';
import type { GATE_REASONS } from '#shared/api/dispatches.ts';
import type { DISPUTE_RESOLUTIONS } from '#shared/api/disputes.ts';
import type { ActivityCode, Channel, NonPaymentReason, Outcome } from '#shared/domain/activity-code.ts';
import { type CalendarDate, dayInZone } from '#shared/domain/calendar-date.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import type { ActivityId, CustomerId, DispatchId, ItemId, UserId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Instalment } from '#shared/domain/promise-to-pay.ts';

/**
 * What an entry is. An *activity* is something done towards a customer; a *stop* is a message that the gate kept back. The others point back to an
 * activity: a *withdrawal* undoes it, a *delivery* says what became of its message, an *erasure* that its texts were erased, a *resolution* how the dispute ended that
 * it raised.
 */
export const ENTRY_KINDS = ['activity', 'stop', 'withdrawal', 'delivery', 'erasure', 'resolution'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export type ActivityClient = (typeof CLIENTS)[number];
export type DisputeResolution = (typeof DISPUTE_RESOLUTIONS)[number];

export interface EntryActor {
  readonly id: UserId;
  readonly name: string;
}

/** A person at the customer, as the message or the collector named them. */
export interface EntryContact {
  readonly name: string;
  readonly email: string;
}

/** What an entry keeps of a message: ids only. Subject, recipients and body are texts, which can be erased. */
export interface EntryMessage {
  readonly conversation: string | null;
  readonly internetMessageId: string | null;
}

export interface GatePassageReason {
  readonly reason: (typeof GATE_REASONS)[number];
  readonly itemIds: readonly ItemId[];
  readonly text: string;
}

/**
 * How a dunning message got past the gate, or that it did not. *overridden*: closed, and the sender gave a reason (the entry's note); *against*: closed, and sent
 * without one; *not_reached*: it went without the gate having been asked.
 */
export interface GatePassage {
  readonly verdict: 'open' | 'overridden' | 'against' | 'not_reached' | 'stopped';
  readonly reasons: readonly GatePassageReason[];
  /** The state of ledger and log that the verdict rests on; empty where the gate was not asked. */
  readonly state: string;
}

/** One entry of the append-only log. It never changes: what became of an activity stands in later entries that point back to it. */
export interface LogEntry {
  readonly id: ActivityId;
  /** Gapless within a tenant, from 1. */
  readonly seq: number;
  readonly kind: EntryKind;
  /** The activity that this entry points back to; of an activity the one that was withdrawn for it, since it was wrong. */
  readonly refersTo: ActivityId | null;
  /** The client's own key of the request; with it an entry can be found again by who sent it. */
  readonly clientKey: string;
  readonly actor: EntryActor;
  readonly customerId: CustomerId;
  readonly itemIds: readonly ItemId[];
  /** The items' numbers when the entry was written, in the order of `itemIds`. */
  readonly itemNumbers: readonly string[];
  readonly contact: EntryContact | null;
  readonly channel: Channel;
  /** An entry that points back carries the code of its activity. */
  readonly code: ActivityCode;
  readonly outcome: Outcome | null;
  readonly reason: NonPaymentReason | null;
  /** Of a promise with instalments their sum, and the day of the last. */
  readonly amount: Money | null;
  readonly date: CalendarDate | null;
  /** The parts of a promise, by day; left out unless there are several. */
  readonly instalments?: readonly Instalment[];
  /** How a dispute ended; of the kind `resolution` alone. */
  readonly resolution?: DisputeResolution;
  readonly client: ActivityClient;
  readonly message: EntryMessage | null;
  /** What is known of the message as of this entry; null where there is none. */
  readonly delivery: Delivery | null;
  readonly dispatchId: DispatchId | null;
  readonly gate: GatePassage | null;
  /** As the client's clock said, never later than `recordedAt`. */
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  /** The day of `occurredAt` in the tenant's zone, fixed when written. */
  readonly businessDay: CalendarDate;
  /** The source's as-of time of the ERP data that the actor saw; null where they saw none. */
  readonly dataAsOf: Date | null;
  /** Salted hashes of the texts; they stay when the texts are erased. */
  readonly noteHash: string | null;
  readonly bodyHash: string | null;
}

/** A part of an approved text that its sender wrote anew. */
export interface RewrittenPart {
  readonly name: string;
  /** The template's own words. */
  readonly original: string;
  readonly written: string;
}

/** A file that went with a message; its hash shows later which bytes they were. */
export interface SentFile {
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
}

/** What was said in a message of ours. */
export interface SentText {
  readonly subject: string;
  readonly recipients: readonly string[];
  readonly html: string;
  readonly text: string;
  /** Left out where the template's own words stand. */
  readonly rewritten?: readonly RewrittenPart[];
  /** Left out where nothing was attached. */
  readonly files?: readonly SentFile[];
}

interface NewEntryBase {
  readonly actor: EntryActor;
  /** The tenant's zone, of the IANA list. */
  readonly zone: string;
  readonly client: ActivityClient;
  readonly clientKey: string;
  /** The log's own time where it is left out; a time to come counts as now. */
  readonly occurredAt?: Date | undefined;
  readonly note?: string | undefined;
  readonly message?: { readonly [part in keyof EntryMessage]?: string | null | undefined } | undefined;
  /** The subject of the message that it is about; kept with the texts. */
  readonly subject?: string | undefined;
}

/** Something done towards a customer, or a message kept back. */
export interface NewActivity extends NewEntryBase {
  readonly kind: 'activity' | 'stop';
  readonly customerId: CustomerId;
  readonly itemIds: readonly ItemId[];
  readonly code: ActivityCode;
  readonly contact?: EntryContact | undefined;
  readonly outcome?: Outcome | undefined;
  readonly reason?: NonPaymentReason | undefined;
  readonly amount?: Money | undefined;
  readonly date?: CalendarDate | undefined;
  /** The parts of a promise, instead of its amount and day; in any order. */
  readonly instalments?: readonly Instalment[] | undefined;
  /** The activity that this one is written in the place of: it keeps the business day. Its withdrawal is an entry of its own. */
  readonly corrects?: Pick<LogEntry, 'id' | 'businessDay'> | undefined;
  readonly dataAsOf?: Date | null | undefined;
  /** For a code of the channel e-mail; `attempted` where it is left out. */
  readonly delivery?: Delivery | undefined;
  readonly dispatchId?: DispatchId | undefined;
  readonly gate?: GatePassage | undefined;
  readonly sent?: SentText | undefined;
}

/** An entry that points back to an activity. */
export interface NewReference extends NewEntryBase {
  readonly kind: 'withdrawal' | 'delivery' | 'erasure' | 'resolution';
  readonly refersTo: LogEntry;
  /** For the kind `delivery`. */
  readonly delivery?: Delivery | undefined;
  /** For the kind `resolution`. */
  readonly resolution?: DisputeResolution | undefined;
}

export type NewEntry = NewActivity | NewReference;

/** When it happened: as the client said, and never later than it was recorded. */
export function happenedAt({ occurredAt }: Pick<NewEntry, 'occurredAt'>, recordedAt: Date): Date {
  return occurredAt !== undefined && occurredAt < recordedAt ? occurredAt : recordedAt;
}

/** The day that an entry is of, in the company's zone; a correction is of the day of what it corrects. */
export function businessDayOf(entry: NewEntry, recordedAt: Date): CalendarDate {
  const corrected = isNewActivity(entry) ? entry.corrects?.businessDay : undefined;
  return corrected ?? dayInZone(happenedAt(entry, recordedAt), entry.zone);
}

/** Whether an entry is about something done, and does not point back to another. */
export function isNewActivity(entry: NewEntry): entry is NewActivity {
  return entry.kind === 'activity' || entry.kind === 'stop';
}
