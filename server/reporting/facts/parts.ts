/** Numbers of a column as the machine holds them. */
export type Cells = Int32Array | Float64Array | Uint8Array | Uint32Array;

/** Through what the parts of a book go when it is written down, and come when it is read again: each names them in the same way both times. */
export interface Parts {
  /** Writing takes what `cells` gives; reading hands `fill` the same as bytes. */
  cells(name: string, cells: () => Cells, fill: (bytes: Uint8Array) => void): void;
  /** Writing takes the texts; reading puts them in place of what is there. */
  texts(name: string, texts: string[]): void;
}

export class WritingParts implements Parts {
  readonly written = new Map<string, Uint8Array>();

  cells(name: string, cells: () => Cells): void {
    const { buffer, byteOffset, byteLength } = cells();
    // A copy: the book goes on while this is still being written.
    this.written.set(name, new Uint8Array(buffer, byteOffset, byteLength).slice());
  }

  texts(name: string, texts: string[]): void {
    this.written.set(name, Buffer.from(JSON.stringify(texts)));
  }
}

/** Throws RangeError for a part that was not written. */
export class ReadingParts implements Parts {
  constructor(private readonly written: ReadonlyMap<string, Uint8Array>) {}

  cells(name: string, _cells: () => Cells, fill: (bytes: Uint8Array) => void): void {
    fill(this.partOf(name));
  }

  texts(name: string, texts: string[]): void {
    texts.length = 0;
    for (const text of JSON.parse(Buffer.from(this.partOf(name)).toString()) as string[]) texts.push(text);
  }

  private partOf(name: string): Uint8Array {
    const part = this.written.get(name);
    if (part === undefined) throw new RangeError(`There is no part ${name}.`);
    return part;
  }
}
