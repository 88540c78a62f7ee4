import type { ItemId } from '#shared/domain/ids.ts';
import { firstDayBelowZero } from '#shared/domain/ledger-movement.ts';
import type { CustomerRow, ItemRow, RowProblem } from '../ledger-row.ts';
import type { Taken } from './compared-rows.ts';
import type { Overtaken } from './giving-way.ts';
import { changesNothing, type PlaceholderCustomer, type RunPlan } from './run-plan.ts';
import { type SaidAgain, StatementsAgain } from './statements-again.ts';
import { isCrowded } from './without-ours.ts';
import type { WorkingEntry, WorkingItem } from './working-item.ts';
import type { WorkingLedger } from './working-ledger.ts';

/** What a pass over the rows came to. */
export interface Pass {
  readonly last: RunPlan | null;
  readonly placeholders: number;
  /** How many decisions gave way. */
  readonly gaveWay: number;
  readonly again: SaidAgain;
  readonly problems: readonly RowProblem[];
  /** Items of which less than nothing would be left on some day. */
  readonly broken: readonly ItemId[];
  readonly isBroken: boolean;
}

/** What one pass over the chunks has to remember of them. */
export class PassOver {
  readonly again = new StatementsAgain();
  private readonly problems: RowProblem[] = [];
  /** Items of which less than nothing would be left on some day, as far as the pass has come. */
  private readonly broken = new Set<ItemId>();
  /** Items of which our entries take too much beside those of the source, and of which the source takes something new. */
  private readonly crowded = new Set<ItemId>();
  private readonly newlyTaken = new Set<ItemId>();
  private readonly gaveWay = new Set<string>();
  /** Of customers that the ledger does not know: whom rows describe, and whom items name. */
  private readonly described = new Set<string>();
  private readonly named = new Map<string, PlaceholderCustomer>();

  constructor(private readonly isKnown: (number: string) => boolean) {}

  note({
    problems,
    customers,
    items,
  }: {
    problems: readonly RowProblem[];
    customers: readonly Taken<CustomerRow>[];
    items: readonly Taken<ItemRow>[];
  }): void {
    for (const problem of problems) this.problems.push(problem);
    for (const { row } of customers) if (!this.isKnown(row.number)) this.described.add(row.number);
    for (const { row } of items) this.name(row);
  }

  /** To be called with what the rows of a part came to. */
  noteLedger(ledger: WorkingLedger): void {
    for (const item of ledger.allItems()) if (item.touched) this.noteItem(item, ledger.oursYield);
    if (ledger.oursYield) for (const entry of ledger.allEntries()) this.noteEntry(entry);
  }

  /** Items of which too much is taken, each with whether the source has taken something of it that it had not. */
  overtaken(): Overtaken {
    const crowded = [...this.crowded].filter((id) => this.newlyTaken.has(id));
    return new Map([...this.broken, ...crowded].sort().map((id) => [id, this.newlyTaken.has(id)]));
  }

  end(last: RunPlan | null): Pass {
    const placeholders = [...this.named.values()].filter(({ number }) => !this.described.has(number));
    const whole = last === null ? null : { ...last, placeholders };
    return {
      last: whole === null || changesNothing(whole) ? null : whole,
      placeholders: placeholders.length,
      gaveWay: this.gaveWay.size,
      again: this.again.byDay,
      problems: this.problems,
      broken: [...this.broken].sort(),
      isBroken: this.broken.size > 0,
    };
  }

  private noteItem(item: WorkingItem, oursYield: boolean): void {
    setIn(this.broken, item.id, firstDayBelowZero(item.facts, item.movements) !== null);
    if (!oursYield) return;
    setIn(this.crowded, item.id, isCrowded(item));
    if (item.row !== null && (item.stored?.minor ?? 0) > item.facts.minor) this.newlyTaken.add(item.id);
  }

  private noteEntry(entry: WorkingEntry): void {
    const { decidedHere, fate, stored, rowId, row, legs } = entry;
    if (decidedHere && fate === 'ended') this.gaveWay.add(stored?.decision ?? rowId);
    if (row === null || fate !== 'written' || entry.type === 'stated_left') return;
    for (const { item } of legs) if (item.decidedHere.length > 0) this.newlyTaken.add(item.id);
  }

  private name({ customerNumber: number, customerName: name }: ItemRow): void {
    if (this.isKnown(number)) return;
    const before = this.named.get(number);
    if (before === undefined || before.name === '') this.named.set(number, { number, name });
  }
}

function setIn<T>(set: Set<T>, one: T, isIn: boolean): void {
  if (isIn) set.add(one);
  else set.delete(one);
}
