import { Chains } from './chains.ts';
import { type Column, exchangeColumns, wholeColumn, wideColumn } from './column.ts';
import type { ApplicationFacts, ApplicationIndex, ItemIndex } from './facts.ts';
import { IdTable } from './id-table.ts';
import type { ItemBook } from './item-book.ts';
import type { ApplicationFact, DatedAmount } from './known-facts.ts';
import type { Parts } from './parts.ts';

/** The applications of a book, without gaps: where one goes, the last takes its place. */
export class ApplicationBook implements ApplicationFacts {
  private readonly ids = new IdTable();
  private readonly columns = {
    debit: wholeColumn(),
    credit: wholeColumn(),
    debitMinor: wideColumn(),
    creditMinor: wideColumn(),
    from: wholeColumn(),
    until: wholeColumn(),
  };
  /** By id, since places change. */
  private readonly bounced = new Map<string, readonly DatedAmount[]>();
  private readonly ofDebit = new Chains();
  private readonly ofCredit = new Chains();

  constructor(private readonly items: ItemBook) {}

  get count(): number {
    return this.ids.length;
  }

  get debit(): Int32Array {
    return this.columns.debit.cells;
  }

  get credit(): Int32Array {
    return this.columns.credit.cells;
  }

  get debitMinor(): Float64Array {
    return this.columns.debitMinor.cells;
  }

  get creditMinor(): Float64Array {
    return this.columns.creditMinor.cells;
  }

  get from(): Int32Array {
    return this.columns.from.cells;
  }

  get until(): Int32Array {
    return this.columns.until.cells;
  }

  id(application: ApplicationIndex): string {
    return this.ids.at(application);
  }

  creditHeldOn(application: ApplicationIndex, day: number): number {
    if (!this.holdsOn(application, day)) return 0;
    return this.columns.creditMinor.at(application) - this.backUntil(application, day);
  }

  debitHeldOn(application: ApplicationIndex, day: number): number {
    if (!this.holdsOn(application, day)) return 0;
    const { debitMinor, debit, credit } = this.columns;
    const back = this.backUntil(application, day);
    const isAcross = this.items.currencyOf(debit.at(application)) !== this.items.currencyOf(credit.at(application));
    // Across currencies an application comes back whole or not at all.
    if (isAcross) return back > 0 ? 0 : debitMinor.at(application);
    return debitMinor.at(application) - back;
  }

  ofItem(item: ItemIndex): readonly ApplicationIndex[] {
    const found = [...this.ofDebit.places(item), ...this.ofCredit.places(item)];
    return found.length < 2 ? found : found.sort((a, b) => this.compare(a, b));
  }

  put(fact: ApplicationFact): void {
    const known = this.ids.find(fact.id);
    const place = known ?? this.ids.add(fact.id);
    if (known !== undefined) this.unchain(place);
    if (fact.bounced.length > 0) this.bounced.set(fact.id, fact.bounced);
    else this.bounced.delete(fact.id);
    const { debit, credit, debitMinor, creditMinor, from, until } = this.columns;
    write(debit, place, this.items.placeOf(fact.debitId));
    write(credit, place, this.items.placeOf(fact.creditId));
    write(debitMinor, place, fact.debitMinor);
    write(creditMinor, place, fact.creditMinor);
    write(from, place, fact.from);
    write(until, place, fact.until);
    this.chain(place);
  }

  remove(id: string): void {
    const place = this.ids.find(id);
    if (place === undefined) return;
    const last = this.count - 1;
    this.bounced.delete(id);
    this.unchain(place);
    if (place !== last) this.unchain(last);
    this.ids.remove(place);
    for (const column of Object.values(this.columns)) {
      column.set(place, column.at(last));
      column.cut(last);
    }
    if (place !== last) this.chain(place);
  }

  exchange(parts: Parts): void {
    this.ids.exchange('applications', parts);
    exchangeColumns('applications', this.columns, parts);
    const bounced = [...this.bounced].flatMap(([id, back]) => [id, JSON.stringify(back)]);
    parts.texts('applications.bounced', bounced);
    this.bounced.clear();
    for (let at = 0; at < bounced.length; at += 2) {
      this.bounced.set(bounced[at] ?? '', JSON.parse(bounced[at + 1] ?? '[]') as DatedAmount[]);
    }
    this.ofDebit.refill(this.debit);
    this.ofCredit.refill(this.credit);
  }

  get bytes(): number {
    const columns = Object.values(this.columns).reduce((sum, { bytes }) => sum + bytes, 0);
    return columns + this.ofDebit.bytes + this.ofCredit.bytes + this.ids.bytes;
  }

  private holdsOn(application: ApplicationIndex, day: number): boolean {
    return this.columns.from.at(application) <= day && day < this.columns.until.at(application);
  }

  private backUntil(application: ApplicationIndex, day: number): number {
    if (this.bounced.size === 0) return 0;
    const back = this.bounced.get(this.ids.at(application)) ?? [];
    return back.reduce((sum, { day: on, minor }) => (on <= day ? sum + minor : sum), 0);
  }

  private chain(place: ApplicationIndex): void {
    this.ofDebit.add(this.columns.debit.at(place), place);
    this.ofCredit.add(this.columns.credit.at(place), place);
  }

  private unchain(place: ApplicationIndex): void {
    this.ofDebit.remove(this.columns.debit.at(place), place);
    this.ofCredit.remove(this.columns.credit.at(place), place);
  }

  private compare(a: ApplicationIndex, b: ApplicationIndex): number {
    return this.columns.from.at(a) - this.columns.from.at(b) || this.ids.compare(a, b);
  }
}

function write(column: Column<Int32Array> | Column<Float64Array>, place: number, value: number): void {
  if (place === column.length) column.push(value);
  else column.set(place, value);
}
