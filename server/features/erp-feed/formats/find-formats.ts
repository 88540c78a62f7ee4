import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { CellFormats, FieldKind } from '../field.ts';
import type { TableProfile } from '../profile.ts';
import type { BoundColumn, BoundColumns } from '../table/bound-columns.ts';
import { eachRow, type RowTaker, type TableSource } from '../table/each-row.ts';
import type { TableRecord } from '../table/table.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import { AmountEvidence, type AmountFormats, styleIn } from './amount-evidence.ts';
import { styledReader } from './amount-style.ts';
import { type CellText, cellText } from './cell-text.ts';
import { DateEvidence, type DayFormats, type DayPlace } from './date-evidence.ts';
import { dayReader, type ReadDay } from './date-format.ts';
import type { Finding } from './finding.ts';
import { decimalReader } from './number-format.ts';
import { ZeroEvidence } from './zero-evidence.ts';

const USUAL_DAY = 'YYYY-MM-DD';
const MOST_REMEMBERED = 20_000;

/** How the cells of a file are read, column by column, and what was found out about it. */
export interface FileFormats {
  formatsOf(field: string): CellFormats;
  /** What stands beside each amount of a column for its currency; empty for nothing. */
  markOf(field: string): string;
  /** Whether a workbook's number in a column may have lost its leading zeros. */
  losesZeros(field: string): boolean;
  readonly notes: readonly string[];
}

/**
 * The formats of a file: as the mapping declares them, else as the whole of the file shows them, for which it is read once through.
 * Throws UnreadableFile where the file can be read in two ways.
 */
export async function findFormats(source: TableSource): Promise<FileFormats> {
  const survey = new Survey(source.profile, source.mapping);
  await eachRow(source, survey);
  return survey.formats();
}

/** A file of a million rows has a few thousand days. */
function remembering(read: ReadDay): ReadDay {
  const known = new Map<string, ReturnType<ReadDay>>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const day = read(text);
    if (known.size < MOST_REMEMBERED) known.set(text, day);
    return day;
  };
}

function foundIn<T>(finding: Finding<T>): T {
  if ('found' in finding) return finding.found;
  const { line, column, value } = finding.ask;
  throw new UnreadableFile(line, finding.problem, column, value);
}

/** Reads a file through for what it says of its formats. */
class Survey implements RowTaker {
  private readonly dateEvidence = new DateEvidence();
  private readonly amountEvidence: AmountEvidence;
  private readonly zeroEvidence = new ZeroEvidence();
  private readonly textOf: CellText;
  private dayColumns: readonly BoundColumn[] = [];
  private amountColumns: readonly BoundColumn[] = [];
  private numberColumns: readonly BoundColumn[] = [];

  constructor(
    private readonly profile: TableProfile,
    private readonly mapping: FeedMapping,
  ) {
    this.textOf = cellText(mapping);
    this.amountEvidence = new AmountEvidence(mapping.numberFormat ?? {});
  }

  header({ columns }: BoundColumns): void {
    const ofKind = (kind: FieldKind) => columns.filter(({ field }) => this.profile.fields[field]?.kind === kind);
    const declared = this.mapping.dateFormats ?? {};
    if (this.mapping.dateFormat === undefined) {
      this.dayColumns = ofKind('day').filter(({ field }) => declared[field] === undefined);
    }
    this.amountColumns = ofKind('amount');
    this.numberColumns = ofKind('number');
  }

  row(record: TableRecord): void {
    if (this.dayColumns.length > 0) this.takeDays(record);
    const { cells, line, typed } = record;
    for (const { field, header, at } of this.amountColumns) {
      const value = this.textOf(cells, at);
      if (value !== '' && !typed?.has(at)) this.amountEvidence.add(field, { line, column: header, value });
    }
    for (const { field, at } of this.numberColumns)
      this.zeroEvidence.add(field, this.textOf(cells, at), typed?.get(at));
  }

  /** What gives sums alone says nothing of formats that the rows do not say. */
  total(): void {}

  /** A row that cannot be parted into cells says nothing of formats. */
  wrong(): void {}

  /** Throws UnreadableFile where two formats fit, or none. */
  formats(): FileFormats {
    const { mapping } = this;
    const findings = { days: this.days(), amounts: this.amountEvidence.finding() };
    const days = foundIn<DayFormats>(findings.days);
    const amounts = foundIn<AmountFormats>(findings.amounts);
    const decimal = decimalReader({ ...mapping.numberFormat, decimal: amounts.decimal });
    return {
      formatsOf: (field) => {
        const format = mapping.dateFormats?.[field] ?? days.byColumn.get(field) ?? days.ofFile ?? USUAL_DAY;
        const day = remembering(dayReader(format));
        return { day, dayExample: format, decimal: styledReader(styleIn(amounts, field), decimal) };
      },
      markOf: (field) => styleIn(amounts, field).mark,
      losesZeros: (field) => this.zeroEvidence.isMixed(field),
      notes: [findings.days, findings.amounts].flatMap((finding) =>
        'found' in finding && finding.note !== null ? [finding.note] : [],
      ),
    };
  }

  private takeDays({ cells, line, typed }: TableRecord): void {
    const [issued, due] = this.profile.inOrder ?? [];
    const days = this.dayColumns.map(({ field, header, at }): DayPlace => {
      const isTyped = typed?.get(at)?.is === 'day';
      return { field, line, column: header, value: this.textOf(cells, at), isTyped };
    });
    const dayOf = (wanted: string | undefined) =>
      days.find(({ field, isTyped }) => field === wanted && !isTyped)?.value ?? '';
    const filled = days.filter(({ value }) => value !== '');
    if (filled.length > 0) this.dateEvidence.add(filled, dayOf(issued), dayOf(due));
  }

  private days(): Finding<DayFormats> {
    const { dateFormat } = this.mapping;
    if (dateFormat === undefined) return this.dateEvidence.finding();
    return { found: { ofFile: dateFormat, byColumn: new Map() }, note: null };
  }
}
