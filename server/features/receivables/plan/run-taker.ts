import type { ItemId } from '#shared/domain/ids.ts';
import { OWN_SOURCE } from '#shared/domain/open-item.ts';
import type { CustomerRow, ItemRow, LedgerRow, RowProblem } from '../ledger-row.ts';
import type { StandingVersion } from '../standing.ts';
import type { LedgerSources, Taken } from './compared-rows.ts';
import { endOursOn, letGiveWay } from './giving-way.ts';
import type { EntryRow, KeyedFile } from './keyed-rows.ts';
import { loadMergedCustomers } from './load-merged-customers.ts';
import { loadAround, loadWorkingSet } from './load-working-set.ts';
import { LostPadding } from './lost-padding.ts';
import { NumberIndex } from './number-index.ts';
import { type RowsToTake, takeRows } from './pass.ts';
import { type Pass, PassOver } from './pass-over.ts';
import { type RowChunk, rowChunks } from './row-chunks.ts';
import type { RunPlan } from './run-plan.ts';
import { bringStatementsBack, type SaidAgain } from './statements-again.ts';
import { unknownCustomers, unknownDocuments } from './unknown-numbers.ts';
import { WorkingLedger } from './working-ledger.ts';
import type { WrongLines } from './wrong-lines.ts';

/** Where what a run makes of the ledger is put down, a part at a time, for nobody to see until all of it is. */
export interface RunBook {
  /** The run at which the ledger shows what was put down until now. */
  readonly run: number;
  put(plan: RunPlan): Promise<void>;
  /** Takes back what was put down. */
  clear(): Promise<void>;
}

export interface TakenFile {
  readonly file: KeyedFile;
  readonly wrong: WrongLines;
  /** The committed run that the file was compared with. */
  readonly base: number;
  /** Whether wrong lines are left out; else one of them refuses the file. */
  readonly skip: boolean;
}

/** How a file was taken. */
export interface Taking {
  /** The last part, not put down yet; null where nothing is to be written at all. */
  readonly last: RunPlan | null;
  readonly placeholders: number;
  readonly gaveWay: number;
  readonly again: SaidAgain;
  readonly refusesWhole: boolean;
}

/** Takes the rows of a file into the ledger, a chunk at a time, each on what the chunks before it came to. What is wrong is found over the whole of the file. */
export class RunTaker {
  private readonly padding = new LostPadding();
  private readonly inFile: NumberIndex;
  private readonly clearedOfOurs = new Set<ItemId>();

  constructor(
    private readonly sources: LedgerSources,
    private readonly taken: TakenFile,
    private readonly book: RunBook,
    private readonly chunkRows: number,
  ) {
    this.inFile = new NumberIndex(taken.file.table);
  }

  /** Wrong lines are noted; where they may be left out, the rest is taken anew without them. */
  async take(): Promise<Taking> {
    const { wrong, skip } = this.taken;
    let pass = await this.first();
    for (;;) {
      if (pass.isBroken) {
        // As a whole the rows do not fit; one by one it shows which.
        await this.book.clear();
        pass = await this.pass(true);
      }
      if (pass.isBroken && pass.problems.length === 0) pass = await this.withoutOursOn(pass.broken);
      wrong.add(pass.problems);
      const { refusesWhole } = this.padding;
      if (pass.problems.length === 0 || !skip || refusesWhole) return { ...pass, refusesWhole };
      await this.book.clear();
      pass = await this.pass(false);
    }
  }

  /**
   * Takes the rows anew where nothing of ours is left on some items from the beginning. What we applied of money that is then taken back lets another application come back, and by that makes room that
   * is not there once ours has given way: rows are then judged wrongly.
   */
  private async withoutOursOn(broken: readonly ItemId[]): Promise<Pass> {
    for (const id of broken) this.clearedOfOurs.add(id);
    await this.book.clear();
    const pass = await this.pass(true);
    const isNew = pass.broken.some((id) => !this.clearedOfOurs.has(id));
    if (!pass.isBroken || pass.problems.length > 0) return pass;
    if (isNew) return this.withoutOursOn(pass.broken);
    throw new Error('Rows do not fit together, and no row is to blame.');
  }

  /** The first pass also sees which numbers have lost their padding; it does not count where there are any, for their lines are not taken. */
  private async first(): Promise<Pass> {
    const { file, wrong, base } = this.taken;
    const lost: RowProblem[] = [];
    if (base > 0) {
      for await (const unknown of unknownCustomers(file, this.sources.customers, base)) {
        lost.push(...this.padding.find(unknown));
      }
    }
    const knowsItems = base > 0 && (await this.sources.items.hasAny(base));
    const pass = await this.pass(false, (rows, loaded) => this.lostIn(rows, loaded, knowsItems ? base : 0, lost));
    if (lost.length === 0) return pass;
    wrong.add(lost);
    await this.book.clear();
    return this.pass(false);
  }

  private async lostIn(rows: RowsToTake, loaded: Loaded, run: number, lost: RowProblem[]): Promise<void> {
    const part = { file: this.taken.file, inFile: this.inFile, rows, loaded, run };
    for (const problem of this.padding.find(await unknownDocuments(part, this.sources.items))) lost.push(problem);
  }

  private async pass(checked: boolean, look: Look = async () => {}): Promise<Pass> {
    const { file, wrong } = this.taken;
    const pass = new PassOver((number) => file.customers.isKnown(number));
    let last: PartTaken | null = null;
    let parts = 0;
    for (const chunk of rowChunks({ file, inFile: this.inFile, wrong }, this.chunkRows)) {
      if (last !== null) await this.book.put(last.plan);
      last = await this.chunk(chunk, { pass, checked, look });
      parts += 1;
    }
    if (last === null) return pass.end(null);
    return pass.end(await this.withWhatGivesWay(last, { pass, isWhole: parts === 1 }));
  }

  /** What was decided here gives way once all rows are taken: a row after another may make room again. */
  private async withWhatGivesWay(
    { plan, ledger: taken }: PartTaken,
    { pass, isWhole }: { pass: PassOver; isWhole: boolean },
  ): Promise<RunPlan> {
    let overtaken = pass.overtaken();
    if (!this.oursYield || overtaken.size === 0) return plan;
    if (!isWhole) await this.book.put(plan);
    const ledger = isWhole ? taken : new WorkingLedger([], [], undefined, true);
    let ended = 0;
    do {
      const set = await loadAround(this.sources, [...overtaken.keys()], this.book.run);
      ledger.load(set.items, set.entries);
      ended = letGiveWay(ledger, overtaken);
      pass.noteLedger(ledger);
      overtaken = pass.overtaken();
    } while (overtaken.size > 0 && ended > 0);
    const changed = changesOf(ledger);
    return isWhole ? { ...plan, ...changed } : { ...NOTHING, ...changed };
  }

  private get oursYield(): boolean {
    return this.taken.file.source !== OWN_SOURCE;
  }

  private async chunk(
    chunk: RowChunk,
    { pass, checked, look }: { pass: PassOver; checked: boolean; look: Look },
  ): Promise<PartTaken> {
    const customers = await this.rowsAt<CustomerRow>(chunk.customers);
    const items = await this.rowsAt<ItemRow>(chunk.items);
    const entries = await this.rowsAt<EntryRow>(chunk.entries);
    const rows = { source: this.taken.file.source, items, entries };
    const set = await loadWorkingSet(this.sources, rows, this.book.run);
    await look(rows, set.items);
    const merged = await loadMergedCustomers(this.sources.customers, { ...rows, described: customers }, this.book.run);
    const ledger = new WorkingLedger(set.items, set.entries, merged, this.oursYield);
    if (this.clearedOfOurs.size > 0) await this.endOurs(ledger);
    if (this.book.run > 0) await bringStatementsBack(ledger, rows, this.sources);
    const problems = takeRows(ledger, rows, checked);
    this.noteNothingNew(chunk.entries, { pass, rows, ledger });
    pass.note({ problems, customers, items });
    pass.noteLedger(ledger);
    return { plan: { ...NOTHING, customers, merges: merged.changes, ...changesOf(ledger) }, ledger };
  }

  private async endOurs(ledger: WorkingLedger): Promise<void> {
    const ids = [...this.clearedOfOurs].filter((id) => ledger.item(id) !== undefined);
    const set = await loadAround(this.sources, ids, this.book.run);
    ledger.load(set.items, set.entries);
    endOursOn(ledger, ids);
  }

  private noteNothingNew(
    places: readonly number[],
    { pass, rows: { entries }, ledger }: { pass: PassOver; rows: RowsToTake; ledger: WorkingLedger },
  ): void {
    const { table } = this.taken.file;
    for (const [at, place] of places.entries()) {
      const { row, id } = entries[at] ?? {};
      const item = id === undefined ? undefined : ledger.nothingNew.get(id);
      table.setSaysNothing(place, item !== undefined);
      if (item !== undefined && row?.type === 'stated_left' && row.on !== undefined) pass.again.add(item.id, row.on);
    }
  }

  private async rowsAt<R extends LedgerRow>(places: readonly number[]): Promise<Taken<R>[]> {
    const { table, rows } = this.taken.file;
    const found = await rows.pick(places);
    const standing = await this.standingOf(places);
    return places.map((place, at) => {
      const id = table.idOf(place);
      return { row: found[at] as R, id, hash: table.hashOf(place), replaces: standing.get(id) ?? null };
    });
  }

  /** The versions that changed rows come in the place of; all of a chunk's places are of customers, or of items, or of entries. */
  private async standingOf(places: readonly number[]): Promise<ReadonlyMap<string, StandingVersion>> {
    const { table } = this.taken.file;
    const { customers, items, entries } = this.sources;
    const changed = places.filter((place) => table.stateOf(place) === 'changed');
    const [first] = changed;
    if (first === undefined) return new Map();
    const type = table.typeOf(first);
    const ids = changed.map((place) => table.idOf(place)) as never[];
    if (type === 'customer') return customers.findStanding(ids, this.taken.base);
    return (type === 'item' ? items : entries).findStanding(ids, this.taken.base);
  }
}

type Loaded = Parameters<typeof unknownDocuments>[0]['loaded'];
type Look = (rows: RowsToTake, loaded: Loaded) => Promise<void>;

/** A part of the file with what it made of the ledger. */
interface PartTaken {
  readonly plan: RunPlan;
  readonly ledger: WorkingLedger;
}

const NOTHING: RunPlan = { customers: [], placeholders: [], merges: new Map(), items: [], entries: [] };

function changesOf(ledger: WorkingLedger): Pick<RunPlan, 'items' | 'entries'> {
  return {
    items: [...ledger.allItems()].filter(({ touched }) => touched),
    entries: [...ledger.allEntries()].filter(({ fate }) => fate !== 'kept'),
  };
}
