import request, { type Response } from 'supertest';
import type { Tenant } from '../../../../server/identity/tenant-repository.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import type { ThreadBody, ThreadContext } from '../../../../shared/api/thread-context.ts';
import { takeThreadLedger } from '../../../fixtures/threads/take-thread-ledger.ts';
import type { TestApp, TestUser } from '../../../support/app.ts';

let nextKey = 1;

/** A company with two collectors and the ledger of thread-ledger.ts. */
export class ThreadCase {
  private constructor(
    readonly app: TestApp,
    readonly tenant: Tenant,
    readonly ana: TestUser,
    readonly ben: TestUser,
  ) {}

  static async begin(app: TestApp, changes: Partial<Tenant> = {}): Promise<ThreadCase> {
    const tenant = await app.tenant('Brightwater GmbH', changes);
    const ana = await app.user(tenant, 'collector', 'ana@brightwater.example');
    const ben = await app.user(tenant, 'collector', 'ben@brightwater.example');
    await inTenant(tenant.id, () => takeThreadLedger(app.services.ledgerRuns));
    return new ThreadCase(app, tenant, ana, ben);
  }

  in<T>(work: () => Promise<T>): Promise<T> {
    return inTenant(this.tenant.id, work);
  }

  async customerId(number: string): Promise<string> {
    return this.in(async () => {
      const { run } = await this.app.services.ledgerPositions.positionAt();
      const [customer] = await this.app.services.customers.findByPaddedNumbers([number], run);
      if (customer === undefined) throw new Error(`There is no customer ${number}.`);
      return customer.id;
    });
  }

  async post(path: string, body: unknown, { by = this.ana, key = aKey() } = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${by.token}`, 'idempotency-key': key };
    return request(this.app.express)
      .post(path)
      .set(headers)
      .send(body as object);
  }

  /** What the API says of a thread. */
  async context(body: ThreadBody, by = this.ana): Promise<ThreadContext> {
    const { status, body: answer } = await this.post('/api/thread-context', body, { by });
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(answer)}`);
    return answer as ThreadContext;
  }

  /** The verdict, and the numbers of the candidates in their order. */
  async verdict(body: ThreadBody, by = this.ana): Promise<string> {
    const { verdict, candidates } = await this.context(body, by);
    return [verdict, ...candidates.map(({ customer }) => customer.number)].join(' ');
  }

  async link(number: string, rest: object, { by = this.ana, key = aKey() } = {}): Promise<Response> {
    const body = { customerId: await this.customerId(number), decision: 'is', ...rest };
    return this.post('/api/thread-links', body, { by, key });
  }
}

export function aKey(): string {
  nextKey += 1;
  return `key-of-the-test-${nextKey}`;
}
