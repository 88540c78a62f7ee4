/** The order of a list, and whether a place belongs to a key. */
export interface ListRule {
  readonly compare: (a: number, b: number) => number;
  readonly belongs: (place: number, key: number) => boolean;
}

const EMPTY = new Int32Array(0);

/** For each key a list of places in an order. What comes in order is kept so; what does not, is sorted when somebody asks. */
export class PlaceLists {
  private readonly lists: (PlaceList | undefined)[] = [];

  constructor(private readonly rule: ListRule) {}

  add(key: number, place: number): void {
    let list = this.lists[key];
    if (list === undefined) {
      list = new PlaceList();
      while (this.lists.length < key) this.lists.push(undefined);
      this.lists[key] = list;
    }
    list.add(place, this.rule.compare);
  }

  /** Fills the lists anew: each place under its key, and under none where that is below 0. */
  refill(keys: Int32Array): void {
    this.lists.length = 0;
    for (let place = 0; place < keys.length; place += 1) {
      const key = keys[place] ?? -1;
      if (key >= 0) this.add(key, place);
    }
  }

  /** Says that the order or the members of a list changed by what became of its places. */
  touch(key: number): void {
    this.lists[key]?.touch();
  }

  of(key: number): Int32Array {
    return this.lists[key]?.inOrder(key, this.rule) ?? EMPTY;
  }
}

class PlaceList {
  private cells = new Int32Array(4);
  private filled = 0;
  private isInOrder = true;
  private mayHaveGone = false;
  private view = EMPTY;

  add(place: number, compare: ListRule['compare']): void {
    if (this.filled === this.cells.length) this.grow();
    const last = this.cells[this.filled - 1];
    if (this.isInOrder && last !== undefined && compare(last, place) > 0) this.isInOrder = false;
    this.cells[this.filled] = place;
    this.filled += 1;
  }

  touch(): void {
    this.isInOrder = false;
    this.mayHaveGone = true;
  }

  inOrder(key: number, { compare, belongs }: ListRule): Int32Array {
    if (this.mayHaveGone) this.weed(key, belongs);
    if (!this.isInOrder) this.cells.subarray(0, this.filled).sort(compare);
    this.isInOrder = true;
    if (this.view.length !== this.filled || this.view.buffer !== this.cells.buffer) {
      this.view = this.cells.subarray(0, this.filled);
    }
    return this.view;
  }

  /** Drops what does not belong here, and what stands here twice because it went and came back. */
  private weed(key: number, belongs: ListRule['belongs']): void {
    const kept = new Set(this.cells.subarray(0, this.filled).filter((place) => belongs(place, key)));
    this.cells = Int32Array.from(kept);
    this.filled = this.cells.length;
    this.mayHaveGone = false;
  }

  private grow(): void {
    const grown = new Int32Array(Math.max(4, this.cells.length * 2));
    grown.set(this.cells);
    this.cells = grown;
  }
}
