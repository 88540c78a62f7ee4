/** Banks write at most five decimals; no currency has more than four. */
const DECIMALS = 8;
const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/** Adds up plain decimals exactly, whatever their number of decimals. */
export class ExactSum {
  private units = 0n;

  add(decimal: string, sign: 1 | -1 = 1): this {
    this.units += unitsOf(decimal) * BigInt(sign);
    return this;
  }

  equals(decimal: string): boolean {
    return this.units === unitsOf(decimal);
  }

  /** As a plain decimal with at least two decimals, for a sentence. */
  get decimal(): string {
    const sign = this.units < 0n ? '-' : '';
    const digits = (this.units < 0n ? -this.units : this.units).toString().padStart(DECIMALS + 1, '0');
    const fraction = digits.slice(-DECIMALS).replace(/0+$/, '').padEnd(2, '0');
    return `${sign}${digits.slice(0, -DECIMALS)}.${fraction}`;
  }
}

/** Whether a text is a plain decimal that can be added up exactly. */
export function isPlainDecimal(text: string): boolean {
  const match = PLAIN.exec(text);
  return match !== null && (match[2] ?? '').length <= 18 && (match[3] ?? '').length <= DECIMALS;
}

function unitsOf(decimal: string): bigint {
  const match = PLAIN.exec(decimal);
  if (match === null) throw new RangeError(`"${decimal}" is no plain decimal.`);
  const units = BigInt(`${match[2] ?? ''}${(match[3] ?? '').slice(0, DECIMALS).padEnd(DECIMALS, '0')}`);
  return match[1] === '-' ? -units : units;
}
