import type { ClientSession } from 'mongoose';
import mongoose from 'mongoose';
import type { ActivityCode } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ActivityId, CustomerId } from '#shared/domain/ids.ts';
import { insertAtOnce } from '../../mongo/commands.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { LogEntry } from './activity-entry.ts';
import { ActivityModel, type StoredEntry } from './activity-model.ts';

/** Up to `limit` entries of the customer, latest first; with `before` only those of earlier business days. */
export interface CustomerPage {
  readonly before?: CalendarDate | undefined;
  readonly limit: number;
}

export interface HashedEntry {
  readonly entry: LogEntry;
  readonly hash: string;
}

/** The log of the current tenant. It can be added to and read. */
export class ActivityRepository {
  /** Adds entries, each with its hash. */
  async insert(entries: readonly HashedEntry[], session: ClientSession): Promise<void> {
    const tenantId = currentTenant();
    const documents = entries.map(({ entry: { id, ...rest }, hash }) => ({
      _id: id as never,
      tenantId,
      ...rest,
      hash,
    }));
    await insertAtOnce(ActivityModel.collection.collectionName, documents, session);
  }

  async findById(id: ActivityId, session?: ClientSession): Promise<LogEntry | null> {
    const stored = await ActivityModel.findById(id, null, options(session)).lean<StoredEntry>();
    return stored === null ? null : fromStored(stored);
  }

  /** Those of some entries that are there, in the order of the log. */
  async findByIds(ids: readonly ActivityId[], session?: ClientSession): Promise<LogEntry[]> {
    if (ids.length === 0) return [];
    const filter = { _id: mongoose.trusted({ $in: ids }) };
    return this.find(ActivityModel.find(filter as never, null, options(session)).sort({ seq: 1 }));
  }

  /** The first entries after a number, in the order of the log. */
  async findAfter(seq: number, limit: number): Promise<LogEntry[]> {
    const filter = { seq: mongoose.trusted({ $gt: seq }) };
    return this.find(
      ActivityModel.find(filter as never)
        .sort({ seq: 1 })
        .limit(limit),
    );
  }

  /** The entries that point back to any of these, in the order of the log. */
  async findPointingTo(ids: readonly ActivityId[], session?: ClientSession): Promise<LogEntry[]> {
    if (ids.length === 0) return [];
    const filter = { refersTo: mongoose.trusted({ $in: ids }) };
    return this.find(ActivityModel.find(filter as never, null, options(session)).sort({ seq: 1 }));
  }

  /** The activities whose message has any of these ids, and what was said of their deliveries, in the order of the log. */
  async findByMessageIds(ids: readonly string[]): Promise<LogEntry[]> {
    const filter = {
      'message.internetMessageId': mongoose.trusted({ $in: ids }),
      kind: mongoose.trusted({ $in: ['activity', 'delivery'] }),
    };
    return this.find(ActivityModel.find(filter as never).sort({ seq: 1 }));
  }

  /** What was done towards any of these customers, latest first. */
  async findOfCustomers(ids: readonly CustomerId[], { before, limit }: CustomerPage): Promise<LogEntry[]> {
    const days = before === undefined ? {} : { businessDay: mongoose.trusted({ $lt: before }) };
    const filter = { customerId: mongoose.trusted({ $in: ids }), kind: 'activity', ...days };
    return this.find(
      ActivityModel.find(filter as never)
        .sort({ businessDay: -1, occurredAt: -1, seq: -1 })
        .limit(limit),
    );
  }

  /** The whole log of a customer, in its order. */
  async findAllOfCustomer(customerId: CustomerId, session?: ClientSession): Promise<LogEntry[]> {
    return this.find(ActivityModel.find({ customerId } as never, null, options(session)).sort({ seq: 1 }));
  }

  /** All that the log has of activities of some codes towards any of these customers, what points back to them included, in its order. */
  async findOfCodes(ids: readonly CustomerId[], codes: readonly ActivityCode[]): Promise<LogEntry[]> {
    const filter = { customerId: mongoose.trusted({ $in: ids }), code: mongoose.trusted({ $in: codes }) };
    // Sorted here: a sort by number would tempt the database to go through the whole log.
    return (await this.find(ActivityModel.find(filter as never))).sort((a, b) => a.seq - b.seq);
  }

  private async find(query: { lean<T>(): PromiseLike<T> }): Promise<LogEntry[]> {
    const stored = await query.lean<StoredEntry[]>();
    return stored.map(fromStored);
  }
}

function options(session: ClientSession | undefined): { session?: ClientSession } {
  return session === undefined ? {} : { session };
}

function fromStored(stored: StoredEntry): LogEntry {
  const { _id, tenantId: _, hash: __, ...rest } = stored as StoredEntry & { tenantId: string };
  return { id: _id as ActivityId, ...rest };
}
