import type { Cells, Parts } from './parts.ts';

const FIRST_CAPACITY = 16;

/** A column of numbers that grows. */
export class Column<A extends Exclude<Cells, Uint32Array>> {
  private store: A;
  private view: A;
  private filled = 0;

  constructor(private readonly ofSize: (size: number) => A) {
    this.store = ofSize(FIRST_CAPACITY);
    this.view = this.store.subarray(0, 0) as A;
  }

  get length(): number {
    return this.filled;
  }

  /** The cells as they are, exactly as many as there are. Growth may put others in their place: take them anew for each computation. */
  get cells(): A {
    if (this.view.length !== this.filled) this.view = this.store.subarray(0, this.filled) as A;
    return this.view;
  }

  push(value: number): void {
    if (this.filled === this.store.length) this.grow(this.filled + 1);
    this.store[this.filled] = value;
    this.filled += 1;
  }

  set(place: number, value: number): void {
    this.store[place] = value;
  }

  /** The value at a place that there is. */
  at(place: number): number {
    return this.store[place] ?? Number.NaN;
  }

  /** Takes away everything from a place on. */
  cut(length: number): void {
    this.filled = length;
  }

  exchange(name: string, parts: Parts): void {
    parts.cells(
      name,
      () => this.cells,
      (bytes) => this.fill(bytes),
    );
  }

  /** About how many bytes it takes. */
  get bytes(): number {
    return this.store.byteLength;
  }

  private fill(bytes: Uint8Array): void {
    this.filled = bytes.length / this.store.BYTES_PER_ELEMENT;
    this.store = this.ofSize(Math.max(FIRST_CAPACITY, this.filled));
    new Uint8Array(this.store.buffer).set(bytes);
    this.view = this.store.subarray(0, this.filled) as A;
  }

  private grow(least: number): void {
    const grown = this.ofSize(Math.max(least, Math.ceil(this.store.length * 1.5)));
    grown.set(this.store.subarray(0, this.filled));
    this.store = grown;
    this.view = grown.subarray(0, this.filled) as A;
  }
}

/** Whole numbers of 32 bits: days, places. */
export function wholeColumn(): Column<Int32Array> {
  return new Column((size) => new Int32Array(size));
}

/** Amounts and instants. */
export function wideColumn(): Column<Float64Array> {
  return new Column((size) => new Float64Array(size));
}

/** One of at most 256 things. */
export function byteColumn(): Column<Uint8Array> {
  return new Column((size) => new Uint8Array(size));
}

/** Exchanges the columns of a book, each under its own name. */
export function exchangeColumns(
  book: string,
  columns: Readonly<Record<string, Pick<Column<Int32Array>, 'exchange'>>>,
  parts: Parts,
): void {
  for (const [name, column] of Object.entries(columns)) column.exchange(`${book}.${name}`, parts);
}
