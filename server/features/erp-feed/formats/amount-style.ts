import { withoutMark } from './currency-mark.ts';
import { LONGEST_AMOUNT, type ReadDecimal } from './number-format.ts';

/** A pair of words after amounts: the second of each stands for credit, which is below 0. */
const SIDES: readonly (readonly [debit: string, credit: string])[] = [
  ['DR', 'CR'],
  ['D', 'C'],
  ['S', 'H'],
];
const SIDE = /(?<=[\d)\]])\s*(DR|CR|D|C|S|H)\.?$/i;

/** What stands in all amounts of a column beside their digits. */
export interface AmountStyle {
  /** A currency's code or sign; empty for none. */
  readonly mark: string;
  /** The words for debit and credit after each amount; null for none. */
  readonly sides: readonly [debit: string, credit: string] | null;
}

export const BARE: AmountStyle = { mark: '', sides: null };

export interface AmountParts {
  /** The digits with their own signs. */
  readonly core: string;
  readonly mark: string;
  /** The word for debit or credit, in capitals; empty for none. */
  readonly side: string;
}

export function amountParts(text: string): AmountParts {
  if (text.length > LONGEST_AMOUNT || /^[\d.,-]*$/.test(text)) return { core: text, mark: '', side: '' };
  const marked = withoutMark(text);
  const side = SIDE.exec(marked.core);
  if (side === null) return { ...marked, side: '' };
  const beside = withoutMark(marked.core.slice(0, side.index));
  return { core: beside.core, mark: marked.mark || beside.mark, side: (side[1] ?? '').toUpperCase() };
}

/** The words for debit and credit of which this is one. */
export function sidesOf(side: string): AmountStyle['sides'] {
  return SIDES.find((words) => words.includes(side)) ?? null;
}

/** Makes the reader of a column's amounts from that of their digits. */
export function styledReader(style: AmountStyle, decimal: ReadDecimal): ReadDecimal {
  const { mark, sides } = style;
  if (mark === '' && sides === null) return decimal;
  return (text) => {
    const parts = amountParts(text);
    const value = parts.mark === mark ? decimal(parts.core) : null;
    return value === null ? null : withSide(value, parts.side, sides);
  };
}

function withSide(value: string, side: string, sides: AmountStyle['sides']): string | null {
  if (sides === null) return side === '' ? value : null;
  if (isZero(value)) return value;
  if (!sides.includes(side) || value.startsWith('-')) return null;
  return side === sides[1] ? `-${value}` : value;
}

function isZero(decimal: string): boolean {
  return /^-?0*(\.0*)?$/.test(decimal);
}
