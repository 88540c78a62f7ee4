import type { LedgerRow, RunRequest } from '../../server/features/receivables/run-service.ts';
import { applicationRow, eur, itemRow, paymentRow, runRequest } from './ledger-rows.ts';

/** A file of so many invoices, each paid in part by a payment of its own; the same each time it is made. */
export function largeRun(invoices: number): RunRequest {
  const rows: LedgerRow[] = [];
  for (let at = 0; at < invoices; at += 1) {
    const customerNumber = `C${at % 50}`;
    rows.push(itemRow(`${100_000 + at}`, { customerNumber }), paymentRow(`P${at}`, { customerNumber }));
    rows.push(applicationRow(`${100_000 + at}`, `P${at}`, eur(1 + (at % 9_000))));
  }
  return runRequest(rows, { fileName: 'large.csv', fileHash: 'hash of the large file' });
}
