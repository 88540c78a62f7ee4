import { textHash } from '../../../distinct-texts.ts';
import { NONE, type RowTable } from './row-table.ts';

/** 32 bits of the number that a source gives a document. Two numbers can have the same: what is found by it still has to be compared. */
export function numberHash(source: string, number: string): number {
  return textHash(number, textHash(source, 7));
}

/** The items of a file that are to hold, by the hashes of their numbers. */
export class NumberIndex {
  private readonly heads: Int32Array;
  private readonly next: Int32Array;

  constructor(private readonly table: RowTable) {
    this.heads = new Int32Array(2 ** Math.ceil(Math.log2(table.count + 2))).fill(NONE);
    this.next = new Int32Array(table.count).fill(NONE);
    for (let place = table.count - 1; place >= 0; place -= 1) {
      if (table.typeOf(place) !== 'item' || !table.isToHold(place)) continue;
      const slot = this.slotOf(table.numbersOf(place)[0]);
      this.next[place] = this.heads[slot] ?? NONE;
      this.heads[slot] = place;
    }
  }

  /** The places of items whose numbers have this hash, in the order of the file. */
  *placesOf(hash: number): Generator<number> {
    let place = this.heads[this.slotOf(hash)] ?? NONE;
    while (place !== NONE) {
      if (this.table.numbersOf(place)[0] === hash) yield place;
      place = this.next[place] ?? NONE;
    }
  }

  has(hash: number): boolean {
    return !this.placesOf(hash).next().done;
  }

  private slotOf(hash: number): number {
    return hash & (this.heads.length - 1);
  }
}
