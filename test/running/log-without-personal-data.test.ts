import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import mongoose from 'mongoose';
import { endpointsOf } from '../../server/app.ts';
import { createLog } from '../../server/log.ts';
import { createServices } from '../../server/services.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { TestClock, useStore } from '../support/app.ts';
import { type Call, ContractCaller, roleFor } from '../support/contract-caller.ts';
import { type OperationSample, SampleWorld } from '../support/sample-world.ts';
import { testSettings } from '../support/settings.ts';

/** The fields whose text is of a person, or was written by one. */
const PERSONAL = new Set(
  'email name note notes subject text body html plain phone address from to recipients reason fileName by search display'.split(
    ' ',
  ),
);
/** Words that say nothing of anybody. */
const OF_THE_TRADE =
  /^(collector|manager|admin|reader|en|de|outlook|gmail|email|phone|command line|[a-z_]+|[\da-f]{24}|[\w.-]+\.csv)$/;
const SHORTEST = 4;

const clock = new TestClock(new Date('2026-11-20T09:00:00.000Z'));
const operations = endpointsOf(createServices(testSettings().services, clock)).map(({ operation }) => operation);

describe('the log of a server', function () {
  this.timeout(300_000);
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });
  const mongo = useStore();
  const caller = new ContractCaller(mongo, log);
  let looker: mongoose.mongo.MongoClient;
  before(async () => {
    await caller.start();
    looker = new mongoose.mongo.MongoClient(mongo.uri());
  });
  after(() => Promise.all([caller.stop(), looker.close()]));
  beforeEach(() => caller.begin());

  it('has nothing in it of anybody, nor what lets anybody in, whatever is asked and whatever fails', async () => {
    const said = new Set<string>();
    for (const operation of operations) for (const text of await personalInCalls(operation)) said.add(text);
    for (const text of await personalInDatabase()) said.add(text);
    expect(lines.length).to.be.above(operations.length * 3);
    expect(said.size).to.be.above(60);
    const logged = lines.join('');
    expect([...said].filter((text) => logged.includes(JSON.stringify(text).slice(1, -1)))).to.deep.equal([]);
    expect(logged).to.not.match(/Bearer |eyJ[\w-]+\.|@[\w-]+\.example/);
  });

  it('tells a failure of the database without the values that it quotes', async () => {
    const from = lines.length;
    const users = mongoose.connection.collection('users');
    const [known] = await users.find({ tenantId: caller.world.tenant.id }).toArray();
    const failure = await users
      .insertOne({ ...known, _id: new mongoose.Types.ObjectId() })
      .catch((error: unknown) => error);
    expect((failure as Error).message).to.contain('brightwater.example');
    log.error({ err: failure }, 'it failed');
    log.error({ err: new Error('550 <kim@kestrel.example>: no such mailbox') }, 'it failed');
    const told = lines.slice(from).join('');
    expect(told).to.contain('E11000').and.contain('550').and.not.contain('.example');
  });

  /** Sends a sample in every way, and gives what it has of persons. */
  async function personalInCalls(operation: Operation): Promise<string[]> {
    const { world, sample } = await sampleFor(operation);
    const token = world.token(roleFor(operation));
    for (const call of callsOf(operation, sample)) await caller.send(operation, sample, { token, ...call });
    return [token, ...personalIn(sample)];
  }

  /** In a company of its own where what was done before stands in its way. */
  async function sampleFor(operation: Operation): Promise<{ world: SampleWorld; sample: OperationSample }> {
    try {
      return { world: caller.world, sample: await caller.sampleOf(operation) };
    } catch {
      const world = await SampleWorld.begin(caller.app, caller.directories, randomUUID());
      return { world, sample: await caller.sampleOf(operation, world) };
    }
  }

  /** The sample as it is; as a stranger; with what does not fit; with what cannot be read; with nothing behind the ids. */
  function callsOf({ body }: Operation, sample: OperationSample): Call[] {
    const whole = JSON.stringify(sample.body ?? {});
    const unfit = { ...sample.body, unheardOf: 'Kim Osei, kim@kestrel.example' };
    const bodies = body === undefined ? [] : [{ body: unfit }, { body: whole.slice(0, -1) }];
    return [{}, { token: '' }, { token: 'kim@kestrel.example' }, { query: 'unheardOf=kim@kestrel.example' }, ...bodies];
  }

  async function personalInDatabase(): Promise<string[]> {
    const found: string[] = [];
    for (const collection of await looker.db(mongo.databaseName).collections()) {
      for await (const document of collection.find()) found.push(...personalIn(document));
    }
    return found;
  }
});

/** Every text under a field that is of a person. */
function personalIn(value: unknown, isPersonal = false): string[] {
  if (typeof value === 'string') {
    return isPersonal && value.length >= SHORTEST && !OF_THE_TRADE.test(value) ? [value] : [];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([field, part]) =>
    personalIn(part, Array.isArray(value) ? isPersonal : PERSONAL.has(field)),
  );
}
