import { randomUUID } from 'node:crypto';
import type { LogEntry, NewActivity } from '../../server/features/activities/activity-log-service.ts';
import type { LedgerRow } from '../../server/features/receivables/run-service.ts';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import type { ReportAnswer, ReportQuery } from '../../shared/api/reports.ts';
import { calendarDate } from '../../shared/domain/calendar-date.ts';
import type { ItemId, UserId } from '../../shared/domain/ids.ts';
import type { Money } from '../../shared/domain/money.ts';
import type { TestApp } from './app.ts';
import { runRequest } from './ledger-rows.ts';

/** What a test says of an activity: who did it, on which day, towards whom. */
export interface Deed {
  readonly by: string;
  readonly on: string;
  readonly customer?: string;
  readonly items?: readonly string[];
  readonly code?: NewActivity['code'];
  readonly delivery?: NewActivity['delivery'];
  /** Makes it a promise to pay, over so much by that day. */
  readonly promise?: { readonly amount: Money; readonly date: string };
}

/** One company with a ledger and a log, for tests of reports: customers and items by their numbers. */
export class ReportWorld {
  constructor(
    private readonly app: TestApp,
    readonly tenant: Tenant,
  ) {}

  static async open(app: TestApp, name?: string): Promise<ReportWorld> {
    return new ReportWorld(app, await app.tenant(name));
  }

  in<T>(work: () => Promise<T>): Promise<T> {
    return inTenant(this.tenant.id, work);
  }

  /** Takes rows as a file of its own; throws where they are refused. */
  async take(rows: readonly LedgerRow[]): Promise<void> {
    const outcome = await this.in(() => this.app.services.ledgerRuns.take(runRequest(rows)));
    if (outcome.problems.length > 0) throw new Error(JSON.stringify(outcome.problems));
  }

  /** Logs what was done, at noon of its day. */
  async log(deeds: readonly Deed[]): Promise<LogEntry[]> {
    const entries = await Promise.all(deeds.map((deed) => this.entryOf(deed)));
    return this.in(() => this.app.services.activityLog.append(entries));
  }

  /** Says of a logged activity that it is undone, or what became of its message. */
  async say(refersTo: LogEntry, kind: 'withdrawal' | 'delivery', delivery?: NewActivity['delivery']): Promise<void> {
    const { actor, client } = refersTo;
    const entry = { kind, refersTo, actor, client, zone: this.tenant.zone, clientKey: randomUUID(), delivery };
    await this.in(() => this.app.services.activityLog.append([entry]));
  }

  ask(name: string, query: ReportQuery): Promise<ReportAnswer> {
    return this.in(() => this.app.services.reports.answer(name, query, this.tenant));
  }

  async customerId(number: string) {
    const found = await this.in(async () => {
      const { customers, ledgerPositions } = this.app.services;
      return customers.findByPaddedNumbers([number], (await ledgerPositions.positionAt()).run);
    });
    const [customer] = found;
    if (customer === undefined) throw new Error(`There is no customer ${number}.`);
    return customer.id;
  }

  private async entryOf({ by, on, customer = 'C1', items = [], code = 'phone_no_answer', delivery, promise }: Deed) {
    const outcome = code === 'phone_no_answer' ? ({ outcome: 'call_again' } as const) : {};
    const said = promise === undefined ? { code, ...outcome } : promised(promise);
    return {
      kind: 'activity' as const,
      actor: { id: by as UserId, name: by },
      zone: this.tenant.zone,
      client: 'outlook' as const,
      clientKey: randomUUID(),
      occurredAt: new Date(`${calendarDate(on)}T11:00:00.000Z`),
      customerId: await this.customerId(customer),
      itemIds: await this.itemIds(items),
      delivery,
      ...said,
    };
  }

  private async itemIds(numbers: readonly string[]): Promise<ItemId[]> {
    if (numbers.length === 0) return [];
    const { receivables, ledgerPositions } = this.app.services;
    const items = await this.in(async () =>
      receivables.findItemsByNumberKeys(numbers, calendarDate('2026-11-20'), await ledgerPositions.positionAt()),
    );
    return items.map(({ id }) => id);
  }
}

function promised({ amount, date }: NonNullable<Deed['promise']>) {
  return {
    code: 'phone_promise_to_pay' as const,
    outcome: 'promised_in_full' as const,
    amount,
    date: calendarDate(date),
  };
}
