interface Sum {
  /** In units of the finest decimal so far. */
  units: bigint;
  decimals: number;
}

/** Adds up plain decimals by column, exactly, as the file writes them. */
export class ColumnSums {
  private readonly sums = new Map<string, Sum>();

  add(column: string, decimal: string): void {
    const sum = this.sums.get(column) ?? { units: 0n, decimals: 2 };
    const decimals = decimalsOf(decimal);
    if (decimals > sum.decimals) {
      sum.units *= 10n ** BigInt(decimals - sum.decimals);
      sum.decimals = decimals;
    }
    sum.units += unitsOf(decimal, sum.decimals);
    this.sums.set(column, sum);
  }

  /** The sum of a column as a plain decimal; 0 where there was nothing. */
  of(column: string): string {
    const { units, decimals } = this.sums.get(column) ?? { units: 0n, decimals: 2 };
    const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
    const point = digits.length - decimals;
    return `${units < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  isSame(column: string, decimal: string): boolean {
    const { units, decimals } = this.sums.get(column) ?? { units: 0n, decimals: 2 };
    const most = Math.max(decimals, decimalsOf(decimal));
    return units * 10n ** BigInt(most - decimals) === unitsOf(decimal, most);
  }
}

function decimalsOf(decimal: string): number {
  const point = decimal.indexOf('.');
  return point === -1 ? 0 : decimal.length - point - 1;
}

function unitsOf(decimal: string, decimals: number): bigint {
  const point = decimal.indexOf('.');
  const digits = point === -1 ? decimal : decimal.slice(0, point) + decimal.slice(point + 1);
  const missing = decimals - decimalsOf(decimal);
  return BigInt(digits + '0'.repeat(missing));
}
