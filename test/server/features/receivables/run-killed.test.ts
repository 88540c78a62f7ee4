import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import mongoose from 'mongoose';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { testDatabase } from '../../../support/global-setup.ts';
import { largeRun } from '../../../support/large-run.ts';
import { type TestLedger, useLedger } from '../../../support/ledger.ts';
import {
  adjustmentRow,
  applicationRow,
  customerRow,
  eur,
  itemRow,
  paymentRow,
  runRequest,
} from '../../../support/ledger-rows.ts';
import { leftOver } from '../../../support/left-over.ts';

const FIRST: LedgerRow[] = [customerRow('C1'), itemRow('1001'), itemRow('1002', { customerNumber: 'C2' })];
const SECOND: LedgerRow[] = [
  customerRow('C1', { name: 'Renamed' }),
  itemRow('1001', { amount: eur(9_000) }),
  itemRow('1003', { customerNumber: 'C3' }),
  paymentRow('P1'),
  applicationRow('1001', 'P1', eur(6_000)),
  adjustmentRow('1002', eur(1_000), '2026-05-01'),
];
const BEFORE = { 1001: 10_000, 1002: 10_000 };
const AFTER = { 1001: 3_000, 1002: 9_000, 1003: 10_000, P1: 4_000 };

describe('a run that is killed', function () {
  this.timeout(300_000);
  const ledger = useLedger();

  it('is before or after, wherever it stops, and the next run goes on as if it had never been', async () => {
    const second = { dataAsOf: new Date('2026-11-20T00:00:00Z') };
    let stopped = 0;
    for (let commands = 1; ; commands += 1) {
      const tenant = `stopped after ${commands}` as TenantId;
      await ledger.in(() => ledger.parts.ledgerRuns.take(runRequest(FIRST)), tenant);
      const diedHere = await dyingAfter(commands, () =>
        ledger.in(() => ledger.parts.ledgerRuns.take(runRequest(SECOND, second)), tenant),
      );
      if (!diedHere) break;
      stopped += 1;
      const state = await leftIn(ledger, tenant);
      expect(state, `after ${commands} commands`).to.deep.equal(state[1003] === undefined ? BEFORE : AFTER);
      await letLeaseRunOut(ledger, tenant);
      await ledger.in(() => ledger.parts.ledgerRuns.take(runRequest(SECOND, second)), tenant);
      expect(await leftIn(ledger, tenant), `taken again after ${commands} commands`).to.deep.equal(AFTER);
      expect(await leftOver(tenant)).to.deep.equal([]);
    }
    expect(stopped).to.be.greaterThan(15);
  });

  it('leaves nothing behind when its process is killed at any moment', async () => {
    const invoices = 1_500;
    let killed = 0;
    for (const wait of [0, 60, 250]) {
      const tenant = `killed after ${wait} ms` as TenantId;
      const wasKilled = await killFeedOf(ledger, tenant, { invoices, wait });
      if (wasKilled) {
        killed += 1;
        expect(await leftIn(ledger, tenant)).to.deep.equal({});
      }
      const { state, counts } = await ledger.in(() => ledger.parts.ledgerRuns.take(largeRun(invoices)), tenant);
      expect({ state, rows: counts.new + counts.equal }).to.deep.equal({
        state: wasKilled ? 'committed' : 'unchanged',
        rows: invoices * 3,
      });
      expect(await leftOver(tenant)).to.deep.equal([]);
    }
    expect(killed).to.be.greaterThan(0);
  });
});

/** Lets so many more commands reach the database and no other, as if the process had died. Says whether the work was cut off by that. */
async function dyingAfter(commands: number, work: () => Promise<unknown>): Promise<boolean> {
  const client = mongoose.connection.getClient();
  let left = commands;
  const refuse = () => {
    left -= 1;
    if (left < 0) throw new Error('The process has died.');
  };
  client.on('commandStarted', refuse);
  try {
    await work();
    return false;
  } catch (error) {
    if (left >= 0) throw error;
    return true;
  } finally {
    client.off('commandStarted', refuse);
  }
}

/** Starts a feed in a process of its own and kills it some time after it has begun to write. */
async function killFeedOf(
  ledger: TestLedger,
  tenant: TenantId,
  { invoices, wait }: { invoices: number; wait: number },
) {
  const { uri } = await testDatabase();
  const script = fileURLToPath(new URL('../../../support/feed-child.ts', import.meta.url));
  const { databaseName } = mongoose.connection.getClient().db(mongoose.connection.name);
  const child = spawn(process.execPath, ['--import', 'tsx', script, uri, databaseName, tenant, String(invoices)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(child, 'exit');
  while (!(await isWriting(ledger, tenant))) await pause(5);
  await pause(wait);
  child.kill('SIGKILL');
  const [, signal]: unknown[] = await gone;
  return signal === 'SIGKILL';
}

async function isWriting(ledger: TestLedger, tenant: TenantId): Promise<boolean> {
  const head = await ledger.in(() => collectionNamed('ledgerHeads').findOne({ tenantId: tenant }), tenant);
  return head !== null && head.open !== null;
}

async function letLeaseRunOut(ledger: TestLedger, tenant: TenantId): Promise<void> {
  const past = { $set: { 'lease.expiresAt': new Date(0) } };
  const filter = { tenantId: tenant, lease: { $ne: null } };
  await ledger.in(() => collectionNamed('ledgerHeads').updateOne(filter, past), tenant);
}

async function leftIn(ledger: TestLedger, tenant: TenantId): Promise<Record<string, number>> {
  return ledger.in(async () => {
    const position = await ledger.parts.ledgerPositions.positionAt();
    const items = await ledger.parts.receivables.openItems(ledger.today(), position);
    return Object.fromEntries(items.map(({ key, left }) => [key.number, left.minor]));
  }, tenant);
}
