import type { FeedMapping } from '#shared/api/feed-runs.ts';
import { type CurrencyCode, minorDigits } from '#shared/domain/currency.ts';
import { type Money, moneyFromDecimal } from '#shared/domain/money.ts';
import type { LedgerRow, RowProblem } from '../receivables/run-service.ts';
import type { BoundColumn } from './bound-columns.ts';
import { type CellText, cellText } from './cell-text.ts';
import type { CellFormats, Field, Reading } from './field.ts';
import type { FileFormats } from './find-formats.ts';
import { roundDecimal } from './number-format.ts';
import type { Profile, RowContext } from './profile.ts';

const LONGEST_SHOWN = 100;

interface ReadColumn {
  readonly name: string;
  readonly field: Field<unknown>;
  /** Null where the file has no such column. */
  readonly bound: BoundColumn | null;
  readonly formats: CellFormats;
  /** The file's words in lower case → ours. */
  readonly translations: ReadonlyMap<string, string>;
}

/** One row as it was read: its values by our column, or what is wrong with it. */
export interface ReadRow {
  readonly rows: readonly LedgerRow[];
  readonly problems: readonly RowProblem[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** Reads the rows of one file by its profile, mapping and formats. */
export class RowReader {
  private readonly columns: readonly ReadColumn[];
  private readonly textOf: CellText;
  private readonly idCounts = new Map<string, number>();

  constructor(
    private readonly profile: Profile,
    private readonly mapping: FeedMapping,
    columns: readonly BoundColumn[],
    formats: FileFormats,
  ) {
    this.textOf = cellText(mapping);
    this.columns = Object.entries(profile.fields).map(([name, field]) => ({
      name,
      field,
      bound: columns.find((column) => column.field === name) ?? null,
      formats: formats.formatsOf(name),
      translations: foldedWords(mapping.values?.[name]),
    }));
  }

  read(cells: readonly string[], line: number): ReadRow {
    const problems: RowProblem[] = [];
    const values: Record<string, unknown> = {};
    const note = (column: string, problem: string) => {
      problems.push({ line, ...this.cellOf(column, cells), problem });
    };
    for (const column of this.columns) {
      const reading = this.readCell(column, this.textOf(cells, column.bound?.at ?? -1));
      if ('problem' in reading) note(column.name, reading.problem);
      else values[column.name] = reading.value;
    }
    if (problems.length > 0) return { rows: [], problems, values };
    const rows = this.profile.toLedger(values, this.contextOf(line, note));
    return { rows: problems.length === 0 ? rows : [], problems, values };
  }

  private readCell({ field, formats, translations }: ReadColumn, text: string): Reading<unknown> {
    const ours = translations.get(text.toLowerCase()) ?? text;
    if (ours !== '') return field.read(ours, formats);
    if (field.kind === 'currency' && this.mapping.currency !== undefined) return { value: this.mapping.currency };
    return field.required ? { problem: 'is empty' } : { value: field.empty };
  }

  private contextOf(line: number, problem: RowContext['problem']): RowContext {
    const { mapping } = this;
    return {
      line,
      source: sourceOf(mapping),
      mapping,
      problem,
      money: (column, decimal, currency) => {
        const reading = moneyOf(decimal, currency, mapping);
        if ('value' in reading) return reading.value;
        problem(column, reading.problem);
        return null;
      },
      entryId: (...parts) => this.counted(parts.join(':')),
    };
  }

  private counted(id: string): string {
    const count = (this.idCounts.get(id) ?? 0) + 1;
    this.idCounts.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  }

  private cellOf(column: string, cells: readonly string[]): { column: string; value: string } {
    const bound = this.columns.find(({ name }) => name === column)?.bound ?? null;
    const value = bound === null ? '' : (cells[bound.at] ?? '').trim();
    return { column: bound?.header ?? column, value: value.slice(0, LONGEST_SHOWN) };
  }
}

/** Where the rows of a feed come from when its mapping does not say. */
export function sourceOf({ source }: FeedMapping): string {
  return source ?? 'erp';
}

function foldedWords(words: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(words ?? {}).map(([theirs, ours]) => [theirs.trim().toLowerCase(), ours]));
}

function moneyOf(decimal: string, currency: CurrencyCode | null, { numberFormat }: FeedMapping): Reading<Money> {
  if (currency === null) return { problem: 'has no currency; fill its column, or give "currency" in the mapping' };
  const digits = minorDigits(currency);
  const rounded = numberFormat?.excessDecimals === 'round' ? roundDecimal(decimal, digits) : decimal;
  const value = moneyFromDecimal(rounded, currency);
  if (value !== null) return { value };
  const decimals = decimal.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  if (decimals <= digits) return { problem: 'is larger than any amount that can be kept to the cent' };
  const advice = 'correct it, or say "excessDecimals": "round" in the mapping';
  return { problem: `has more decimals than the ${digits} of ${currency}; ${advice}` };
}
