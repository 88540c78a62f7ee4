import { ADJUSTMENT_REASONS, type AdjustmentReason } from '#shared/domain/open-item.ts';
import { Chains } from './chains.ts';
import { byteColumn, exchangeColumns, wholeColumn, wideColumn } from './column.ts';
import type { AdjustmentFacts, ItemIndex } from './facts.ts';
import { IdTable } from './id-table.ts';
import { Interned } from './interned.ts';
import type { ItemBook } from './item-book.ts';
import type { AdjustmentFact } from './known-facts.ts';
import type { Parts } from './parts.ts';

const REASONS = new Interned<AdjustmentReason>(ADJUSTMENT_REASONS);

/** The adjustments of a book, without gaps: where one goes, the last takes its place. */
export class AdjustmentBook implements AdjustmentFacts {
  private readonly ids = new IdTable();
  private readonly columns = { item: wholeColumn(), minor: wideColumn(), on: wholeColumn(), reason: byteColumn() };
  private readonly byItem = new Chains();

  constructor(private readonly items: ItemBook) {}

  get count(): number {
    return this.ids.length;
  }

  get item(): Int32Array {
    return this.columns.item.cells;
  }

  get minor(): Float64Array {
    return this.columns.minor.cells;
  }

  get on(): Int32Array {
    return this.columns.on.cells;
  }

  id(adjustment: number): string {
    return this.ids.at(adjustment);
  }

  reason(adjustment: number): AdjustmentReason {
    return REASONS.at(this.columns.reason.at(adjustment));
  }

  ofItem(item: ItemIndex): readonly number[] {
    const { on } = this.columns;
    return this.byItem.places(item).sort((a, b) => on.at(a) - on.at(b) || this.ids.compare(a, b));
  }

  *all(): Iterable<number> {
    for (let adjustment = 0; adjustment < this.count; adjustment += 1) yield adjustment;
  }

  put(fact: AdjustmentFact): void {
    this.remove(fact.id);
    const place = this.ids.add(fact.id);
    const item = this.items.placeOf(fact.itemId);
    this.columns.item.push(item);
    this.columns.minor.push(fact.minor);
    this.columns.on.push(fact.on);
    this.columns.reason.push(REASONS.placeOf(fact.reason));
    this.byItem.add(item, place);
  }

  remove(id: string): void {
    const place = this.ids.find(id);
    if (place === undefined) return;
    const last = this.count - 1;
    this.byItem.remove(this.columns.item.at(place), place);
    if (place !== last) this.byItem.remove(this.columns.item.at(last), last);
    this.ids.remove(place);
    for (const column of Object.values(this.columns)) {
      column.set(place, column.at(last));
      column.cut(last);
    }
    if (place !== last) this.byItem.add(this.columns.item.at(place), place);
  }

  exchange(parts: Parts): void {
    this.ids.exchange('adjustments', parts);
    exchangeColumns('adjustments', this.columns, parts);
    this.byItem.refill(this.item);
  }

  get bytes(): number {
    return this.count * 60;
  }
}
