import type { ClientSession } from 'mongoose';
import type { ActivityId, CustomerId } from '#shared/domain/ids.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import type { Clock } from '../../ports.ts';
import { isNewActivity, type LogEntry, type NewActivity, type NewEntry } from './activity-entry.ts';
import type { ActivityHeadRepository } from './activity-head-repository.ts';
import type { ActivityRepository } from './activity-repository.ts';
import type { ActivityTextRepository } from './activity-text-repository.ts';
import type { ActivityTexts } from './activity-texts.ts';
import { requireFit, requireNamed } from './check-entry.ts';
import {
  type ContactSummary,
  contactSummaryOf,
  emptyContactSummary,
  needsWholeLog,
  withEntry,
} from './contact-summary.ts';
import type { ContactSummaryRepository } from './contact-summary-repository.ts';
import type { FreeText } from './free-text-service.ts';
import type { LedgerNames, NamedInLedger } from './ledger-names.ts';
import { LogTurns } from './log-turns.ts';
import { type PreparedEntry, prepareEntry } from './new-log-entry.ts';

export type {
  EntryActor,
  EntryContact,
  GatePassage,
  LogEntry,
  NewActivity,
  NewEntry,
  SentText,
} from './activity-entry.ts';

export interface LogStores {
  readonly activities: ActivityRepository;
  readonly heads: ActivityHeadRepository;
  readonly texts: ActivityTextRepository;
  readonly summaries: ContactSummaryRepository;
}

export interface LogSurroundings {
  readonly ledger: LedgerNames;
  readonly freeText: FreeText;
  readonly clock: Clock;
}

/** The log of all that was done towards customers; `append` is the only way into it, and nothing leads out. */
export class ActivityLog {
  private readonly turns = new LogTurns();

  constructor(
    private readonly stores: LogStores,
    private readonly surroundings: LogSurroundings,
  ) {}

  /**
   * Adds entries of the current tenant under the next gapless numbers, all or none, and keeps the customers' contact summaries in step; any number of entries,
   * best no more than 500 at once. With a session it is part of that transaction and holds when that commits; without one it commits by itself.
   * Throws DomainError `customer_not_found`, `item_not_found` or `request_invalid`.
   */
  async append(entries: readonly NewEntry[], session?: ClientSession): Promise<LogEntry[]> {
    if (entries.length === 0) return [];
    const prepared = await this.prepare(entries);
    if (session !== undefined) return this.write(prepared, session);
    return this.inTurn(() => inTransaction((own) => this.write(prepared, own)));
  }

  /** Runs work that will append within a transaction of its own, after the other such work of this process for the tenant. Not for work inside such work. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(work);
  }

  /** The contact summary as the whole log gives it, from nothing but the log. */
  async summaryFromLog(customerId: CustomerId, session?: ClientSession): Promise<ContactSummary> {
    const log = await this.stores.activities.findAllOfCustomer(customerId, session);
    const { lastContacts } = contactSummaryOf(customerId, log, new Map());
    const texts = await this.stores.texts.findByActivities(
      lastContacts.map(({ activityId }) => activityId),
      session,
    );
    return contactSummaryOf(customerId, log, notesOf(texts));
  }

  private async prepare(entries: readonly NewEntry[]): Promise<PreparedEntry[]> {
    const recordedAt = this.surroundings.clock.now();
    const activities = entries.filter(isNewActivity);
    const [masked, named] = await Promise.all([this.masked(entries), this.namedIn(activities)]);
    for (const activity of activities) {
      requireNamed(activity, named);
      requireFit(activity, recordedAt);
    }
    return masked.map((entry) => prepareEntry(entry, recordedAt, named.items));
  }

  private async namedIn(activities: readonly NewActivity[]): Promise<NamedInLedger> {
    const customerIds = new Set(activities.map(({ customerId }) => customerId));
    const itemIds = new Set(activities.flatMap((activity) => activity.itemIds));
    if (customerIds.size === 0) return { customers: new Set(), items: new Map() };
    return this.surroundings.ledger.find([...customerIds], [...itemIds]);
  }

  private async masked(entries: readonly NewEntry[]): Promise<NewEntry[]> {
    const texts = entries.flatMap(({ note = '', subject = '' }) => [note, subject]);
    const masked = await this.surroundings.freeText.mask(texts);
    return entries.map((entry, place) => ({
      ...entry,
      ...(entry.note === undefined ? {} : { note: masked[2 * place] ?? '' }),
      ...(entry.subject === undefined ? {} : { subject: masked[2 * place + 1] ?? '' }),
    }));
  }

  private async write(prepared: readonly PreparedEntry[], session: ClientSession): Promise<LogEntry[]> {
    const first = await this.stores.heads.take(prepared.length, session);
    const entries = prepared.map(({ entry }, place) => ({ ...entry, seq: first + place }));
    const texts = prepared.map((each) => each.texts).filter((each) => each !== null);
    await this.stores.activities.insert(entries, session);
    await this.stores.texts.insert(texts, session);
    await this.keepSummaries(entries, notesOf(texts), session);
    return entries;
  }

  private async keepSummaries(
    entries: readonly LogEntry[],
    notes: ReadonlyMap<ActivityId, string>,
    session: ClientSession,
  ): Promise<void> {
    const byCustomer = groupedByCustomer(entries);
    const known = await this.stores.summaries.findByCustomers([...byCustomer.keys()], session);
    const summaries = new Map(known.map((summary) => [summary.customerId, summary]));
    const next: ContactSummary[] = [];
    for (const [customerId, added] of byCustomer) {
      const before = summaries.get(customerId) ?? emptyContactSummary(customerId);
      next.push(
        added.some(needsWholeLog)
          ? await this.summaryFromLog(customerId, session)
          : added.reduce((summary, entry) => withEntry(summary, entry, notes.get(entry.id) ?? null), before),
      );
    }
    await this.stores.summaries.save(next, session);
  }
}

function notesOf(texts: readonly ActivityTexts[]): Map<ActivityId, string> {
  return new Map(texts.flatMap(({ activityId, note }) => (note === undefined ? [] : [[activityId, note.text]])));
}

function groupedByCustomer(entries: readonly LogEntry[]): Map<CustomerId, LogEntry[]> {
  const grouped = new Map<CustomerId, LogEntry[]>();
  for (const entry of entries) {
    const group = grouped.get(entry.customerId);
    if (group === undefined) grouped.set(entry.customerId, [entry]);
    else group.push(entry);
  }
  return grouped;
}
