import type { CustomerRow, LedgerRow } from '../receivables/run-service.ts';

/** The ledger rows of a file. Rows that tell of one customer and differ in the contact alone become one customer with all of them. */
export class GatheredRows {
  private readonly gathered: LedgerRow[] = [];
  private readonly customerAt = new Map<string, number>();

  add(rows: readonly LedgerRow[]): void {
    for (const row of rows) {
      if (row.type === 'customer') this.addCustomer(row);
      else this.gathered.push(row);
    }
  }

  rows(): readonly LedgerRow[] {
    return this.gathered;
  }

  private addCustomer(row: CustomerRow): void {
    const at = this.customerAt.get(row.number);
    const before = at === undefined ? undefined : this.gathered[at];
    if (at === undefined || before?.type !== 'customer') {
      this.customerAt.set(row.number, this.gathered.length);
      this.gathered.push(row);
    } else if (saidBesideContacts(before) === saidBesideContacts(row)) {
      this.gathered[at] = { ...before, contacts: distinct([...before.contacts, ...row.contacts]) };
    } else {
      // Two that contradict one another are both handed on: the ledger says so, with both lines.
      this.gathered.push(row);
    }
  }
}

function saidBesideContacts({ line: _line, contacts: _contacts, ...rest }: CustomerRow): string {
  return JSON.stringify(rest);
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
