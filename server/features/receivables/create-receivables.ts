import type { Clock } from '../../ports.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import { ConfirmationRepository } from './confirmation-repository.ts';
import { EntryVersionRepository } from './entry-version-repository.ts';
import { ItemVersionRepository } from './item-version-repository.ts';
import { LateRowRepository } from './late-row-repository.ts';
import { LedgerHeadRepository } from './ledger-head-repository.ts';
import { LedgerPositionService } from './ledger-position-service.ts';
import { RunPlanner } from './plan/run-planner.ts';
import { ReceivablesReadModel } from './receivables-read-model.ts';
import { RunRepository } from './run-repository.ts';
import { RunService, TURNS } from './run-service.ts';
import { RunWriter } from './run-writer.ts';

/** Makes the ledger's services; `customers` are those that its items belong to. */
export function createReceivables({
  clock,
  customers,
  turns = TURNS,
}: {
  clock: Clock;
  customers: CustomerService;
  turns?: typeof TURNS;
}) {
  const heads = new LedgerHeadRepository();
  const runs = new RunRepository();
  const items = new ItemVersionRepository();
  const entries = new EntryVersionRepository();
  const confirmations = new ConfirmationRepository();
  const planner = new RunPlanner({ customers, items, entries, confirmations });
  const writer = new RunWriter(customers);
  const lateRows = new LateRowRepository();
  return {
    ledgerPositions: new LedgerPositionService(heads, runs),
    receivables: new ReceivablesReadModel(),
    ledgerRuns: new RunService({ clock, heads, runs, planner, writer, lateRows, confirmations, turns }),
  };
}
