import type { Money } from '#shared/domain/money.ts';
import type { ControlTotals, LedgerRow } from '../../receivables/run-service.ts';

/** Counts a file's rows, and adds up by kind and currency what they became. */
export class CountedTotals {
  private rows = 0;
  private readonly sums = new Map<string, { name: string; minor: number; currency: string }>();

  addRow(ledgerRows: readonly LedgerRow[]): void {
    this.rows += 1;
    for (const row of ledgerRows) {
      const counted = countedOf(row);
      if (counted !== null) this.addAmount(counted.name, counted.amount);
    }
  }

  get rowCount(): number {
    return this.rows;
  }

  totals(): ControlTotals {
    const byName = (a: { name: string; currency: string }) => `${a.name} ${a.currency}`;
    const sums = [...this.sums.values()].sort((a, b) => (byName(a) < byName(b) ? -1 : 1));
    return { rows: this.rows, sums };
  }

  private addAmount(name: string, { minor, currency }: Money): void {
    const key = `${name} ${currency}`;
    const sum = this.sums.get(key) ?? { name, minor: 0, currency };
    sum.minor += minor;
    this.sums.set(key, sum);
  }
}

function countedOf(row: LedgerRow): { name: string; amount: Money } | null {
  switch (row.type) {
    case 'item':
      return { name: row.kind, amount: row.amount };
    case 'application':
      return { name: 'application', amount: row.debitAmount };
    case 'adjustment':
      return { name: row.reason, amount: row.amount };
    case 'reversal':
      return { name: 'reversal', amount: row.amount };
    case 'stated_left':
      return { name: 'stated_left', amount: row.left };
    case 'customer':
    case 'unapplication':
    case 'merge':
    case 'identification':
      return null;
  }
}
