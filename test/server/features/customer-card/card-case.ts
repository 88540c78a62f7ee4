import request, { type Response } from 'supertest';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import type { Tenant } from '../../../../server/identity/tenant-repository.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import type { CustomerCard, TimelineEntry } from '../../../../shared/api/customers.ts';
import type { TestApp, TestUser } from '../../../support/app.ts';
import { runRequest } from '../../../support/ledger-rows.ts';

let nextKey = 1;

/** A company with a collector, whose ledger the test feeds. */
export class CardCase {
  private fed = 0;

  private constructor(
    readonly app: TestApp,
    readonly tenant: Tenant,
    readonly ana: TestUser,
  ) {}

  static async begin(app: TestApp, name?: string): Promise<CardCase> {
    const tenant = await app.tenant(name);
    return new CardCase(app, tenant, await app.user(tenant, 'collector', 'ana@brightwater.example'));
  }

  in<T>(work: () => Promise<T>): Promise<T> {
    return inTenant(this.tenant.id, work);
  }

  /** Takes rows into the ledger, as of an instant that goes on with each file. */
  async feed(...rows: LedgerRow[]): Promise<void> {
    const dataAsOf = new Date(Date.UTC(2026, 10, 19, 22, this.fed));
    this.fed += 1;
    const { state, problems } = await this.in(() => this.app.services.ledgerRuns.take(runRequest(rows, { dataAsOf })));
    if (state !== 'committed') throw new Error(`The feed was ${state}: ${JSON.stringify(problems)}`);
  }

  async customerId(number: string): Promise<string> {
    const { customers } = (await this.get(`/api/customers?search=${encodeURIComponent(number)}`)).body;
    const found = customers.find((one: { number: string }) => one.number === number);
    if (found === undefined) throw new Error(`There is no customer ${number}.`);
    return found.id;
  }

  async get(path: string, by = this.ana): Promise<Response> {
    return request(this.app.express).get(path).set('Authorization', `Bearer ${by.token}`);
  }

  async post(path: string, body: object): Promise<Response> {
    nextKey += 1;
    const headers = { authorization: `Bearer ${this.ana.token}`, 'idempotency-key': `key-of-the-test-${nextKey}` };
    return request(this.app.express).post(path).set(headers).send(body);
  }

  async card(number: string): Promise<CustomerCard> {
    const { status, body } = await this.get(`/api/customers/${await this.customerId(number)}/card`);
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Records a call that reached somebody, on a day at noon. */
  async call(number: string, day: string, note: string): Promise<string> {
    const { status, body } = await this.post('/api/activities', {
      customerId: await this.customerId(number),
      itemIds: [],
      code: 'phone_left_voicemail',
      outcome: 'call_again',
      client: 'page',
      note,
      occurredAt: `${day}T11:00:00.000Z`,
    });
    if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body.id;
  }

  /** One page of the line of time, and where the next begins. */
  async timeline(number: string, query = ''): Promise<{ entries: TimelineEntry[]; nextBefore: string | null }> {
    const { status, body } = await this.get(`/api/customers/${await this.customerId(number)}/timeline${query}`);
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** The line of time put together from its pages, in short. */
  async pages(number: string, limit: number, before = ''): Promise<string[]> {
    const { entries, nextBefore } = await this.timeline(number, `?limit=${limit}${before}`);
    const page = entries.map(inShort);
    if (page.length === 0) throw new Error('A page was empty.');
    return nextBefore === null ? page : [...page, ...(await this.pages(number, limit, `&before=${nextBefore}`))];
  }
}

/** An entry in short: `2026-11-03 payment 900 applied 60 to 104233`. */
export function inShort(entry: TimelineEntry): string {
  if (entry.type === 'activity') {
    const { code, note, withdrawn } = entry.activity;
    return `${entry.on} ${code} ${note}${withdrawn ? ', withdrawn' : ''}`;
  }
  if (entry.type === 'invoice') return `${entry.on} ${entry.kind} ${entry.number} ${entry.amount.minor}`;
  const applied = `applied ${entry.applied.minor} to ${entry.itemNumbers.join(', ')}`;
  return `${entry.on} ${entry.kind} ${entry.number} ${entry.amount.minor} ${applied}`;
}
