import type { ClientSession } from 'mongoose';
import type { ActivityId, CustomerId } from '#shared/domain/ids.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { LogEntry } from './activity-entry.ts';
import type { ActivityHeadRepository, LogHead } from './activity-head-repository.ts';
import type { ActivityRepository, HashedEntry } from './activity-repository.ts';
import type { ActivityTextRepository } from './activity-text-repository.ts';
import type { ActivityTexts } from './activity-texts.ts';
import {
  type ContactSummary,
  contactSummaryOf,
  emptyContactSummary,
  needsWholeLog,
  withEntry,
} from './contact-summary.ts';
import type { ContactSummaryRepository, SummaryChange } from './contact-summary-repository.ts';
import { entryHash } from './entry-hash.ts';
import { LogEnds } from './log-ends.ts';
import type { PreparedEntry } from './new-log-entry.ts';

export interface LogStores {
  readonly activities: ActivityRepository;
  readonly heads: ActivityHeadRepository;
  readonly texts: ActivityTextRepository;
  readonly summaries: ContactSummaryRepository;
}

/** What new entries are added to: the end of the log, and the summaries of their customers as of that end or later. */
interface Basis {
  readonly head: LogHead;
  readonly summaries: readonly ContactSummary[];
}

/** What joins the transaction of the entries. */
type More = (entries: readonly LogEntry[], session: ClientSession) => Promise<void>;

interface Added extends Basis {
  readonly entries: LogEntry[];
}

/** Writes prepared entries under the next numbers, with texts and contact summaries. */
export class LogWriter {
  private readonly ends = new LogEnds();

  constructor(private readonly stores: LogStores) {}

  /** Writes in a transaction of its own; `more` joins it. */
  async commit(prepared: readonly PreparedEntry[], more: More): Promise<LogEntry[]> {
    const tenantId = currentTenant();
    let known = await this.knownBasis(prepared);
    const written = await inTransaction(async (session) => {
      const basis = known ?? (await this.basis(prepared, session));
      // What was known before holds for one try: if the log has moved on, the next one reads anew.
      if (known === null) this.ends.forget(tenantId);
      known = null;
      return this.add(prepared, basis, { session, more });
    });
    this.ends.moved(tenantId, written.head, written.summaries);
    return written.entries;
  }

  /** Writes in a transaction of the caller's. */
  async write(prepared: readonly PreparedEntry[], session: ClientSession): Promise<LogEntry[]> {
    this.ends.forget(currentTenant());
    const { entries } = await this.add(prepared, await this.basis(prepared, session), { session });
    return entries;
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

  /**
   * What this process knows of the log without asking where it ends; null where it knows nothing. Summaries that it does not have are read after the end was known, so
   * they are at least as new: if the head is then still there, they are of that very end.
   */
  private async knownBasis(prepared: readonly PreparedEntry[]): Promise<Basis | null> {
    const end = this.ends.of(currentTenant());
    if (end === null) return null;
    const { head } = end;
    const customerIds = customersOf(prepared);
    const known = customerIds.flatMap((id) => end.summaries.get(id) ?? []);
    const others = customerIds.filter((id) => !end.summaries.has(id));
    const read = others.length === 0 ? [] : await this.stores.summaries.findByCustomers(others);
    return { head, summaries: [...known, ...read] };
  }

  private async basis(prepared: readonly PreparedEntry[], session: ClientSession): Promise<Basis> {
    const head = await this.stores.heads.read(session);
    return { head, summaries: await this.stores.summaries.findByCustomers(customersOf(prepared), session) };
  }

  private async add(
    prepared: readonly PreparedEntry[],
    { head: before, summaries }: Basis,
    { session, more = async () => {} }: { readonly session: ClientSession; readonly more?: More },
  ): Promise<Added> {
    const hashed = chained(prepared, before);
    const entries = hashed.map(({ entry }) => entry);
    const head = { seq: before.seq + hashed.length, hash: hashed.at(-1)?.hash ?? before.hash };
    const texts = prepared.map((each) => each.texts).filter((each) => each !== null);
    await this.stores.heads.move(before, head, session);
    await this.stores.activities.insert(hashed, session);
    await this.stores.texts.insert(texts, session);
    const changes = await this.changes(entries, { summaries, notes: notesOf(texts) }, session);
    await this.stores.summaries.save(changes, session);
    await more(entries, session);
    return { entries, head, summaries: changes.map(({ after }) => after) };
  }

  private async changes(
    entries: readonly LogEntry[],
    known: { readonly summaries: readonly ContactSummary[]; readonly notes: ReadonlyMap<ActivityId, string> },
    session: ClientSession,
  ): Promise<SummaryChange[]> {
    const summaries = new Map(known.summaries.map((summary) => [summary.customerId, summary]));
    const changes: SummaryChange[] = [];
    for (const [customerId, added] of groupedByCustomer(entries)) {
      const before = summaries.get(customerId) ?? null;
      const start = before ?? emptyContactSummary(customerId);
      const next = (sum: ContactSummary, entry: LogEntry) => withEntry(sum, entry, known.notes.get(entry.id) ?? null);
      changes.push(
        added.some(needsWholeLog)
          ? { before: null, after: await this.summaryFromLog(customerId, session) }
          : { before, after: added.reduce(next, start) },
      );
    }
    return changes;
  }
}

function chained(prepared: readonly PreparedEntry[], head: LogHead): HashedEntry[] {
  let { hash } = head;
  return prepared.map((each, place) => {
    const entry = { ...each.entry, seq: head.seq + 1 + place };
    hash = entryHash(hash, entry);
    return { entry, hash };
  });
}

function customersOf(prepared: readonly PreparedEntry[]): CustomerId[] {
  return [...new Set(prepared.map(({ entry }) => entry.customerId))];
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
