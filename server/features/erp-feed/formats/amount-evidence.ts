import { type AmountParts, type AmountStyle, amountParts, BARE, sidesOf } from './amount-style.ts';
import { DecimalEvidence } from './decimal-evidence.ts';
import { type Finding, type Place, quoted } from './finding.ts';
import type { DecimalSign, DeclaredNumbers } from './number-format.ts';

/** How a file writes its amounts: the decimal sign of all, and what stands beside the digits in each column. */
export interface AmountFormats {
  readonly decimal: DecimalSign;
  readonly styles: ReadonlyMap<string, AmountStyle>;
}

interface ColumnStyle {
  readonly header: string;
  first: { readonly place: Place; readonly parts: AmountParts } | null;
  /** An amount that is not written as the first is. */
  other: Place | null;
}

/** Gathers what a file's amounts say of the way in which they are written. */
export class AmountEvidence {
  private readonly decimals: DecimalEvidence;
  private readonly columns = new Map<string, ColumnStyle>();

  constructor(private readonly declared: DeclaredNumbers) {
    this.decimals = new DecimalEvidence(declared);
  }

  /** Takes in one amount; one that cannot be read in any way says nothing here, and is listed when the rows are read. */
  add(field: string, place: Place): void {
    const parts = amountParts(place.value);
    if (!this.decimals.add({ ...place, core: parts.core })) return;
    const column = this.columnOf(field, place.column);
    if (column.first === null) column.first = { place, parts };
    else if (column.other === null && !isAlike(column.first.parts, parts)) column.other = place;
    // A zero needs no side, so it cannot be what the others are held against.
    if (column.first.parts.side === '' && parts.side !== '' && isZero(column.first.parts.core)) {
      column.first = { place, parts };
      column.other = null;
    }
  }

  finding(): Finding<AmountFormats> {
    const columns = [...this.columns];
    const mixed = columns.find(([, { other }]) => other !== null)?.[1];
    if (mixed?.first && mixed.other) return unlike(mixed.first.place, mixed.other);
    const decimal = this.decimalSign();
    if (!('found' in decimal)) return decimal;
    const styles = columns.map(([field, { first }]): [string, AmountStyle] => [field, styleOf(first?.parts)]);
    const notes = columns.flatMap(([, { header, first }]) => notesOn(header, styleOf(first?.parts)));
    const all = [...(decimal.note === null ? [] : [decimal.note]), ...notes];
    return {
      found: { decimal: decimal.found, styles: new Map(styles) },
      note: all.length === 0 ? null : all.join(' '),
    };
  }

  private decimalSign(): Finding<DecimalSign> {
    const { decimal } = this.declared;
    return decimal === undefined ? this.decimals.finding() : { found: decimal, note: null };
  }

  private columnOf(field: string, header: string): ColumnStyle {
    const known = this.columns.get(field);
    if (known !== undefined) return known;
    const made: ColumnStyle = { header, first: null, other: null };
    this.columns.set(field, made);
    return made;
  }
}

function styleOf(parts: AmountParts | undefined): AmountStyle {
  return parts === undefined ? BARE : { mark: parts.mark, sides: sidesOf(parts.side) };
}

function notesOn(header: string, { mark, sides }: AmountStyle): string[] {
  return [
    ...(mark === '' ? [] : [`All amounts of ${header} are written with ${quoted(mark)}.`]),
    ...(sides === null ? [] : [`Amounts of ${header} with ${quoted(sides[1])} are below 0.`]),
  ];
}

function isAlike(one: AmountParts, other: AmountParts): boolean {
  if (one.mark !== other.mark) return false;
  if (sidesOf(one.side) === sidesOf(other.side)) return true;
  return other.side === '' && isZero(other.core);
}

function isZero(core: string): boolean {
  return /^0*([.,]0*)?$/.test(core);
}

function unlike(first: Place, other: Place): Finding<never> {
  return {
    ask: other,
    problem: `This amount and ${quoted(first.value)} in line ${first.line} have not the same beside their digits: a currency, or a word for debit or credit, stands in all amounts of a column or in none. Correct them.`,
  };
}

/** The style of a column of which nothing was found. */
export function styleIn({ styles }: AmountFormats, field: string): AmountStyle {
  return styles.get(field) ?? BARE;
}
