import { expect } from 'chai';
import { describe, it } from 'mocha';
import mongoose from 'mongoose';
import request from 'supertest';
import { useApp } from '../../../support/app.ts';
import { testDatabase } from '../../../support/global-setup.ts';
import { ThreadCase } from './thread-case.ts';

interface Operation {
  readonly op: string;
  readonly collection: string;
  readonly plan: string;
}

const US = { role: 'to', address: 'collections@brightwater.example' } as const;

describe('what a thread and a card cost the database', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: ThreadCase;
  let id = '';
  let watcher: mongoose.mongo.MongoClient;

  beforeEach(async () => {
    a = await ThreadCase.begin(app);
    id = await a.customerId('C10001');
    watcher = new mongoose.mongo.MongoClient((await testDatabase()).uri);
    await watched().command({ profile: 2 });
  });

  afterEach(async () => {
    await watched().command({ profile: 0 });
    await watched().dropCollection('system.profile');
    await watcher.close();
  });

  /** The same database, past mongoose and what it does with each command. */
  const watched = () => watcher.db(mongoose.connection.name);

  /** The reads of a request beyond those that sign it in, as the database saw them. */
  async function readsOf(send: () => Promise<unknown>): Promise<Operation[]> {
    await send();
    const profile = watched().collection('system.profile');
    const seen = await profile
      .find({ ns: { $not: /system\.profile$/ } })
      .sort({ ts: 1 })
      .toArray();
    return seen
      .map(({ op, ns, command, planSummary }) => ({
        op: op === 'command' ? (Object.keys(command)[0] ?? '') : op,
        collection: String(ns).split('.').slice(1).join('.'),
        plan: String(planSummary ?? ''),
      }))
      .filter(({ collection }) => collection !== 'tenants' && collection !== 'users');
  }

  const get = (path: string) =>
    request(app.express).get(path).set('Authorization', `Bearer ${a.ana.token}`).expect(200);

  it('is three reads for a thread with a known contact, once it is known who works here and whether there are documents', async () => {
    await get(`/api/customers/${await a.customerId('C10002')}/card`);
    await watched().command({ profile: 0 });
    await watched().dropCollection('system.profile');
    await watched().command({ profile: 2 });
    const reads = await readsOf(() =>
      a.context({ participants: [{ role: 'from', address: 'ap@kettlemoth.example' }, US], subject: 'Invoice 104233' }),
    );
    expect(reads.map(({ collection }) => collection)).to.deep.equal([
      'ledgerHeads',
      'threadLinks',
      'customerSummaries',
    ]);
  });

  const questions: Record<string, () => Promise<unknown>> = {
    'a card': () => get(`/api/customers/${id}/card`),
    'a line of time': () => get(`/api/customers/${id}/timeline?limit=1`),
    'a search by name': () => get('/api/customers?search=kettle'),
    'a search by number': () => get('/api/customers?search=6113'),
    'a thread of strangers': () => a.context({ participants: [{ role: 'from', address: 'x@nowhere.example' }, US] }),
  };
  for (const [what, ask] of Object.entries(questions)) {
    it(`reads no collection from end to end for ${what}`, async () => {
      const reads = await readsOf(ask);
      expect(reads).to.not.deep.equal([]);
      expect(reads.filter(({ plan }) => !/^(IXSCAN|IDHACK|EOF|COUNT_SCAN)/.test(plan))).to.deep.equal([]);
    });
  }
});
