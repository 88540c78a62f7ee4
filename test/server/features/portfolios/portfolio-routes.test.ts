import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { Response } from 'supertest';
import request from 'supertest';
import { endpointsOf } from '../../../../server/app.ts';
import {
  ABOUT_CUSTOMERS,
  type AboutCustomers,
  type NamedPlace,
} from '../../../../server/features/portfolios/named-customers.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { createServices } from '../../../../server/services.ts';
import { POLICIES } from '../../../../shared/api/policy.ts';
import type { Role } from '../../../../shared/domain/role.ts';
import { TestClock, useStore } from '../../../support/app.ts';
import { ContractCaller, UNKNOWN_ID } from '../../../support/contract-caller.ts';
import { customerRow, eur, itemRow, runRequest } from '../../../support/ledger-rows.ts';
import type { OperationSample } from '../../../support/sample-world.ts';
import { testSettings } from '../../../support/settings.ts';

const OWNER = 'kai@brightwater.example';
const clock = new TestClock(new Date('2026-11-20T09:00:00.000Z'));
const operations = endpointsOf(createServices(testSettings().services, clock)).map(({ operation }) => operation);

describe('a portfolio', function () {
  this.timeout(120_000);
  const caller = new ContractCaller(useStore());
  before(() => caller.start());
  after(() => caller.stop());
  beforeEach(() => caller.begin());

  it('is thought of for each operation that a collector or a reader may call', () => {
    const roles: readonly Role[] = ['collector', 'reader'];
    const theirs = operations.filter(({ policy }) => roles.some((role) => ofPolicy(policy).includes(role)));
    expect(Object.keys(ABOUT_CUSTOMERS)).to.have.members(theirs.map(({ id }) => id));
  });

  for (const operation of operations) {
    const about = ABOUT_CUSTOMERS[operation.id];
    if (!isPlaces(about)) continue;

    it(`hides a customer of another owner from ${operation.id} as if there were none`, async () => {
      const sample = await caller.sampleOf(operation);
      await giveTo(OWNER);
      await setPortfolios(true);
      const before = await caller.counts();
      const token = caller.world.token('collector');
      const hidden = await caller.send(operation, sample, { token });
      const unknown = await caller.send(operation, withUnknown(sample, about), { token });
      expect(hidden.status, hidden.text).to.equal(404);
      expect(inShort(hidden)).to.equal(inShort(unknown));
      expect(await caller.counts()).to.deep.equal(before);
    });

    it(`leaves ${operation.id} to who sees the owner's customers`, async () => {
      const sample = await caller.sampleOf(operation);
      await giveTo(OWNER);
      await setPortfolios(true);
      await sees('collector', [OWNER]);
      const answer = await caller.send(operation, sample, { token: caller.world.token('collector') });
      expect(answer.status, answer.text).to.equal(operation.status);
    });
  }

  it('leaves nobody out while portfolios are off, nor managers, nor readers without owners', async () => {
    await giveTo(OWNER);
    expect(await found('collector')).to.deep.equal(['C1']);
    await setPortfolios(true);
    for (const role of ['manager', 'reader'] as const) {
      expect(await found(role), role).to.deep.equal(['C1']);
      expect((await get(`/api/customers/${caller.world.customerId}/card`, role)).status, role).to.equal(200);
    }
    expect(await found('collector')).to.deep.equal([]);
  });

  it('shows what is one’s own, and what is nobody’s', async () => {
    await setPortfolios(true);
    expect(await found('collector'), 'nobody’s').to.deep.equal(['C1']);
    await giveTo('Collector@Brightwater.example');
    expect(await found('collector'), 'one’s own').to.deep.equal(['C1']);
  });

  it('finds the first twenty of one’s own among many of others', async () => {
    await setPortfolios(true);
    const others = Array.from({ length: 40 }, (_, n) =>
      customerRow(`K${n}`, { name: `Kestrel ${n}`, ownerEmail: OWNER }),
    );
    const own = customerRow('KZ', { name: 'Kestrel Zeta', ownerEmail: 'collector@brightwater.example' });
    await feed([...others, own]);
    expect(await found('collector')).to.deep.equal(['C1', 'KZ']);
  });

  it('lets no thread point to a customer outside it: neither candidate, nor evidence, nor card', async () => {
    const body = {
      participants: [{ role: 'from', address: 'kim@kestrel.example' }],
      subject: 'Invoice 104233 of Kestrel Ltd',
    };
    await post('/api/thread-links', {
      customerId: caller.world.customerId,
      decision: 'is',
      address: 'kim@kestrel.example',
    });
    await post('/api/activities', {
      ...caller.world.call(),
      message: { conversation: 'c-1', internetMessageId: '<1@kestrel.example>' },
    });
    const thread = { ...body, conversation: 'c-1', references: '<1@kestrel.example>' };
    expect((await post('/api/thread-context', thread)).body.verdict).to.equal('found');
    await giveTo(OWNER);
    await setPortfolios(true);
    const hidden = (await post('/api/thread-context', thread)).body;
    expect(hidden).to.deep.equal({ verdict: 'unknown', candidates: [], card: null });
    await sees('collector', [OWNER]);
    expect((await post('/api/thread-context', thread)).body.verdict).to.equal('found');
  });

  it('does not keep a seen message out of the log, and says nothing of it', async () => {
    const seen = {
      customerId: null,
      client: 'outlook',
      from: 'collector@brightwater.example',
      recipients: ['kim@kestrel.example'],
      sentAt: '2026-11-20T08:30:00.000Z',
      internetMessageId: '<seen-2@brightwater.example>',
    };
    await giveTo(OWNER);
    await setPortfolios(true);
    const hidden = await post('/api/seen-messages', seen);
    expect(hidden.body).to.deep.equal({ seenAs: 'none', activityId: null, dispatch: null });
    const { body } = await get(`/api/customers/${caller.world.customerId}/timeline`, 'manager');
    expect(JSON.stringify(body)).to.contain('email_');
    expect((await post('/api/seen-messages', seen, 'manager')).body.seenAs).to.equal('logged');
  });

  it('hides tasks and promises of customers outside it from the worklist', async () => {
    const { customerId, itemId } = caller.world;
    await post('/api/tasks', { customerId, text: 'Call', dueOn: '2026-11-20' });
    await post('/api/promises-to-pay', {
      customerId,
      itemIds: [itemId],
      channel: 'phone',
      instalments: [{ amount: eur(120_000), promisedFor: '2026-11-20' }],
      client: 'outlook',
    });
    const counts = async () => {
      const { taskCount, promiseCount, tasks, promises } = (await get('/api/worklist', 'collector')).body;
      expect([tasks.length, promises.length]).to.deep.equal([taskCount, promiseCount]);
      return [taskCount, promiseCount];
    };
    expect(await counts()).to.deep.equal([1, 1]);
    await giveTo(OWNER);
    await setPortfolios(true);
    expect(await counts()).to.deep.equal([0, 0]);
  });

  it('of a reader with owners shows these alone, and no figures of the whole company', async () => {
    await giveTo(OWNER);
    await feed([customerRow('K2', { name: 'Kestrel Two', ownerEmail: 'somebody@brightwater.example' })]);
    await setPortfolios(true);
    await sees('reader', [OWNER]);
    expect(await found('reader')).to.deep.equal(['C1']);
    for (const path of ['/api/reports/ageing?asOf=2026-11-20', '/api/goals', '/api/teams']) {
      expect((await get(path, 'reader')).body.code, path).to.equal('not_allowed');
    }
  });

  it('is the stand-in’s too, on the days of the absence and no other', async () => {
    const { world, app } = caller;
    const kai = await app.user(world.tenant, 'collector', OWNER);
    await giveTo(OWNER);
    await setPortfolios(true);
    const body = { standInId: world.userId('collector'), from: '2026-11-21', until: '2026-11-22' };
    const named = await request(app.express)
      .put(`/api/users/${kai.actor.userId}/absence`)
      .set('authorization', `Bearer ${kai.token}`)
      .send(body);
    expect(named.status, named.text).to.equal(200);
    const seenOn: Record<string, number> = {};
    for (const at of ['2026-11-20T22:59:00Z', '2026-11-20T23:01:00Z', '2026-11-22T22:59:00Z', '2026-11-22T23:01:00Z']) {
      app.clock.set(at);
      const { token } = app.services.sessionTokens.issue({
        userId: world.userId('collector') as never,
        tenantId: world.tenant.id,
        epoch: 0,
        session: null,
      });
      const answer = await request(app.express).get('/api/customers?search=C1').set('authorization', `Bearer ${token}`);
      seenOn[at] = answer.body.customers.length;
    }
    // Midnight in Berlin is 23:00 UTC.
    expect(Object.values(seenOn)).to.deep.equal([0, 1, 1, 0]);
  });

  async function giveTo(ownerEmail: string): Promise<void> {
    const contact = { name: 'Kim Osei', email: 'kim@kestrel.example', phone: '', role: '', language: '' };
    await feed([
      customerRow('C1', { name: 'Kestrel Ltd', language: 'en', contacts: [contact], ownerEmail }),
      itemRow('104233', { issuedOn: '2026-09-01', dueOn: '2026-10-01', amount: eur(120_000) }),
    ]);
  }

  async function feed(rows: Parameters<typeof runRequest>[0]): Promise<void> {
    const { ledgerRuns } = caller.app.services;
    await inTenant(caller.world.tenant.id, () => ledgerRuns.take(runRequest(rows)));
  }

  async function setPortfolios(portfolios: boolean): Promise<void> {
    const answer = await request(caller.app.express)
      .put('/api/access')
      .set('authorization', `Bearer ${caller.world.token('admin')}`)
      .send({ portfolios });
    expect(answer.status, answer.text).to.equal(200);
  }

  async function sees(role: Role, owners: readonly string[]): Promise<void> {
    const answer = await request(caller.app.express)
      .put(`/api/users/${caller.world.userId(role)}`)
      .set('authorization', `Bearer ${caller.world.token('admin')}`)
      .send({ sees: owners });
    expect(answer.status, answer.text).to.equal(200);
  }

  function get(path: string, role: Role) {
    return request(caller.app.express)
      .get(path)
      .set('authorization', `Bearer ${caller.world.token(role)}`);
  }

  let keys = 0;
  function post(path: string, body: object, role: Role = 'collector') {
    keys += 1;
    return request(caller.app.express)
      .post(path)
      .set({ authorization: `Bearer ${caller.world.token(role)}`, 'idempotency-key': `portfolio-key-${keys}` })
      .send(body);
  }

  async function found(role: Role): Promise<string[]> {
    const { body } = await get('/api/customers?search=Kestrel', role);
    return body.customers.map(({ number }: { number: string }) => number);
  }
});

function ofPolicy(policy: keyof typeof POLICIES): readonly Role[] {
  return POLICIES[policy];
}

function isPlaces(about: AboutCustomers | undefined): about is readonly NamedPlace[] {
  return Array.isArray(about);
}

/** The sample with an unknown id in each place. */
function withUnknown(sample: OperationSample, places: readonly NamedPlace[]): OperationSample {
  const changed: Record<string, object | undefined> = { ...sample };
  for (const { part, field } of places) changed[part] = { ...changed[part], [field]: UNKNOWN_ID };
  return changed as OperationSample;
}

function inShort({ body: { requestId: _, ...body } }: Response): string {
  return JSON.stringify(body);
}
