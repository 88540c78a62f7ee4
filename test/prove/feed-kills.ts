import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CustomerRepository } from '../../server/features/customers/customer-repository.ts';
import { CustomerService } from '../../server/features/customers/customer-service.ts';
import { createReceivables } from '../../server/features/receivables/create-receivables.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { systemClock } from '../../server/ports.ts';
import { calendarDate } from '../../shared/domain/calendar-date.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { largeRun } from '../support/large-run.ts';
import { eur, itemRow, runRequest } from '../support/ledger-rows.ts';
import { leftOver } from '../support/left-over.ts';
import { SeededChoice } from '../support/seeded-choice.ts';

const CHILD = fileURLToPath(new URL('../support/feed-child.ts', import.meta.url));
const DAY = calendarDate('2026-11-20');
/** Some kills come when the import has just ended. */
const BEYOND_THE_END = 1.05;

export interface KillsOrder {
  /** The database that this process is connected to. */
  readonly uri: string;
  readonly dbName: string;
  readonly kills: number;
  /** Each is a row, one for its payment and one for the application. */
  readonly invoices: number;
  readonly seed: number;
  readonly progress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

export interface KillsReport {
  readonly kills: number;
  /** How many came before the import was committed. */
  readonly before: number;
  readonly failures: readonly string[];
}

/**
 * Kills imports into a ledger that is not empty, each in a process of its own, at moments spread over the whole of them. After each kill the ledger has to be
 * as before or as after; the same import then goes through, comes to what an import comes to that nobody killed, and nothing of the killed one is left.
 */
export async function killImports(order: KillsOrder): Promise<KillsReport> {
  const ledger = new KilledLedger(order);
  const choice = new SeededChoice(order.seed);
  const whole = 'never killed' as TenantId;
  const before = await ledger.begin(whole);
  const { tookMs } = await ledger.importInChild(whole, null);
  const after = await ledger.state(whole);
  const report = { kills: 0, before: 0, failures: [] as string[] };
  if (before === after) report.failures.push('The import that nobody killed came to nothing.');
  while (report.kills < order.kills && !order.signal?.aborted) {
    report.kills += 1;
    const tenant = `kill ${report.kills}` as TenantId;
    await ledger.begin(tenant);
    const afterMs = Math.floor(choice.fraction() * tookMs * BEYOND_THE_END);
    await ledger.importInChild(tenant, afterMs);
    const found = await ledger.state(tenant);
    if (found === before) report.before += 1;
    const complaints = found === before || found === after ? [] : ['it is neither before nor after'];
    complaints.push(...(await ledger.goOn(tenant, { after, isBefore: found === before })));
    report.failures.push(...complaints.map((complaint) => `killed after ${afterMs} of ${tookMs} ms: ${complaint}`));
    order.progress?.(report.kills);
  }
  return report;
}

class KilledLedger {
  private readonly parts = createReceivables({
    clock: systemClock,
    customers: new CustomerService(new CustomerRepository()),
    zoneOf: async () => 'UTC',
    turns: { leaseMs: 30_000, waitMs: 60_000 },
  });

  constructor(private readonly order: KillsOrder) {}

  /** What the ledger holds before: an invoice that the import changes, and one that it does not know. */
  async begin(tenant: TenantId): Promise<string> {
    const rows = [itemRow('100000', { amount: eur(7_700), customerNumber: 'C0' }), itemRow('99')];
    const first = { fileHash: 'the first file', dataAsOf: new Date('2026-11-18T00:00:00Z') };
    await inTenant(tenant, () => this.parts.ledgerRuns.take(runRequest(rows, first)));
    return this.state(tenant);
  }

  /** A hash of what is left of every item, and of what every customer's money comes to. */
  async state(tenant: TenantId): Promise<string> {
    return inTenant(tenant, async () => {
      const { ledgerPositions, receivables, customerSummaries } = this.parts;
      const position = await ledgerPositions.positionAt();
      const items = await receivables.openItems(DAY, position);
      const said = items.map(({ key, left, kind, dueOn }) => [key.number, kind, dueOn, left.minor]);
      const customerIds = [...new Set(items.map(({ customerId }) => customerId))];
      const moneys = customerIds.map(async (id) => (await customerSummaries.read(id, DAY, position)).money.profiles);
      const text = JSON.stringify([
        said,
        (await Promise.all(moneys)).map((profiles) => JSON.stringify(profiles)).sort(),
      ]);
      return createHash('sha256').update(text).digest('hex');
    });
  }

  /** Imports in a process of its own, and kills it so many ms after it has begun; null to let it end. */
  async importInChild(tenant: TenantId, killAfterMs: number | null): Promise<{ tookMs: number }> {
    const { uri, dbName, invoices } = this.order;
    const args = ['--import', 'tsx', CHILD, uri, dbName, tenant, String(invoices)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = once(child, 'exit');
    await begun(child);
    const start = performance.now();
    if (killAfterMs !== null) {
      await Promise.race([pause(killAfterMs), gone]);
      child.kill('SIGKILL');
    }
    await gone;
    return { tookMs: Math.round(performance.now() - start) };
  }

  /** Feeds the same again, and says what is wrong with what comes of it. */
  async goOn(tenant: TenantId, { after, isBefore }: { after: string; isBefore: boolean }): Promise<string[]> {
    const { state } = await inTenant(tenant, () => this.parts.ledgerRuns.take(largeRun(this.order.invoices)));
    const complaints = await leftOver(tenant);
    if (state !== (isBefore ? 'committed' : 'unchanged')) complaints.push(`the same file again was ${state}`);
    if ((await this.state(tenant)) !== after) complaints.push('the same file again did not come to the same ledger');
    return complaints;
  }
}

async function begun({ stdout }: ChildProcess): Promise<void> {
  if (stdout !== null) await once(stdout, 'data');
}
