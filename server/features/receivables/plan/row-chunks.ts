import type { KeyedFile } from './keyed-rows.ts';
import type { NumberIndex } from './number-index.ts';
import { NONE } from './row-table.ts';
import type { WrongLines } from './wrong-lines.ts';

type RowType = ReturnType<KeyedFile['table']['typeOf']>;

/** Places of rows that are taken together. */
export interface RowChunk {
  readonly customers: number[];
  readonly items: number[];
  readonly entries: number[];
}

interface Parted {
  readonly file: KeyedFile;
  readonly inFile: NumberIndex;
  readonly wrong: WrongLines;
}

/**
 * Parts the rows that are to hold into chunks of about so many, in the order in which they have to be taken: customers; merges; what only gives back; items; entries, changed
 * ones first, then in the order of lines. A new item that an entry names waits for the first such entry, so that it is written once. A file that is no longer than a
 * chunk stays whole.
 */
export function* rowChunks(parted: Parted, size: number): Generator<RowChunk> {
  const rows = new RowsToHold(parted);
  if (rows.count <= size) {
    if (rows.count > 0) yield { customers: rows.customers(), items: rows.items(), entries: rows.entries() };
    return;
  }
  for (const customers of inChunks(rows.customers(), size)) yield { customers, items: [], entries: [] };
  for (const entries of inChunks(rows.merges(), size)) yield { customers: [], items: [], entries };
  for (const entries of inChunks(rows.givingBack(), size)) yield { customers: [], items: [], entries };
  for (const items of inChunks(rows.itemsOnTheirOwn(), size)) yield { customers: [], items, entries: [] };
  yield* rows.entriesWithItems(size);
}

/** Rows that are taken before entries have their turn. */
const EARLIER: ReadonlySet<RowType> = new Set(['customer', 'merge', 'unapplication', 'item']);

class RowsToHold {
  readonly count: number;
  /** New items that entries name and that were not handed out yet. */
  private readonly waiting: Uint8Array;
  /** Un-applications of new applications, by the places of those. */
  private readonly backOf = new Map<number, number[]>();
  private readonly back: number[] = [];

  constructor(private readonly parted: Parted) {
    const { table } = parted.file;
    this.waiting = new Uint8Array(table.count);
    let count = 0;
    for (let place = 0; place < table.count; place += 1) if (this.isRight(place)) count += 1;
    this.count = count;
    for (const [place, applicationId] of parted.file.applications)
      if (this.isRight(place)) this.sortBack(place, applicationId);
    for (const place of this.places((type) => type !== 'customer' && type !== 'item')) this.letWait(place);
  }

  customers(): number[] {
    return [...this.places((type) => type === 'customer')];
  }

  items(): number[] {
    return [...this.places((type) => type === 'item')];
  }

  entries(): number[] {
    return [...this.places((type) => type !== 'customer' && type !== 'item')];
  }

  merges(): number[] {
    return [...this.places((type) => type === 'merge')];
  }

  /** Un-applications of applications that stand, or that no row brings. */
  givingBack(): number[] {
    return this.back;
  }

  *itemsOnTheirOwn(): Generator<number> {
    for (const place of this.places((type) => type === 'item')) if (this.waiting[place] === 0) yield place;
  }

  *entriesWithItems(size: number): Generator<RowChunk> {
    let chunk: RowChunk = { customers: [], items: [], entries: [] };
    for (const place of this.inTurn()) {
      for (const item of this.waitingFor(place)) {
        this.waiting[item] = 0;
        chunk.items.push(item);
      }
      chunk.entries.push(place, ...(this.backOf.get(place) ?? []));
      if (chunk.items.length + chunk.entries.length < size) continue;
      yield chunk;
      chunk = { customers: [], items: [], entries: [] };
    }
    if (chunk.entries.length > 0) yield chunk;
  }

  private *waitingFor(entry: number): Generator<number> {
    const { file, inFile } = this.parted;
    for (const number of new Set(file.table.numbersOf(entry))) {
      for (const item of inFile.placesOf(number)) if (this.waiting[item] === 1) yield item;
    }
  }

  private letWait(entry: number): void {
    const { file, inFile, wrong } = this.parted;
    const { table } = file;
    for (const number of new Set(table.numbersOf(entry))) {
      for (const item of inFile.placesOf(number)) {
        if (table.stateOf(item) === 'new' && !wrong.has(table.lineOf(item))) this.waiting[item] = 1;
      }
    }
  }

  private sortBack(place: number, applicationId: string): void {
    const { table } = this.parted.file;
    const application = table.find(applicationId);
    if (application === NONE || !this.isRight(application) || table.stateOf(application) !== 'new') {
      this.back.push(place);
      return;
    }
    const others = this.backOf.get(application);
    if (others === undefined) this.backOf.set(application, [place]);
    else others.push(place);
  }

  /** Entries but merges and un-applications: changed ones, then those that name their instalments, then the others, then statements of what is left, in the order of their days; each in the order of lines. */
  private inTurn(): number[] {
    const { table } = this.parted.file;
    const places = [...this.places((type) => !EARLIER.has(type))];
    const turnOf = (place: number) => {
      if (table.typeOf(place) === 'stated_left') return 3;
      if (table.stateOf(place) === 'changed') return 0;
      return table.namesInstalments(place) ? 1 : 2;
    };
    const byDay = (a: number, b: number) => table.statedDayOf(a) - table.statedDayOf(b);
    return places.sort((a, b) => turnOf(a) - turnOf(b) || byDay(a, b) || table.lineOf(a) - table.lineOf(b) || a - b);
  }

  private *places(wanted: (type: RowType) => boolean): Generator<number> {
    const { table } = this.parted.file;
    for (let place = 0; place < table.count; place += 1) {
      if (wanted(table.typeOf(place)) && this.isRight(place)) yield place;
    }
  }

  private isRight(place: number): boolean {
    const { file, wrong } = this.parted;
    return file.table.isToHold(place) && !wrong.has(file.table.lineOf(place));
  }
}

function* inChunks(places: Iterable<number>, size: number): Generator<number[]> {
  let chunk: number[] = [];
  for (const place of places) {
    chunk.push(place);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
