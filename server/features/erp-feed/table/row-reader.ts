import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import { type CurrencyCode, minorDigits } from '#shared/domain/currency.ts';
import { type Money, moneyFromDecimal } from '#shared/domain/money.ts';
import { DistinctTexts } from '../../../distinct-texts.ts';
import type { LedgerRow, RowProblem } from '../../receivables/run-service.ts';
import type { CellFormats, Field, FieldKind, Reading } from '../field.ts';
import { type CellText, cellText } from '../formats/cell-text.ts';
import { canMean } from '../formats/currency-mark.ts';
import { dayReader } from '../formats/date-format.ts';
import type { FileFormats } from '../formats/find-formats.ts';
import { decimalReader, roundDecimal } from '../formats/number-format.ts';
import type { RowContext, TableProfile } from '../profile.ts';
import type { BoundColumn } from './bound-columns.ts';
import type { TableRecord, TypedCell } from './table.ts';

const LONGEST_SHOWN = 100;
/** How a workbook's own days and numbers are written once they are text. */
const TYPED_FORMATS: CellFormats = {
  day: dayReader('YYYY-MM-DD'),
  dayExample: '2026-03-31',
  decimal: decimalReader({ decimal: '.', grouping: '' }),
};
/** Columns in which a number only names something. */
const NAMING: readonly FieldKind[] = ['number', 'text', 'list'];

interface ReadColumn {
  readonly name: string;
  readonly field: Field<unknown>;
  /** Null where the file has no such column. */
  readonly bound: BoundColumn | null;
  readonly formats: CellFormats;
  /** What stands beside each amount of the column for its currency; empty for nothing. */
  readonly mark: string;
  /** Whether a number in it may have lost zeros, since others of the column are text that begins with 0. */
  readonly losesZeros: boolean;
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
  /** Ids that were given, and how often those that were wanted more than once. */
  private readonly ids = new DistinctTexts();
  private readonly idCounts = new Map<string, number>();

  constructor(
    private readonly profile: TableProfile,
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
      mark: formats.markOf(name),
      losesZeros: formats.losesZeros(name),
      translations: foldedWords(mapping.values?.[name]),
    }));
  }

  read({ cells, line, typed }: TableRecord): ReadRow {
    const problems: RowProblem[] = [];
    const values: Record<string, unknown> = {};
    const note = (column: string, problem: string) => {
      problems.push({ line, ...this.cellOf(column, cells), problem });
    };
    for (const column of this.columns) {
      const at = column.bound?.at ?? -1;
      const reading = this.readCell(column, this.textOf(cells, at), typed?.get(at));
      if ('problem' in reading) note(column.name, reading.problem);
      else values[column.name] = reading.value;
    }
    if (problems.length > 0) return { rows: [], problems, values };
    const rows = this.profile.toLedger(values, this.contextOf(line, note));
    return { rows: problems.length === 0 ? rows : [], problems, values };
  }

  private readCell(column: ReadColumn, text: string, typed: TypedCell | undefined): Reading<unknown> {
    const { field, translations } = column;
    const wrong = typed === undefined ? null : wrongIn(typed, column);
    if (wrong !== null) return { problem: wrong };
    const ours = translations.get(text.toLowerCase()) ?? text;
    if (ours !== '') return field.read(ours, isTypedFor(typed, field.kind) ? TYPED_FORMATS : column.formats);
    if (field.kind === 'currency' && this.mapping.currency !== undefined) return { value: this.mapping.currency };
    return field.required ? { problem: 'is empty' } : { value: field.empty };
  }

  private contextOf(line: number, problem: RowContext['problem']): RowContext {
    const { mapping } = this;
    return {
      line,
      source: sourceOf(mapping, this.profile),
      mapping,
      problem,
      money: (column, decimal, currency) => {
        const reading = this.isMarkedAs(column, currency) ?? moneyOf(decimal, currency, mapping);
        if ('value' in reading) return reading.value;
        problem(column, reading.problem);
        return null;
      },
      entryId: (...parts) => this.counted(parts.join(':')),
    };
  }

  /** The amount's own sign for its currency has to be able to mean the row's. */
  private isMarkedAs(column: string, currency: CurrencyCode | null): { problem: string } | null {
    const mark = this.columns.find(({ name }) => name === column)?.mark ?? '';
    if (mark === '' || currency === null || canMean(mark, currency)) return null;
    return { problem: `is written with "${mark}", and the row is in ${currency}` };
  }

  private counted(id: string): string {
    if (this.ids.add(id)) return id;
    const count = (this.idCounts.get(id) ?? 1) + 1;
    this.idCounts.set(id, count);
    return `${id}#${count}`;
  }

  private cellOf(column: string, cells: readonly string[]): { column: string; value: string } {
    const bound = this.columns.find(({ name }) => name === column)?.bound ?? null;
    const value = bound === null ? '' : (cells[bound.at] ?? '').trim();
    return { column: bound?.header ?? column, value: value.slice(0, LONGEST_SHOWN) };
  }
}

/** Why a workbook's cell cannot be read as what its column holds; null where it can. */
function wrongIn(typed: TypedCell, { field, losesZeros }: ReadColumn): string | null {
  if (typed.is === 'wrong') return typed.problem;
  if (typed.is !== 'number' || !NAMING.includes(field.kind)) return null;
  if (typed.lost !== null) return typed.lost;
  return losesZeros
    ? 'is a number where others of the column are text with leading zeros, so its own zeros may be lost; make the column text in the ERP'
    : null;
}

function isTypedFor(typed: TypedCell | undefined, kind: FieldKind): boolean {
  return (kind === 'day' && typed?.is === 'day') || (kind === 'amount' && typed?.is === 'number');
}

/** Where the rows of a feed come from when its mapping does not say. */
export function sourceOf(
  { source }: FeedMapping,
  { defaultSource = 'erp' }: Pick<TableProfile, 'defaultSource'>,
): string {
  return source ?? defaultSource;
}

function foldedWords(words: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(words ?? {}).map(([theirs, ours]) => [theirs.trim().toLowerCase(), ours]));
}

/** An amount that a file states; or why it is none. */
export function moneyOf(decimal: string, currency: CurrencyCode | null, { numberFormat }: FeedMapping): Reading<Money> {
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
