import request from 'supertest';
import type { LedgerRow } from '../../server/features/receivables/run-service.ts';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import type { CashDecisionView, UnappliedPaymentView } from '../../shared/api/cash-application.ts';
import type { ChangeSettingsBody } from '../../shared/api/settings.ts';
import { calendarDate } from '../../shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '../../shared/domain/ids.ts';
import type { Money } from '../../shared/domain/money.ts';
import { isDebit } from '../../shared/domain/open-item.ts';
import type { TestApp, TestUser } from './app.ts';
import { eur, itemRow, runRequest } from './ledger-rows.ts';

/** The day that it is in the tests' company. */
export const TODAY = calendarDate('2026-11-20');

export const UNIDENTIFIED = '(unidentified)';

type ReceiptChanges = Partial<Record<'payerName' | 'payerAccount' | 'bankReference' | 'endToEndId' | 'text', string>>;

/** Money that a bank says it received, of nobody that it knows. */
export function receiptRow(
  number: string,
  amount: Money,
  {
    on = '2026-11-18',
    customerNumber = UNIDENTIFIED,
    ...said
  }: ReceiptChanges & { on?: string; customerNumber?: string },
) {
  const none = { payerName: '', payerAccount: '', bankReference: number, endToEndId: '', account: 'DE01', text: '' };
  return itemRow(number, {
    kind: 'payment',
    key: { source: 'bank' },
    customerNumber,
    amount,
    issuedOn: on,
    dueOn: on,
    receipt: { ...none, ...said, remittance: [] },
  });
}

/** One company with a ledger whose cash is applied through the API. */
export class CashWorld {
  private keys = 0;

  private constructor(
    private readonly app: TestApp,
    readonly tenant: Tenant,
    readonly manager: TestUser,
    readonly admin: TestUser,
  ) {}

  static async open(app: TestApp, name?: string): Promise<CashWorld> {
    const tenant = await app.tenant(name);
    return new CashWorld(app, tenant, await app.user(tenant, 'manager'), await app.user(tenant, 'admin'));
  }

  in<T>(work: () => Promise<T>): Promise<T> {
    return inTenant(this.tenant.id, work);
  }

  /** Takes rows as a file of its own; throws where they are refused. */
  async take(rows: readonly LedgerRow[]): Promise<void> {
    const outcome = await this.in(() => this.app.services.ledgerRuns.take(runRequest(rows)));
    if (outcome.problems.length > 0) throw new Error(JSON.stringify(outcome.problems));
  }

  /** Takes rows as a feed, with what follows a feed. */
  async feed(rows: readonly LedgerRow[]): Promise<readonly string[]> {
    const { ledgerRuns, cashAfterFeed } = this.app.services;
    return this.in(async () => cashAfterFeed.afterFeed(await ledgerRuns.take(runRequest(rows))));
  }

  settings(changes: ChangeSettingsBody): Promise<unknown> {
    return this.in(() => this.app.services.settings.change(changes, 'test'));
  }

  async queue(query: Record<string, string> = {}): Promise<UnappliedPaymentView[]> {
    const answer = await this.get('/api/cash-application').query(query);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body.payments;
  }

  /** The queue's entry of a payment by its number. */
  async inQueue(number: string): Promise<UnappliedPaymentView> {
    const found = (await this.queue({ all: 'yes' })).find(({ payment }) => payment.number === number);
    if (found === undefined) throw new Error(`${number} is not in the queue.`);
    return found;
  }

  async decisions(query: Record<string, string> = {}): Promise<CashDecisionView[]> {
    return (await this.get('/api/cash-application/decisions').query(query)).body.decisions;
  }

  decide(paymentId: string, body: object, key = this.newKey()) {
    return this.post(`/api/cash-application/${paymentId}/decisions`, body, key);
  }

  undo(decisionId: string, key = this.newKey()) {
    return this.post(`/api/cash-application/decisions/${decisionId}/undo`, { reason: 'a mistake' }, key);
  }

  postCertain(key = this.newKey()) {
    return this.post('/api/cash-application/post-certain', {}, key);
  }

  get(path: string) {
    return request(this.app.express).get(path).auth(this.manager.token, { type: 'bearer' });
  }

  post(path: string, body: object, key: string) {
    return request(this.app.express)
      .post(path)
      .auth(this.manager.token, { type: 'bearer' })
      .set('idempotency-key', key)
      .send(body);
  }

  /** What is left of each open item today, in minor units by number. */
  async left(day = TODAY): Promise<Record<string, number>> {
    const items = await this.openItems(day);
    return Object.fromEntries(items.map(({ key, left }) => [key.number, left.minor]));
  }

  async itemId(number: string): Promise<ItemId> {
    const { receivables, ledgerPositions } = this.app.services;
    const [item] = await this.in(async () =>
      receivables.findItemsByNumberKeys([number], TODAY, await ledgerPositions.positionAt()),
    );
    if (item === undefined) throw new Error(`There is no item ${number}.`);
    return item.id;
  }

  async customerId(number: string): Promise<CustomerId> {
    const { customers, ledgerPositions } = this.app.services;
    const [customer] = await this.in(async () =>
      customers.findByPaddedNumbers([number], (await ledgerPositions.positionAt()).run),
    );
    if (customer === undefined) throw new Error(`There is no customer ${number}.`);
    return customer.id;
  }

  /** The three sums of the company in EUR, twice: from what is left of items, and as the ageing report has them. */
  async sums(): Promise<{ fromItems: number[]; fromReport: number[] }> {
    const items = await this.openItems(TODAY);
    const sumOf = (debit: boolean) =>
      items.filter(({ kind }) => isDebit(kind) === debit).reduce((sum, { left }) => sum + left.minor, 0);
    const [invoiceOpen, unapplied] = [sumOf(true), 0 - sumOf(false)];
    const answer = await this.in(() => this.app.services.reports.answer('ageing', { asOf: TODAY }, this.tenant));
    const total = (answer.totals as unknown as Record<string, Money>[])[0] ?? {};
    const buckets = Object.values((total.buckets ?? {}) as unknown as Record<string, Money>);
    const none = eur(0);
    return {
      fromItems: [invoiceOpen, invoiceOpen, unapplied, invoiceOpen + unapplied],
      fromReport: [
        (total.invoiceOpen ?? none).minor,
        buckets.reduce((sum, { minor }) => sum + minor, 0),
        (total.unapplied ?? none).minor,
        (total.netOpen ?? none).minor,
      ],
    };
  }

  newKey(): string {
    this.keys += 1;
    return `cash-key-${this.tenant.id}-${this.keys}`;
  }

  private async openItems(day: typeof TODAY) {
    const { receivables, ledgerPositions } = this.app.services;
    return this.in(async () => receivables.openItems(day, await ledgerPositions.positionAt()));
  }
}
