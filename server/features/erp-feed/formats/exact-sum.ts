/** A sum is written with at least so many decimals. */
const LEAST_DECIMALS = 2;
/** Banks write at most five decimals; no currency has more than four. */
const MOST_DECIMALS = 8;
const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/** Adds up plain decimals exactly, whatever their number of decimals. */
export class ExactSum {
  /** In units of the finest decimal so far. */
  private units = 0n;
  private decimals = LEAST_DECIMALS;

  add(decimal: string, sign: 1 | -1 = 1): this {
    const finest = decimalsOf(decimal);
    if (finest > this.decimals) {
      this.units *= 10n ** BigInt(finest - this.decimals);
      this.decimals = finest;
    }
    this.units += unitsOf(decimal, this.decimals) * BigInt(sign);
    return this;
  }

  equals(decimal: string): boolean {
    const most = Math.max(this.decimals, decimalsOf(decimal));
    return this.units * 10n ** BigInt(most - this.decimals) === unitsOf(decimal, most);
  }

  /** As a plain decimal with as many decimals as the finest of its parts, at least two. */
  get written(): string {
    const digits = String(this.units < 0n ? -this.units : this.units).padStart(this.decimals + 1, '0');
    const point = digits.length - this.decimals;
    return `${this.units < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  /** The same without zeros at the end, but for two decimals. */
  get decimal(): string {
    const [whole = '', fraction = ''] = this.written.split('.');
    return `${whole}.${fraction.replace(/0+$/, '').padEnd(LEAST_DECIMALS, '0')}`;
  }
}

/** Whether a text is a plain decimal of a size and fineness that amounts have. */
export function isPlainDecimal(text: string): boolean {
  const match = PLAIN.exec(text);
  return match !== null && (match[2] ?? '').length <= 18 && (match[3] ?? '').length <= MOST_DECIMALS;
}

function decimalsOf(decimal: string): number {
  const match = PLAIN.exec(decimal);
  if (match === null) throw new RangeError(`"${decimal}" is no plain decimal.`);
  return (match[3] ?? '').length;
}

function unitsOf(decimal: string, decimals: number): bigint {
  const missing = decimals - decimalsOf(decimal);
  return BigInt(decimal.replace('.', '') + '0'.repeat(missing));
}
