import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { systemClock, today } from '../../server/ports.ts';
import { Shutdown } from '../../server/process.ts';
import { runRequest } from '../support/ledger-rows.ts';
import type { BenchContext } from './bench-case.ts';
import { type BenchCustomer, loadLedger, rowsOfLedger } from './bench-ledger.ts';
import { LOG_COLLECTIONS, loadLog } from './bench-log.ts';
import { type BenchStore, openBenchStore } from './bench-store.ts';
import { BulkInsert } from './bulk-insert.ts';

const CUSTOMERS = 12;
const ACTIVITIES = 500;

describe('the data of the bench', function () {
  this.timeout(300_000);
  const shutdown = new Shutdown();
  // biome-ignore lint/style/noProcessEnv: which mongod to start is for who runs the tests to say.
  const context: BenchContext = { say: () => {}, shutdown, mongodBinary: process.env.MONGOD_BINARY };
  let store: BenchStore;
  let customers: BenchCustomer[];

  before(async () => {
    store = await openBenchStore(context);
    const bulk = new BulkInsert(store.db);
    customers = await loadLedger(store, bulk, CUSTOMERS);
    await bulk.begin(LOG_COLLECTIONS);
    await loadLog(store, bulk, { customers, activities: ACTIVITIES, say: () => {} });
    await bulk.finish();
  });

  after(() => shutdown.run());

  const inCompany = <T>(work: () => Promise<T>) => inTenant(store.tenant.id, work);
  const part = (customerId: string, name: string) =>
    store.db
      .collection('customerSummaries')
      .findOne({ customerId, part: name }, { projection: { _id: 0, tenantId: 0, part: 0, added: 0, superseded: 0 } });

  it('is the ledger that a run would make: the same rows in a feed change nothing', async () => {
    const day = today(systemClock, store.tenant.zone);
    const rows = await inCompany(async () => rowsOfLedger(CUSTOMERS, day, store.collector.email));
    const { state, counts } = await inCompany(() =>
      store.services.ledgerRuns.take(runRequest(rows, { dataAsOf: systemClock.now() })),
    );
    expect({ state, ...counts }).to.deep.equal({
      state: 'unchanged',
      new: 0,
      changed: 0,
      equal: rows.length,
      historic: 0,
    });
    expect(rows.filter(({ type }) => type === 'item')).to.have.length(CUSTOMERS * 19 + 50);
  });

  it('has the summaries that follow from its ledger and its log', async () => {
    const { services, tenant } = store;
    const day = today(systemClock, tenant.zone);
    for (const { id } of customers) {
      const [money, contact] = await inCompany(async () => [
        await services.customerSummaries.rebuilt(id, day, await services.ledgerPositions.positionAt()),
        await services.activityLog.summaryFromLog(id),
      ]);
      expect(await part(id, 'money')).to.deep.equal(money);
      expect(await part(id, 'contact')).to.deep.equal(contact);
    }
  });
});
