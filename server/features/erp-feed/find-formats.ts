import type { FeedMapping } from '#shared/api/feed-runs.ts';
import type { BoundColumn } from './bound-columns.ts';
import { type CellText, cellText } from './cell-text.ts';
import { DateEvidence } from './date-evidence.ts';
import { dayReader, type ReadDay } from './date-format.ts';
import { DecimalEvidence } from './decimal-evidence.ts';
import { eachRow, type FeedSource, type RowTaker } from './each-row.ts';
import type { CellFormats, FieldKind } from './field.ts';
import type { Finding } from './finding.ts';
import { type DecimalSign, decimalReader } from './number-format.ts';
import type { Profile } from './profile.ts';
import { UnreadableFile } from './unreadable-file.ts';

const USUAL_DAY = 'YYYY-MM-DD';
const MOST_REMEMBERED = 20_000;

/** How the cells of a file are read, column by column, and what was found out about it. */
export interface FileFormats {
  formatsOf(field: string): CellFormats;
  readonly notes: readonly string[];
}

/**
 * The formats of a file: as the mapping declares them, else as the whole of the file shows them, for which it is read once through.
 * Throws UnreadableFile where the file can be read in two ways.
 */
export async function findFormats(source: FeedSource): Promise<FileFormats> {
  const { dateFormat, numberFormat } = source.mapping;
  if (dateFormat !== undefined && numberFormat?.decimal !== undefined) {
    return formatsFrom(source.mapping, { found: dateFormat, note: null }, { found: numberFormat.decimal, note: null });
  }
  const survey = new Survey(source.profile, source.mapping);
  await eachRow(source, survey);
  return formatsFrom(source.mapping, survey.days(), survey.decimals());
}

function formatsFrom(mapping: FeedMapping, days: Finding<string | null>, decimals: Finding<DecimalSign>): FileFormats {
  const dateFormat = foundIn(days);
  const decimal = decimalReader({ ...mapping.numberFormat, decimal: foundIn(decimals) });
  const formatsOf = (field: string): CellFormats => {
    const format = mapping.dateFormats?.[field] ?? dateFormat ?? USUAL_DAY;
    return { day: remembering(dayReader(format)), dayExample: format, decimal };
  };
  const notes = [days, decimals].flatMap((finding) => ('found' in finding && finding.note ? [finding.note] : []));
  return { formatsOf, notes };
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
  private readonly dateEvidence: DateEvidence;
  private readonly decimalEvidence: DecimalEvidence;
  private readonly textOf: CellText;
  private dayColumns: readonly BoundColumn[] = [];
  private amountColumns: readonly BoundColumn[] = [];

  constructor(
    private readonly profile: Profile,
    private readonly mapping: FeedMapping,
  ) {
    this.textOf = cellText(mapping);
    this.dateEvidence = new DateEvidence();
    this.decimalEvidence = new DecimalEvidence(mapping.numberFormat ?? {});
  }

  header({ columns }: { columns: readonly BoundColumn[] }): void {
    const ofKind = (kind: FieldKind) => columns.filter(({ field }) => this.profile.fields[field]?.kind === kind);
    const declared = this.mapping.dateFormats ?? {};
    if (this.mapping.dateFormat === undefined) {
      this.dayColumns = ofKind('day').filter(({ field }) => declared[field] === undefined);
    }
    if (this.mapping.numberFormat?.decimal === undefined) this.amountColumns = ofKind('amount');
  }

  row(cells: readonly string[], line: number): void {
    const [issued, due] = this.profile.inOrder ?? [];
    const days = this.dayColumns.map(({ field, header, at }) => ({
      field,
      line,
      column: header,
      value: this.textOf(cells, at),
    }));
    const dayOf = (wanted: string | undefined) => days.find(({ field }) => field === wanted)?.value ?? '';
    const filled = days.filter(({ value }) => value !== '');
    if (filled.length > 0) this.dateEvidence.add(filled, dayOf(issued), dayOf(due));
    for (const { header, at } of this.amountColumns) {
      const value = this.textOf(cells, at);
      if (value !== '') this.decimalEvidence.add({ line, column: header, value });
    }
  }

  /** A row that cannot be parted into cells says nothing of formats. */
  wrong(): void {}

  days(): Finding<string | null> {
    const { dateFormat } = this.mapping;
    return dateFormat === undefined ? this.dateEvidence.finding() : { found: dateFormat, note: null };
  }

  decimals(): Finding<DecimalSign> {
    const decimal = this.mapping.numberFormat?.decimal;
    return decimal === undefined ? this.decimalEvidence.finding() : { found: decimal, note: null };
  }
}
