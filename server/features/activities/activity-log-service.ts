import type { ClientSession } from 'mongoose';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { GroupLimits } from '../../mongo/grouped.ts';
import { answersGiven, GivenAnswer, groupedRequest, type KeyedRequest } from '../../mongo/once.ts';
import type { LogEntry, NewEntry } from './activity-entry.ts';
import type { ContactSummary } from './contact-summary.ts';
import { EntryDesk, type LogSurroundings } from './entry-desk.ts';
import { LOG_LIMITS, LogGroups } from './log-groups.ts';
import { LogTurns } from './log-turns.ts';
import { type LogStores, LogWriter } from './log-writer.ts';

export type {
  ActivityClient,
  EntryActor,
  EntryContact,
  GatePassage,
  LogEntry,
  NewActivity,
  NewEntry,
  SentFile,
  SentText,
} from './activity-entry.ts';

/** The log of all that was done towards customers; `append` is the only way into it, and nothing leads out. */
export class ActivityLog {
  private readonly turns = new LogTurns();
  private readonly desk: EntryDesk;
  private readonly writer: LogWriter;
  private readonly groups: LogGroups;
  /** What is being appended without a transaction of the caller's. */
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(stores: LogStores, surroundings: LogSurroundings, limits: GroupLimits = LOG_LIMITS) {
    this.desk = new EntryDesk(surroundings);
    this.writer = new LogWriter(stores);
    this.groups = new LogGroups({ writer: this.writer, turns: this.turns }, limits);
  }

  /**
   * Adds entries of the current tenant under the next gapless numbers, all or none, and keeps the customers' contact summaries in step; any number of entries,
   * best no more than 500 at once. With a session it is part of that transaction and holds when that commits; without one it commits together with what others
   * append at the same time. Throws DomainError `customer_not_found`, `item_not_found`, `request_invalid`, or without a session `log_busy`.
   */
  async append(entries: readonly NewEntry[], session?: ClientSession): Promise<LogEntry[]> {
    if (entries.length === 0) return [];
    if (session !== undefined) return this.writer.write(await this.desk.prepare(entries), session);
    return this.counted(async () => {
      const prepared = await this.desk.prepare(entries);
      const added = await this.groups.add({ prepared, request: null, answerOf: (own) => own });
      return added as LogEntry[];
    });
  }

  /**
   * Appends once for a user's key, and gives the first answer to every repetition; entries and answer are committed together. Throws what `append` throws, and DomainError
   * `idempotency_key_reused` when the key comes again with another body.
   */
  async appendOnce<T>(
    request: KeyedRequest,
    entries: readonly NewEntry[],
    answerOf: (entries: LogEntry[]) => T,
  ): Promise<T> {
    return this.counted(async () => {
      const grouped = groupedRequest(request);
      const prepared = await this.desk.prepare(entries).catch(async (refusal: unknown) => {
        // What fits no more may have been logged while it did.
        const given = (await answersGiven([grouped])).get(grouped.identity);
        if (given === undefined) throw refusal;
        return given;
      });
      if (prepared instanceof GivenAnswer) return prepared.for<T>(grouped);
      const answer = await this.groups.add({ prepared, request: grouped, answerOf });
      return answer as T;
    });
  }

  /** Runs work that will append within a transaction of its own, after the other such work of this process for the tenant. Not for work inside such work. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(work);
  }

  /** How many callers of this process wait until what they want logged is committed. */
  get pending(): number {
    return this.underWay.size;
  }

  /** Waits until nothing that was appended in this process is still to be committed. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  /** The contact summary as the whole log gives it, from nothing but the log. */
  async summaryFromLog(customerId: CustomerId, session?: ClientSession): Promise<ContactSummary> {
    return this.writer.summaryFromLog(customerId, session);
  }

  private async counted<T>(work: () => Promise<T>): Promise<T> {
    const done = work();
    this.underWay.add(done);
    try {
      return await done;
    } finally {
      this.underWay.delete(done);
    }
  }
}
