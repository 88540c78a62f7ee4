import { wholeColumn } from './column.ts';

const NONE = -1;

/** For each key the places that belong to it, chained: little more than a number each, for keys of which there are many with few places. */
export class Chains {
  private readonly first = wholeColumn();
  private readonly next = wholeColumn();

  add(key: number, place: number): void {
    while (this.first.length <= key) this.first.push(NONE);
    while (this.next.length <= place) this.next.push(NONE);
    this.next.set(place, this.first.at(key));
    this.first.set(key, place);
  }

  remove(key: number, place: number): void {
    if (this.first.at(key) === place) {
      this.first.set(key, this.next.at(place));
      return;
    }
    for (let at = this.first.at(key); at !== NONE; at = this.next.at(at)) {
      if (this.next.at(at) === place) {
        this.next.set(at, this.next.at(place));
        return;
      }
    }
  }

  /** Chains all places anew, each under its key. */
  refill(keys: Int32Array): void {
    this.first.cut(0);
    this.next.cut(0);
    for (let place = 0; place < keys.length; place += 1) this.add(keys[place] ?? 0, place);
  }

  /** In no order. */
  places(key: number): number[] {
    const found: number[] = [];
    if (key >= this.first.length) return found;
    for (let at = this.first.at(key); at !== NONE; at = this.next.at(at)) found.push(at);
    return found;
  }

  get bytes(): number {
    return this.first.bytes + this.next.bytes;
  }
}
