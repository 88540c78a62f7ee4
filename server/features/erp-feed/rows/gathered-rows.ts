import type { LedgerRow, RowSource } from '../../receivables/run-service.ts';
import { GatheredCustomers } from './gathered-customers.ts';
import { RowSpool } from './row-spool.ts';

/** The ledger rows of a file, in bounded memory. Rows that tell of one customer and differ in the contact alone become one customer with all of them. */
export class GatheredRows {
  private readonly spool = new RowSpool();
  private readonly customers = new GatheredCustomers();

  add(rows: readonly LedgerRow[]): void {
    for (const row of rows) {
      if (row.type === 'customer') this.customers.add(row);
      else this.spool.add([row]);
    }
  }

  /** The rows, customers last; to be asked for once, when all are there. */
  source(): RowSource {
    for (const part of this.customers.parts()) this.spool.add(part);
    this.customers.close();
    return this.spool.source();
  }

  /** Forgets the rows and frees what they took on disk. */
  async close(): Promise<void> {
    this.customers.close();
    await this.spool.close();
  }
}
