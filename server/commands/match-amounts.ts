import { roundDecimal } from '../features/erp-feed/formats/number-format.ts';
import { CommandFailed } from './command-context.ts';

/** More decimals come from computing in binary fractions: 0.30000000000000004 is meant as 0.3. */
const MOST_DECIMALS = 6;

/** Turns amounts into whole units of the smallest decimal that any of them is written with, whatever their currencies usually have. */
export class AmountUnits {
  readonly decimals: number;
  /** How many amounts were written with more decimals than are kept. */
  readonly rounded: number;

  constructor(amounts: readonly string[]) {
    this.decimals = amounts.reduce(
      (most, amount) => Math.max(most, decimalsOf(roundDecimal(amount, MOST_DECIMALS))),
      0,
    );
    this.rounded = amounts.filter((amount) => decimalsOf(amount) > this.decimals).length;
  }

  /** Throws CommandFailed for an amount that is too large to be counted exactly. */
  of(amount: string): number {
    const [whole = '0', fraction = ''] = roundDecimal(amount, this.decimals).split('.');
    const units = Number(whole + fraction.padEnd(this.decimals, '0'));
    if (Number.isSafeInteger(units)) return units;
    throw new CommandFailed(`The amount ${amount} is too large to be counted exactly.`);
  }

  /** Units as the files write them. */
  text(units: number): string {
    const digits = String(Math.abs(units)).padStart(this.decimals + 1, '0');
    const sign = units < 0 ? '-' : '';
    return this.decimals === 0
      ? sign + digits
      : `${sign}${digits.slice(0, -this.decimals)}.${digits.slice(-this.decimals)}`;
  }
}

function decimalsOf(amount: string): number {
  return /\.(\d*?)0*$/.exec(amount)?.[1]?.length ?? 0;
}
