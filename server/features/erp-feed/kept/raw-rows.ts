import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { FeedFile } from '../feed-file.ts';
import type { DocumentProfile, Profile, TableProfile } from '../profile.ts';
import { openTable } from '../table/open-table.ts';
import { sourceOf } from '../table/row-reader.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import { LONGEST_RAW, rawLines } from './raw-lines.ts';

export interface RawRow {
  /** Counted from 1, as in the problems. */
  readonly line: number;
  readonly raw: string;
}

/** A page of a file's rows as they stand in it. */
export interface RawRows {
  readonly rows: readonly RawRow[];
  /** The line at which the next page begins; null after the last. */
  readonly nextFrom: number | null;
}

/** How a file was read. */
interface ReadAs {
  readonly profile: Profile;
  readonly mapping: FeedMapping;
}

/** What a workbook, being a zip file, begins with. */
const ZIP_MARK = 'PK\u0003\u0004';

/**
 * Rows of a file from a line on: the lines of a text, the cells of a workbook's row as JSON, the records of a document. A file that cannot be read as what it
 * should be gives its lines, so that one sees why.
 */
export async function rawRows(
  file: FeedFile,
  { from, limit, ...readAs }: ReadAs & { readonly from: number; readonly limit: number },
): Promise<RawRows> {
  const page = new Page(from, limit);
  await gather(file, readAs, page);
  return page.rows();
}

/** The rows of a file that begin on these lines, by their lines. */
export async function rawRowsOn(
  lines: ReadonlySet<number>,
  file: FeedFile,
  readAs: ReadAs,
): Promise<ReadonlyMap<number, string>> {
  const wanted = new WantedLines(lines);
  if (lines.size > 0) await gather(file, readAs, wanted);
  return wanted.found;
}

async function gather(file: FeedFile, readAs: ReadAs, into: Gathering): Promise<void> {
  try {
    await fill(into, file, readAs);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
}

async function fill(into: Gathering, file: FeedFile, { profile, mapping }: ReadAs): Promise<void> {
  if (profile.layout === 'document') {
    const isReadable = await asFarAsReadable(recordsOf(file, profile, { mapping, into }));
    if (!isReadable && into.isEmpty) await linesOf(file, into);
  } else if (await isWorkbook(file)) {
    await asFarAsReadable(cellsOf(file, profile, { mapping, into }));
  } else {
    await linesOf(file, into);
  }
}

/** False where the file turned out not to be what it should be. */
async function asFarAsReadable(reading: Promise<void>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    if (error instanceof UnreadableFile) return false;
    throw error;
  }
}

interface Reading {
  readonly mapping: FeedMapping;
  readonly into: Gathering;
}

async function recordsOf(file: FeedFile, profile: DocumentProfile, { mapping, into }: Reading): Promise<void> {
  const source = { chunks: () => file.chunks(), fileName: file.name, source: sourceOf(mapping, profile), mapping };
  const nothing = () => undefined;
  await profile.read(source, {
    rows: (_rows, line, raw) => into.add(line, raw),
    problem: ({ line }, raw) => into.add(line, raw),
    note: nothing,
    hold: nothing,
    account: nothing,
    statement: nothing,
    returned: nothing,
  });
}

async function cellsOf(file: FeedFile, profile: TableProfile, { mapping, into }: Reading): Promise<void> {
  const table = await openTable(file, profile, mapping);
  await table.each({
    record: (record) => into.add(record.line, JSON.stringify(record.cells).slice(0, LONGEST_RAW)),
    wrong: (line, problem) => into.add(line, problem),
  });
}

async function linesOf(file: FeedFile, into: Gathering): Promise<void> {
  let line = 0;
  for await (const raw of rawLines(file.chunks())) {
    line += 1;
    into.add(line, raw);
  }
}

async function isWorkbook(file: FeedFile): Promise<boolean> {
  for await (const chunk of file.chunks()) return chunk.toString('latin1', 0, ZIP_MARK.length) === ZIP_MARK;
  return false;
}

/** Ends the reading of a file of which enough has been seen. */
class Enough extends Error {}

/** Who gathers rows: throws Enough at a row after the last that is wanted. */
interface Gathering {
  readonly isEmpty: boolean;
  add(line: number, raw: string): void;
}

class Page implements Gathering {
  private readonly gathered: RawRow[] = [];
  private next: number | null = null;

  constructor(
    private readonly from: number,
    private readonly limit: number,
  ) {}

  get isEmpty(): boolean {
    return this.gathered.length === 0;
  }

  add(line: number, raw: string): void {
    if (line < this.from || this.gathered.at(-1)?.line === line) return;
    if (this.gathered.length === this.limit) {
      this.next = line;
      throw new Enough();
    }
    this.gathered.push({ line, raw });
  }

  rows(): RawRows {
    return { rows: this.gathered, nextFrom: this.next };
  }
}

class WantedLines implements Gathering {
  readonly found = new Map<number, string>();

  constructor(private readonly lines: ReadonlySet<number>) {}

  get isEmpty(): boolean {
    return this.found.size === 0;
  }

  add(line: number, raw: string): void {
    if (this.found.size === this.lines.size) throw new Enough();
    if (this.lines.has(line) && !this.found.has(line)) this.found.set(line, raw);
  }
}
