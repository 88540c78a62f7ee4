import { byteColumn, exchangeColumns, wholeColumn } from './column.ts';
import type { CustomerFacts, CustomerIndex } from './facts.ts';
import { IdTable } from './id-table.ts';
import type { CustomerFact } from './known-facts.ts';
import type { Parts } from './parts.ts';

const NONE = -1;

/** The customers of a book. A place is kept for every id that was ever named. */
export class CustomerBook implements CustomerFacts {
  private readonly ids = new IdTable();
  private readonly numbers: string[] = [];
  private readonly names: string[] = [];
  private readonly owners: string[] = [];
  private readonly parents = wholeColumn();
  private readonly into = wholeColumn();
  private readonly isDescribed = byteColumn();
  /** How many items and activities name it. */
  private readonly named = wholeColumn();
  private tops: Int32Array | null = null;
  private members: Map<number, number[]> | null = null;
  private merges = 0;

  get count(): number {
    return this.ids.length;
  }

  id(customer: CustomerIndex): string {
    return this.ids.at(customer);
  }

  number(customer: CustomerIndex): string {
    return this.numbers[customer] ?? '';
  }

  name(customer: CustomerIndex): string {
    return this.names[customer] ?? '';
  }

  owner(customer: CustomerIndex): string {
    return this.owners[customer] ?? '';
  }

  top(customer: CustomerIndex): CustomerIndex {
    this.tops ??= Int32Array.from({ length: this.count }, (_, place) => this.topOf(place));
    return this.tops[customer] ?? customer;
  }

  find(id: string): CustomerIndex | undefined {
    const place = this.ids.find(id);
    if (place === undefined) return undefined;
    const standing = this.standingOf(place);
    return this.stands(standing) ? standing : undefined;
  }

  *all(): Iterable<CustomerIndex> {
    for (let customer = 0; customer < this.count; customer += 1) if (this.stands(customer)) yield customer;
  }

  /** The place of an id, whether or not anything else is known of it. */
  placeOf(id: string): number {
    const known = this.ids.find(id);
    if (known !== undefined) return known;
    this.numbers.push('');
    this.names.push('');
    this.owners.push('');
    this.parents.push(NONE);
    this.into.push(NONE);
    this.isDescribed.push(0);
    this.named.push(0);
    this.tops = null;
    return this.ids.add(id);
  }

  /** Changes whenever who stands for whom does. */
  get mergeCount(): number {
    return this.merges;
  }

  /** Takes what is known of a customer. */
  put({ id, number, name, owner, parentId, mergedInto }: CustomerFact): void {
    const place = this.placeOf(id);
    this.numbers[place] = number;
    this.names[place] = name;
    this.owners[place] = owner;
    this.parents.set(place, parentId === null ? NONE : this.placeOf(parentId));
    this.isDescribed.set(place, 1);
    this.stand(place, mergedInto === null ? NONE : this.placeOf(mergedInto));
  }

  /** Forgets what was known of a customer. */
  remove(id: string): void {
    const place = this.ids.find(id);
    if (place === undefined) return;
    this.numbers[place] = '';
    this.names[place] = '';
    this.owners[place] = '';
    this.parents.set(place, NONE);
    this.isDescribed.set(place, 0);
    this.stand(place, NONE);
  }

  /** Counts that an item or activity names it, or one less does. */
  countNaming(place: number, by: 1 | -1): void {
    this.named.set(place, this.named.at(place) + by);
  }

  /** Who stands for a customer: itself where it was not merged. */
  standingOf(place: number): CustomerIndex {
    let at = place;
    // In a ring of merges, which no ledger takes, everybody stands alone.
    for (let steps = 0; steps <= this.count; steps += 1) {
      const next = this.into.at(at);
      if (next === NONE) return at;
      at = next;
    }
    return place;
  }

  /** The customers for whom another one stands. */
  mergedInto(customer: CustomerIndex): readonly number[] {
    this.members ??= this.membersByStanding();
    return this.members.get(customer) ?? [];
  }

  exchange(parts: Parts): void {
    this.ids.exchange('customers', parts);
    parts.texts('customers.numbers', this.numbers);
    parts.texts('customers.names', this.names);
    parts.texts('customers.owners', this.owners);
    const { parents, into, isDescribed, named } = this;
    exchangeColumns('customers', { parents, into, isDescribed, named }, parts);
    this.tops = null;
    this.members = null;
    this.merges += 1;
  }

  get bytes(): number {
    return this.count * 400;
  }

  private membersByStanding(): Map<number, number[]> {
    const members = new Map<number, number[]>();
    for (let place = 0; place < this.count; place += 1) {
      const standing = this.standingOf(place);
      if (standing === place) continue;
      const known = members.get(standing);
      if (known === undefined) members.set(standing, [place]);
      else known.push(place);
    }
    return members;
  }

  private stand(place: number, into: number): void {
    this.tops = null;
    if (this.into.at(place) === into) return;
    this.into.set(place, into);
    this.members = null;
    this.merges += 1;
  }

  private stands(place: number): boolean {
    return this.into.at(place) === NONE && (this.isDescribed.at(place) === 1 || this.named.at(place) > 0);
  }

  /** Parents that nobody has described end the way up, and so does a customer met again: in a ring it is the one of the lowest number, and nobody who was merged. */
  private topOf(customer: number): number {
    const way: number[] = [];
    let at = customer;
    for (;;) {
      const ring = way.indexOf(at);
      if (ring !== -1) return this.lowestOf(way.slice(ring));
      way.push(at);
      const above = this.into.at(at) === NONE ? this.parents.at(at) : this.into.at(at);
      if (above === NONE || this.isDescribed.at(above) === 0) return at;
      at = above;
    }
  }

  private lowestOf(places: readonly number[]): number {
    const own = places.filter((place) => this.into.at(place) === NONE);
    return own.reduce((lowest, place) => (this.number(place) < this.number(lowest) ? place : lowest));
  }
}
