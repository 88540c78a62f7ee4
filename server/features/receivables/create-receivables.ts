import type { Clock } from '../../ports.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import { ConfirmationRepository } from './confirmation-repository.ts';
import { CustomerSummaryReadModel } from './customer-summary-read-model.ts';
import { CustomerSummaryRepository } from './customer-summary-repository.ts';
import { EntryVersionRepository } from './entry-version-repository.ts';
import { FileChecks } from './file-checks.ts';
import { ItemVersionRepository } from './item-version-repository.ts';
import { LateRowRepository } from './late-row-repository.ts';
import { LedgerHeadRepository } from './ledger-head-repository.ts';
import { LedgerPositionService } from './ledger-position-service.ts';
import type { TurnSettings } from './ledger-turn.ts';
import { RunPlanner } from './plan/run-planner.ts';
import { ReceivablesReadModel } from './receivables-read-model.ts';
import { RunRepository } from './run-repository.ts';
import { RunService, TURNS } from './run-service.ts';
import { RunWriter } from './run-writer.ts';
import { SnapshotSaidRepository } from './snapshot-said-repository.ts';
import { TakeBackService } from './take-back-service.ts';

export interface ReceivablesSources {
  readonly clock: Clock;
  /** The customers that items belong to. */
  readonly customers: CustomerService;
  /** The zone of the current tenant. */
  readonly zoneOf: () => Promise<string>;
  readonly turns?: TurnSettings;
  /** How many rows of a run are held against the ledger together. */
  readonly chunkRows?: number;
}

/** Makes the ledger's services. */
export function createReceivables({ clock, customers, zoneOf, turns = TURNS, chunkRows }: ReceivablesSources) {
  const heads = new LedgerHeadRepository();
  const runs = new RunRepository();
  const items = new ItemVersionRepository();
  const entries = new EntryVersionRepository();
  const confirmations = new ConfirmationRepository();
  const saidAgain = new ConfirmationRepository('lefts');
  const snapshots = new SnapshotSaidRepository();
  const planner = new RunPlanner({ customers, items, entries, confirmations, saidAgain, snapshots }, chunkRows);
  const summaries = new CustomerSummaryRepository();
  const writer = new RunWriter(customers, summaries);
  const lateRows = new LateRowRepository();
  const checks = new FileChecks({ planner, items, entries, runs, zoneOf });
  const parts = { clock, heads, runs, writer, lateRows, confirmations, saidAgain, snapshots, zoneOf, turns };
  return {
    ledgerPositions: new LedgerPositionService(heads, runs),
    receivables: new ReceivablesReadModel(),
    customerSummaries: new CustomerSummaryReadModel(summaries),
    ledgerRuns: new RunService({ ...parts, planner, checks }),
    takeBacks: new TakeBackService({ ...parts, customers }),
  };
}
