/** Places in an order, each put where it belongs when it comes; quick where most come in order. */
export class OrderedPlaces {
  private cells = new Int32Array(4);
  private filled = 0;

  get length(): number {
    return this.filled;
  }

  at(position: number): number {
    return this.cells[position] ?? -1;
  }

  /** The first position whose place is not before what is looked for; `isBefore` holds for a beginning of the places and for none after. */
  firstNot(isBefore: (place: number) => boolean): number {
    // Most of what is looked for stands at the end or close to it.
    let high = this.filled;
    let low = high - 1;
    for (let step = 1; low >= 0 && !isBefore(this.cells[low] ?? -1); step *= 2) {
      high = low;
      low -= step;
    }
    low = Math.max(0, low);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.cells[middle] ?? -1)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  insert(position: number, place: number): void {
    if (this.filled === this.cells.length) {
      const grown = new Int32Array(this.cells.length * 2);
      grown.set(this.cells);
      this.cells = grown;
    }
    if (position < this.filled) this.cells.copyWithin(position + 1, position, this.filled);
    this.cells[position] = place;
    this.filled += 1;
  }

  removeAt(position: number): void {
    this.cells.copyWithin(position, position + 1, this.filled);
    this.filled -= 1;
  }
}
