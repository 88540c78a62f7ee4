import type { Parts } from './parts.ts';

const NONE: readonly number[] = [];
/** A place and a length stand before each row when it is written down. */
const HEAD = 2;

/** Rows of numbers that few places of a book have; they take memory for these alone. */
export class SparseRows {
  private readonly rows = new Map<number, readonly number[]>();

  /** Empty where the place has none. */
  at(place: number): readonly number[] {
    return this.rows.get(place) ?? NONE;
  }

  set(place: number, row: readonly number[]): void {
    if (row.length === 0) this.rows.delete(place);
    else this.rows.set(place, row);
  }

  /** Lets the row of one place, if it has one, stand at another in place of what is there; at the same place it goes. */
  move(from: number, to: number): void {
    const row = this.at(from);
    this.rows.delete(from);
    this.set(to, from === to ? NONE : row);
  }

  exchange(name: string, parts: Parts): void {
    parts.cells(
      name,
      () => Float64Array.from([...this.rows].flatMap(([place, row]) => [place, row.length, ...row])),
      (bytes) => this.fill(new Float64Array(new Uint8Array(bytes).buffer)),
    );
  }

  /** About how many bytes it takes. */
  get bytes(): number {
    return this.rows.size * 100;
  }

  private fill(cells: Float64Array): void {
    this.rows.clear();
    for (let at = 0; at < cells.length; ) {
      const [place = 0, length = 0] = cells.subarray(at, at + HEAD);
      this.set(place, [...cells.subarray(at + HEAD, at + HEAD + length)]);
      at += HEAD + length;
    }
  }
}
