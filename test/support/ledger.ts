import { before } from 'mocha';
import { CustomerRepository } from '../../server/features/customers/customer-repository.ts';
import { CustomerService } from '../../server/features/customers/customer-service.ts';
import { createReceivables } from '../../server/features/receivables/create-receivables.ts';
import type { LedgerRow, RunOutcome, RunRequest } from '../../server/features/receivables/run-service.ts';
import { syncIndexes } from '../../server/mongo/sync-indexes.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { collectionNamed, NOT_SUPERSEDED } from '../../server/mongo/versions.ts';
import { type CalendarDate, calendarDate } from '../../shared/domain/calendar-date.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { TestClock } from './app.ts';
import { runRequest } from './ledger-rows.ts';
import { useMongo } from './mongo.ts';

const TENANT = 'tenant-of-the-test' as TenantId;

/** The ledger of one tenant on a real MongoDB, with a clock that goes on by a minute before each run. */
export class TestLedger {
  readonly clock = new TestClock(new Date('2026-11-20T09:00:00.000Z'));
  readonly customers = new CustomerService(new CustomerRepository());
  readonly parts = createReceivables({
    clock: this.clock,
    customers: this.customers,
    zoneOf: async () => 'UTC',
    turns: { leaseMs: 30_000, waitMs: 20_000 },
  });

  /** Runs work on behalf of the tenant. */
  in<T>(work: () => Promise<T>, tenantId = TENANT): Promise<T> {
    return inTenant(tenantId, work);
  }

  /** Takes rows as a file of its own. */
  async take(rows: readonly LedgerRow[], changes: Partial<RunRequest> = {}): Promise<RunOutcome> {
    return this.takeRequest(runRequest(rows, changes));
  }

  async takeRequest(request: RunRequest): Promise<RunOutcome> {
    this.clock.set(new Date(this.clock.now().getTime() + 60_000).toISOString());
    return this.in(() => this.parts.ledgerRuns.take(request));
  }

  /** What is left of each item on a day, in minor units by number; items of which nothing is left are not in it. */
  async leftOn(day: string, knownAt?: Date): Promise<Record<string, number>> {
    const { receivables, ledgerPositions } = this.parts;
    const items = await this.in(async () =>
      receivables.openItems(calendarDate(day), await ledgerPositions.positionAt(knownAt)),
    );
    return Object.fromEntries(items.map(({ key, left }) => [key.number, left.minor]));
  }

  today(): CalendarDate {
    return calendarDate(this.clock.now().toISOString().slice(0, 10));
  }

  /** The documents of a collection that hold at present, for looking behind the scenes. */
  async standing(name: string): Promise<Record<string, unknown>[]> {
    return this.in(async () => collectionNamed(name).find({ tenantId: TENANT, superseded: NOT_SUPERSEDED }).toArray());
  }

  /** All documents of a collection. */
  async all(name: string): Promise<Record<string, unknown>[]> {
    return this.in(async () => collectionNamed(name).find({ tenantId: TENANT }).sort({ _id: 1 }).toArray());
  }
}

/** For a describe that needs a ledger: MongoDB, its indexes, and services over them. */
export function useLedger(): TestLedger {
  useMongo();
  before(async function () {
    this.timeout(60_000);
    await syncIndexes();
  });
  return new TestLedger();
}
