import type { Range } from '@e965/xlsx';
import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { FeedFile } from '../feed-file.ts';
import type { RecordTaker, Table, TableRecord, TypedCell } from '../table/table.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import { MEBIBYTE, wholeFile } from '../text/whole-text.ts';
import { SheetNotes } from './sheet-notes.ts';
import { SheetParser } from './sheet-parser.ts';
import { columnName, SheetRows } from './sheet-rows.ts';
import { sheetSlices } from './sheet-slices.ts';
import { type SheetPart, type WorkbookParts, workbookParts } from './workbook-parts.ts';
import { damaged } from './zip-directory.ts';
import { unpackedPieces } from './zip-part.ts';

const MOST_PACKED = 32 * MEBIBYTE;

/** Opens a workbook (.xlsx) as the table in one of its sheets. Its formulas are never computed, and its links never followed. Throws UnreadableFile. */
export async function openWorkbook(file: FeedFile, mapping: FeedMapping): Promise<Table> {
  const bytes = await wholeFile(file.chunks(), {
    kind: 'a workbook',
    mostBytes: MOST_PACKED,
    advice: 'Save it as "CSV UTF-8"',
  });
  const parts = await workbookParts(bytes);
  const sheet = chosenSheet(parts, mapping);
  const parser = await SheetParser.load(parts);
  const rows = new SheetRows({ isFrom1904: parts.isFrom1904, showsDay: (format) => parser.showsDay(format) });
  const notes = new SheetNotes(parts, sheet);
  const merges: Range[] = [];
  try {
    for await (const slice of sheetSlices(unpackedPieces(bytes, sheet.entry))) {
      const parsed = parser.parse(slice);
      rows.add(parsed, notes.add(slice));
      merges.push(...parsed.merges);
    }
    return new WorkbookTable(rows, notes.all(), merges);
  } catch (error) {
    rows.close();
    throw error;
  }
}

function chosenSheet({ sheets }: WorkbookParts, { sheet: wanted }: FeedMapping): SheetPart {
  const found =
    wanted === undefined ? sheets.find(({ isHidden }) => !isHidden) : sheets.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = sheets.map(({ name }) => `"${name}"`).join(', ') || 'none';
  const problem = wanted === undefined ? 'has no sheet that can be seen' : `has no sheet "${wanted}"`;
  throw new UnreadableFile(1, `The workbook ${problem}. Its sheets are ${names}.`);
}

class WorkbookTable implements Table {
  private readonly covered: ReadonlyMap<number, readonly Range[]>;

  constructor(
    private readonly rows: SheetRows,
    readonly notes: readonly string[],
    merges: readonly Range[],
  ) {
    this.covered = coveredRows(merges);
  }

  async each(taker: RecordTaker): Promise<void> {
    for (const record of this.rows.all()) {
      const merges = this.covered.get(record.line);
      taker.record(merges === undefined ? record : withCovered(record, merges));
    }
  }

  rawOf({ cells }: TableRecord): string {
    return JSON.stringify(cells);
  }

  async close(): Promise<void> {
    this.rows.close();
  }
}

const MOST_COVERED = 100_000;

/** Lines in which merged cells go on that begin above them. */
function coveredRows(merges: readonly Range[]): Map<number, Range[]> {
  const covered = new Map<number, Range[]>();
  let count = 0;
  for (const merge of merges) {
    for (let row = merge.s.r + 1; row <= merge.e.r; row += 1) {
      count += 1;
      if (count > MOST_COVERED) throw damaged('more of its cells are merged than a table has');
      const known = covered.get(row + 1);
      if (known === undefined) covered.set(row + 1, [merge]);
      else known.push(merge);
    }
  }
  return covered;
}

/** Merged cells have one value, which stands in their first: of the rows below it nobody has said anything. */
function withCovered(record: TableRecord, merges: readonly Range[]): TableRecord {
  const typed = new Map<number, TypedCell>(record.typed);
  for (const { s: start, e: end } of merges) {
    const name = `${columnName(start.c)}${start.r + 1}:${columnName(end.c)}${end.r + 1}`;
    const problem = `is part of the merged cells ${name}, which have one value for several rows; part them`;
    for (let at = start.c; at <= end.c && at < record.cells.length; at += 1) typed.set(at, { is: 'wrong', problem });
  }
  return { ...record, typed };
}
