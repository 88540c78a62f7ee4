/** Where a number is best found in a text, and how many characters would have to be changed, left out, put in or swapped with their neighbour. */
export interface NearestPlace {
  readonly distance: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The stretch of a text that is nearest to a number, by edits of one character and swaps of two neighbours, at most `limit` of them; null where none is.
 * Of equally near ones the longest, then the first.
 */
export function nearestPlace(number: string, text: string, limit: number): NearestPlace | null {
  const table = new Table(number, text);
  for (let row = 1; row <= number.length; row += 1) {
    if (table.fill(row) > limit) return null;
  }
  return table.nearest(limit);
}

/** Row by row of the number and column by column of the text: the edits of the best stretch that ends there, and where it begins. */
class Table {
  private readonly width: number;
  private readonly edits: Int16Array;
  private readonly starts: Int16Array;

  constructor(
    private readonly number: string,
    private readonly text: string,
  ) {
    this.width = text.length + 1;
    this.edits = new Int16Array(this.width * (number.length + 1));
    this.starts = new Int16Array(this.edits.length);
    // A stretch may begin anywhere for nothing.
    for (let column = 0; column < this.width; column += 1) this.starts[column] = column;
  }

  /** Fills a row and gives the least number of edits in it. */
  fill(row: number): number {
    const { number, text, width, edits } = this;
    const start = row * width;
    edits[start] = row;
    let least = row;
    for (let column = 1; column < width; column += 1) {
      const cell = start + column;
      const isSame = number.charCodeAt(row - 1) === text.charCodeAt(column - 1);
      this.take(cell, cell - width - 1, isSame ? 0 : 1);
      if (!isSame) this.takeIfBetter(cell, row, column);
      const here = edits[cell] ?? row;
      if (here < least) least = here;
    }
    return least;
  }

  nearest(limit: number): NearestPlace | null {
    const last = this.edits.length - this.width;
    let best: NearestPlace | null = null;
    for (let to = 1; to < this.width; to += 1) {
      const distance = this.edits[last + to] ?? 0;
      const from = this.starts[last + to] ?? 0;
      if (distance > limit || from === to) continue;
      if (best === null || distance < best.distance || isLonger({ distance, from, to }, best))
        best = { distance, from, to };
    }
    return best;
  }

  private takeIfBetter(cell: number, row: number, column: number): void {
    this.takeIfFewer(cell, cell - this.width);
    this.takeIfFewer(cell, cell - 1);
    if (this.isSwapped(row, column)) this.takeIfFewer(cell, cell - 2 * this.width - 2);
  }

  private isSwapped(row: number, column: number): boolean {
    const { number, text } = this;
    return (
      row > 1 &&
      column > 1 &&
      number.charCodeAt(row - 1) === text.charCodeAt(column - 2) &&
      number.charCodeAt(row - 2) === text.charCodeAt(column - 1)
    );
  }

  private takeIfFewer(cell: number, from: number): void {
    if ((this.edits[from] ?? 0) + 1 < (this.edits[cell] ?? 0)) this.take(cell, from, 1);
  }

  private take(cell: number, from: number, cost: number): void {
    this.edits[cell] = (this.edits[from] ?? 0) + cost;
    this.starts[cell] = this.starts[from] ?? 0;
  }
}

function isLonger(place: NearestPlace, best: NearestPlace): boolean {
  return place.distance === best.distance && place.to - place.from > best.to - best.from;
}
