import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { Response } from 'supertest';
import { endpointsOf } from '../../server/app.ts';
import { openApiDocument } from '../../server/http/openapi.ts';
import { SessionTokens } from '../../server/identity/session-tokens.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../server/mongo/versions.ts';
import { createServices } from '../../server/services.ts';
import { MACHINE_SCOPES, type MachineScope } from '../../shared/api/machine-scope.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { POLICIES, type Policy } from '../../shared/api/policy.ts';
import { ROLES, type Role } from '../../shared/domain/role.ts';
import { TestClock, useStore } from '../support/app.ts';
import { ContractCaller, namedIn, roleFor, UNKNOWN_ID, withoutNames, withUnknown } from '../support/contract-caller.ts';
import { customerRow, runRequest } from '../support/ledger-rows.ts';
import { type OperationSample, SampleWorld } from '../support/sample-world.ts';
import { TEST_SECRET, testSettings } from '../support/settings.ts';

/** An operation as the OpenAPI document tells of it; the matrix knows no more of it than any reader of that document. */
interface Told {
  readonly id: string;
  readonly policy: Policy;
  readonly scope: MachineScope | undefined;
  readonly status: number;
}

interface Refused {
  readonly cell: string;
  readonly status: number;
  readonly token: string;
}

interface OfTwo {
  readonly of: Told;
  readonly sample: OperationSample;
  readonly other: SampleWorld;
}

interface LetIn {
  readonly cell: string;
  readonly of: Told;
  readonly tokenIn: (world: SampleWorld) => Promise<string>;
  readonly statuses: readonly number[];
  readonly world: SampleWorld;
}

/** What a colleague of the same role may not do with what is somebody's own, and what they are answered. Everything else of a company is for all whom the policy lets in. */
const OWN: Readonly<Record<string, number>> = {
  endMySession: 404,
  correctActivity: 403,
  withdrawActivity: 403,
  removeSavedView: 403,
  nameStandIn: 404,
  endAbsence: 404,
};

/** What a policy lets a role do, but not with a customer's figures, which the samples ask for. */
const WITHOUT_CUSTOMERS: Readonly<Record<string, Role>> = { previewTemplate: 'admin', testSendTemplate: 'admin' };

/** Its answer never says whether the customer is there. */
const SAYS_NOTHING: Readonly<Record<string, number>> = { reportSeenMessage: 200 };

const clock = new TestClock(new Date('2026-11-20T09:00:00.000Z'));
const operations = endpointsOf(createServices(testSettings().services, clock)).map(({ operation }) => operation);
const isOpen = ({ policy }: Pick<Told, 'policy'>) => policy === 'public' || policy === 'ticket';

describe('the authorization matrix', function () {
  this.timeout(240_000);
  const caller = new ContractCaller(useStore());
  const cells: string[] = [];
  let worlds = 0;
  before(() => caller.start());
  after(() => {
    process.stdout.write(`      ${cells.length} cells of the authorization matrix: ${countsOf(cells)}\n`);
    return caller.stop();
  });
  beforeEach(() => caller.begin());

  /** Asks one cell, and holds the answer against what the document lets expect. */
  function expectCell(answer: Response, { cell, of, status }: { cell: string; of: Told; status: number }): void {
    cells.push(cell);
    expect(answer.status, `${of.id} as ${cell}: ${answer.text}`).to.equal(status);
  }

  /** A company of its own, so that one cell's effect is not the next one's ground. */
  async function freshWorld(): Promise<SampleWorld> {
    worlds += 1;
    const tid = `b3a6c1de-0000-4000-9000-${String(worlds).padStart(12, '0')}`;
    return SampleWorld.begin(caller.app, caller.directories, tid);
  }

  const told = toldBy(openApiDocument(operations, ''));

  it('has a policy for every operation of the document', () => {
    expect(told.map(({ id }) => id)).to.have.members(operations.map(({ id }) => id));
    for (const { policy } of told) expect(POLICIES).to.have.property(policy);
  });

  for (const operation of operations) {
    const of = told.find(({ id }) => id === operation.id) as Told;

    it(`holds for ${of.id}: ${of.policy}${of.scope === undefined ? '' : `, scope ${of.scope}`}`, async () => {
      const sample = await caller.sampleOf(operation);
      const refused = isOpen(of) ? [] : await refusedCallers(operation, of);
      const state = await caller.counts();
      for (const { cell, token, status } of refused) {
        expectCell(await caller.send(operation, sample, { token }), { cell, of, status });
      }
      expect(await caller.counts()).to.deep.equal(state);
      const second = await freshWorld();
      await otherCompanys(operation, { of, sample, other: second });
      if (!isOpen(of)) await colleaguesObject(operation, of, second);
      await rightOnes(operation, of, second);
      await outsideThePortfolio(operation, of, second);
    });
  }

  /** Whoever cannot show who they are is a stranger, whatever they ask for; who can, and is not let in, is told so. */
  async function refusedCallers(operation: Operation, of: Told): Promise<Refused[]> {
    const { tenant, users } = caller.world;
    const role = roleFor(operation);
    const own = users.get(role)?.actor;
    if (own === undefined) throw new Error(`There is no ${role}.`);
    const subject = { userId: own.userId, tenantId: own.tenantId };
    const hourAgo = { now: () => new Date(caller.app.clock.now().getTime() - 60 * 60_000) };
    const leaver = await caller.app.user(tenant, role, 'leaver@brightwater.example');
    const leaving = { _id: leaver.actor.userId, tenantId: tenant.id };
    await collectionNamed('users').updateOne(leaving as never, { $set: { disabled: true } });
    const allowed: readonly Role[] = POLICIES[of.policy];
    const otherScopes = MACHINE_SCOPES.filter((scope) => scope !== of.scope);
    const tokens: [cell: string, status: number, token: string][] = [
      ['anonymous', 401, ''],
      ['wrong token', 401, 'not.a.token'],
      [
        'token of another secret',
        401,
        new SessionTokens('another secret of more than 32 bytes', clock).issue(subject).token,
      ],
      ['expired token', 401, new SessionTokens(TEST_SECRET, hourAgo).issue(subject).token],
      ['token of an ended session', 401, caller.app.services.sessionTokens.issue({ ...subject, epoch: 7 }).token],
      ['unknown key', 401, `dtk_${'0'.repeat(48)}_${'A'.repeat(43)}`],
      ['revoked key', 401, await keyOf(caller.world, MACHINE_SCOPES, { isRevoked: true })],
      ['disabled user', 403, leaver.token],
      ['key without the scope', 403, await keyOf(caller.world, otherScopes)],
      ...ROLES.filter((each) => !allowed.includes(each)).map((each): [string, number, string] => {
        return [`${each}, not let in`, 403, caller.world.token(each)];
      }),
    ];
    return tokens.map(([cell, status, token]) => ({ cell, status, token }));
  }

  /** Another company's is answered like what is not there, by every role and key that is let in. */
  async function otherCompanys(operation: Operation, { of, sample, other }: OfTwo): Promise<void> {
    const named = namedIn(sample, caller.world);
    if (named.length === 0 || isOpen(of)) return;
    const callers: [cell: string, token: string][] = POLICIES[of.policy].map((role) => [role, other.token(role)]);
    if (of.scope !== undefined) callers.push(['key', await keyOf(other, [of.scope])]);
    const state = await caller.counts();
    for (const [who, token] of callers.filter(([each]) => each !== WITHOUT_CUSTOMERS[of.id])) {
      const theirs = await caller.send(operation, sample, { token });
      const nobodys = await caller.send(operation, withUnknown(sample, named), { token });
      expectCell(theirs, { cell: `${who} of another company`, of, status: 404 });
      expect(withoutNames(theirs, named)).to.equal(withoutNames(nobodys, [UNKNOWN_ID]));
    }
    expect(await caller.counts()).to.deep.equal(state);
  }

  /** What is somebody's own, asked for by a colleague of the same role. */
  async function colleaguesObject(operation: Operation, of: Told, world: SampleWorld): Promise<void> {
    const role = roleFor(operation);
    if (namedIn(await caller.sampleOf(operation, world), world).length === 0) return;
    const tokenIn = async ({ tenant }: SampleWorld) =>
      (await caller.app.user(tenant, role, 'colleague@brightwater.example')).token;
    const statuses = [OWN[of.id] ?? of.status];
    await expectInOne(operation, { cell: `${role}, a colleague's object`, of, tokenIn, statuses, world });
  }

  /** Every role that the policy names, and a key with the scope, is let in. */
  async function rightOnes(operation: Operation, of: Told, world: SampleWorld): Promise<void> {
    const own = WITHOUT_CUSTOMERS[of.id] === undefined ? OWN[of.id] : 403;
    for (const role of POLICIES[of.policy]) {
      const statuses = own === undefined || role === roleFor(operation) ? [of.status] : [of.status, own];
      const tokenIn = async (where: SampleWorld) => where.token(role);
      await expectInOne(operation, { cell: `${role}, let in`, of, tokenIn, statuses, world });
    }
    await programAndNobody(operation, of, world);
  }

  /** A key with the scope is let in, and anybody where nobody has to sign in. */
  async function programAndNobody(operation: Operation, of: Told, world: SampleWorld): Promise<void> {
    const { scope, status } = of;
    const asked = { of, statuses: [status], world };
    if (isOpen(of)) await expectInOne(operation, { ...asked, cell: 'anonymous, let in', tokenIn: async () => '' });
    if (scope === undefined) return;
    await expectInOne(operation, { ...asked, cell: 'key, let in', tokenIn: (where) => keyOf(where, [scope]) });
  }

  /** Asks in a company that has been asked before; what can be done there only once is asked again in one that has not. */
  async function expectInOne(operation: Operation, { cell, of, tokenIn, statuses, world }: LetIn): Promise<void> {
    const used = await askIn(operation, world, tokenIn).catch(() => null);
    const answer =
      used !== null && statuses.includes(used.status) ? used : await askIn(operation, await freshWorld(), tokenIn);
    cells.push(cell);
    expect(answer.status, `${of.id} as ${cell}: ${answer.text}`).to.be.oneOf([...statuses]);
  }

  async function askIn(operation: Operation, world: SampleWorld, tokenIn: LetIn['tokenIn']): Promise<Response> {
    const sample = await caller.sampleOf(operation, world);
    return caller.send(operation, sample, { token: await tokenIn(world) });
  }

  /** With portfolios on, what is of a customer of somebody else is not there for a collector. */
  async function outsideThePortfolio(operation: Operation, of: Told, world: SampleWorld): Promise<void> {
    const roles: readonly Role[] = POLICIES[of.policy];
    if (!roles.includes('collector')) return;
    const sample = await caller.sampleOf(operation, world).catch(() => null);
    if (sample === null || !isOfCustomer(sample, world)) return;
    await closePortfolio(world);
    const named = namedIn(sample, world).filter((id) => id === world.customerId || id === world.itemId);
    const token = world.token('collector');
    const theirs = await caller.send(operation, sample, { token });
    expectCell(theirs, { cell: 'collector outside the portfolio', of, status: SAYS_NOTHING[of.id] ?? 404 });
    const nobodys = await caller.send(operation, withUnknown(sample, named), { token });
    expect(withoutNames(theirs, named), of.id).to.equal(withoutNames(nobodys, [UNKNOWN_ID]));
  }

  async function closePortfolio({ tenant }: SampleWorld): Promise<void> {
    await collectionNamed('tenants').updateOne({ _id: tenant.id } as never, { $set: { 'access.portfolios': true } });
    const ownerEmail = 'somebody.else@brightwater.example';
    const row = customerRow('C1', { name: 'Kestrel Ltd', language: 'en', ownerEmail });
    await inTenant(tenant.id, () => caller.app.services.ledgerRuns.take(runRequest([row])));
  }

  async function keyOf(
    { users }: SampleWorld,
    scopes: readonly MachineScope[],
    { isRevoked = false }: { isRevoked?: boolean } = {},
  ): Promise<string> {
    const actor = users.get('admin')?.actor;
    if (actor === undefined) throw new Error('There is no admin.');
    const { machineKeyService } = caller.app.services;
    return inTenant(actor.tenantId, async () => {
      const { key, machineKey } = await machineKeyService.create({ name: 'Key', scopes, days: 1 }, actor);
      if (isRevoked) await machineKeyService.revoke(machineKey.id, actor);
      return key;
    });
  }
});

/** Whether a sample names the customer or their item; what belongs to a customer otherwise has tests of its own. */
function isOfCustomer(sample: OperationSample, { customerId, itemId }: SampleWorld): boolean {
  const text = JSON.stringify(sample);
  return [customerId, itemId].some((id) => text.includes(`"${id}"`));
}

function toldBy(document: Record<string, unknown>): Told[] {
  type Method = { operationId: string; 'x-policy': Policy; 'x-scope'?: MachineScope; responses: object };
  const paths = document.paths as Record<string, Record<string, Method>>;
  return Object.values(paths).flatMap((methods) =>
    Object.values(methods).map((method) => ({
      id: method.operationId,
      policy: method['x-policy'],
      scope: method['x-scope'],
      status: Number(Object.keys(method.responses).find((status) => status.startsWith('2'))),
    })),
  );
}

function countsOf(cells: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return [...counts].map(([cell, count]) => `${count} ${cell}`).join(', ');
}
