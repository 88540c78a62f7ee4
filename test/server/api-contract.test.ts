import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { Response } from 'supertest';
import { endpointsOf } from '../../server/app.ts';
import { createServices } from '../../server/services.ts';
import { Problem } from '../../shared/api/errors.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { POLICIES } from '../../shared/api/policy.ts';
import { ROLES, type Role } from '../../shared/domain/role.ts';
import { TestClock, useStore } from '../support/app.ts';
import { ContractCaller, namedIn, roleFor, UNKNOWN_ID, withoutNames, withUnknown } from '../support/contract-caller.ts';
import { OTHER_TID } from '../support/directories.ts';
import { OPERATION_SAMPLES } from '../support/operation-samples.ts';
import { SampleWorld } from '../support/sample-world.ts';
import { testSettings } from '../support/settings.ts';

const clock = new TestClock(new Date('2026-11-20T09:00:00.000Z'));
const operations = endpointsOf(createServices(testSettings().services, clock)).map(({ operation }) => operation);

type Expectation = (caller: ContractCaller, operation: Operation) => Promise<void>;

describe('the contract', function () {
  this.timeout(120_000);
  const caller = new ContractCaller(useStore());
  before(() => caller.start());
  after(() => caller.stop());
  beforeEach(() => caller.begin());

  it('has a sample for each operation, and none beside', () => {
    const ids = operations.map(({ id }) => id);
    expect(Object.keys(OPERATION_SAMPLES)).to.have.members(ids);
  });

  for (const operation of operations) {
    describe(`of ${operation.method.toUpperCase()} ${operation.path}`, () => {
      for (const [what, expectation] of expectationsOf(operation)) {
        it(what, () => expectation(caller, operation));
      }
    });
  }
});

/** What is expected of an operation, by what it declares of itself. */
function expectationsOf({ policy, body, query, idempotent }: Operation): [what: string, expectation: Expectation][] {
  const all: [applies: boolean, what: string, expectation: Expectation][] = [
    [true, 'takes its sample', takesItsSample],
    [policy !== 'public' && policy !== 'ticket', 'is for those of its policy alone', isForItsPolicy],
    [body !== undefined, 'refuses a body that cannot be read, and writes nothing', refusesUnreadableBodies],
    [body !== undefined, 'refuses a body that does not fit, and writes nothing', refusesUnfitBodies],
    [query !== undefined, 'refuses a query that it does not know, or that says something twice', refusesUnfitQueries],
    [true, 'answers 404 for what is not there', answersNotFound],
    [true, 'answers the same for what is of another company', tellsNothingOfOthers],
    [idempotent === true, 'needs a key, and has one effect for one key', hasOneEffect],
  ];
  return all.filter(([applies]) => applies).map(([, what, expectation]) => [what, expectation]);
}

async function takesItsSample(caller: ContractCaller, operation: Operation): Promise<void> {
  const answer = await caller.send(operation, await caller.sampleOf(operation));
  expect(answer.status, answer.text).to.equal(operation.status);
  expect(answer.headers['cache-control']).to.equal('no-store');
}

async function isForItsPolicy(caller: ContractCaller, operation: Operation): Promise<void> {
  const sample = await caller.sampleOf(operation);
  const before = await caller.counts();
  expectProblem(await caller.send(operation, sample, { token: '' }), 401, 'no session');
  expectProblem(await caller.send(operation, sample, { token: 'not.a.token' }), 401, 'a strange token');
  const roles: readonly Role[] = POLICIES[operation.policy];
  for (const role of ROLES.filter((each) => !roles.includes(each))) {
    expectProblem(await caller.send(operation, sample, { token: caller.world.token(role) }), 403, role);
  }
  expect(await caller.counts()).to.deep.equal(before);
}

async function refusesUnreadableBodies(caller: ContractCaller, operation: Operation): Promise<void> {
  const sample = await caller.sampleOf(operation);
  const before = await caller.counts();
  for (const body of ['{"broken":', '{]', '"text"', '7']) {
    expectProblem(await caller.send(operation, sample, { body }), 400, `body ${body}`);
  }
  const asText = { body: JSON.stringify(sample.body), headers: { 'content-type': 'text/plain' } };
  expectProblem(await caller.send(operation, sample, asText), 400, 'text/plain');
  expect(await caller.sendTooMuch(operation, sample)).to.equal(413);
  expect(await caller.counts()).to.deep.equal(before);
}

async function refusesUnfitBodies(caller: ContractCaller, operation: Operation): Promise<void> {
  const sample = await caller.sampleOf(operation);
  const before = await caller.counts();
  const unfit: unknown[] = [[], {}, '{"__proto__":{"role":"admin"}}', { ...sample.body, unheardOf: 1 }];
  for (const [field, value] of Object.entries(sample.body ?? {})) {
    for (const wrong of wrongFor(value)) unfit.push({ ...sample.body, [field]: wrong });
  }
  // Some bodies have no field that has to be there.
  for (const body of unfit.filter((each) => operation.body?.safeParse(each).success === false)) {
    expectProblem(await caller.send(operation, sample, { body }), 422, JSON.stringify(body).slice(0, 120));
  }
  expect(await caller.counts()).to.deep.equal(before);
}

async function refusesUnfitQueries(caller: ContractCaller, operation: Operation): Promise<void> {
  const sample = await caller.sampleOf(operation);
  const query = new URLSearchParams(sample.query).toString();
  const names = Object.entries(sample.query ?? {});
  const unfit = ['unheardOf=1', ...names.flatMap(([name, value]) => [`${name}=${value}`, `${name}[$ne]=x`])];
  for (const more of unfit) {
    expectProblem(await caller.send(operation, sample, { query: `${query}&${more}` }), 422, `${query}&${more}`);
  }
}

async function answersNotFound(caller: ContractCaller, operation: Operation): Promise<void> {
  const sample = await caller.sampleOf(operation);
  const before = await caller.counts();
  for (const id of namedIn(sample, caller.world)) {
    expectProblem(await caller.send(operation, withUnknown(sample, [id])), 404, `an unknown id in place of ${id}`);
  }
  for (const name of Object.keys(sample.params ?? {})) {
    const params = { ...sample.params, [name]: UNKNOWN_ID };
    expectProblem(await caller.send(operation, { ...sample, params }), 404, `an unknown ${name}`);
  }
  expect(await caller.counts()).to.deep.equal(before);
}

async function tellsNothingOfOthers(caller: ContractCaller, operation: Operation): Promise<void> {
  const sample = await caller.sampleOf(operation);
  const named = namedIn(sample, caller.world);
  if (named.length === 0) return;
  const other = await SampleWorld.begin(caller.app, caller.directories, OTHER_TID);
  const before = await caller.counts();
  const token = other.token(roleFor(operation));
  const theirs = await caller.send(operation, sample, { token });
  const nobodys = await caller.send(operation, withUnknown(sample, named), { token });
  expectProblem(theirs, 404, "another company's");
  expect(withoutNames(theirs, named)).to.equal(withoutNames(nobodys, [UNKNOWN_ID]));
  expect(await caller.counts()).to.deep.equal(before);
}

async function hasOneEffect(caller: ContractCaller, operation: Operation): Promise<void> {
  const sample = await caller.sampleOf(operation);
  expectProblem(await caller.send(operation, sample, { headers: { 'idempotency-key': 'short' } }), 400, 'a short key');
  const headers = { 'idempotency-key': 'the-very-same-key' };
  const first = await caller.send(operation, sample, { headers });
  const before = await caller.counts();
  for (const again of await Promise.all([1, 2, 3].map(() => caller.send(operation, sample, { headers })))) {
    expect(again.body).to.deep.equal(first.body);
  }
  expect(await caller.counts()).to.deep.equal(before);
}

function expectProblem(answer: Response, status: number, what: string): void {
  expect(answer.status, `${what}: ${answer.text}`).to.equal(status);
  expect(answer.headers['content-type'], what).to.contain('application/problem+json');
  Problem.parse(answer.body);
}

/** Values of another type than the sample's. */
function wrongFor(value: unknown): unknown[] {
  if (Array.isArray(value)) return ['text', { $ne: null }, [{ $ne: null }], null];
  if (typeof value === 'object') return ['text', 7, null];
  return [{ $ne: null }, [value], typeof value === 'string' ? 7 : 'text', null];
}
