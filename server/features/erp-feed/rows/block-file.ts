import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a block lies; before the blocks went to a file, the block itself. */
type Place = Buffer | { readonly at: number; readonly length: number };

const NEW_FILE = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;
const OWN_USER_ONLY = 0o600;

/**
 * Blocks of bytes, in memory up to a size and in a temporary file past it. The file has no name once it is open, so that it is gone with the process, however
 * that ends. Throws where the disk is full.
 */
export class BlockFile {
  private places: Place[] = [];
  private file: number | null = null;
  private size = 0;

  constructor(private readonly bytesInMemory: number) {}

  get count(): number {
    return this.places.length;
  }

  /** Adds a block and gives its number, counted from 0. */
  add(block: Buffer): number {
    const at = this.size;
    this.size += block.length;
    if (this.file === null && this.size > this.bytesInMemory) this.moveToFile();
    if (this.file !== null) writeAll(this.file, block, at);
    this.places.push(this.file === null ? block : { at, length: block.length });
    return this.places.length - 1;
  }

  read(number: number): Buffer {
    const place = this.places[number];
    if (place === undefined) throw new RangeError(`There is no block ${number}.`);
    if (Buffer.isBuffer(place)) return place;
    const block = Buffer.allocUnsafe(place.length);
    for (let done = 0; done < place.length; ) {
      const read = this.file === null ? 0 : readSync(this.file, block, done, place.length - done, place.at + done);
      if (read === 0) throw new Error('A temporary file of a run was cut off.');
      done += read;
    }
    return block;
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
    this.places = [];
    this.size = 0;
  }

  private moveToFile(): void {
    const path = join(tmpdir(), `duethread-rows-${randomUUID()}`);
    this.file = openSync(path, NEW_FILE, OWN_USER_ONLY);
    unlinkSync(path);
    let at = 0;
    for (const [number, block] of this.places.entries()) {
      if (!Buffer.isBuffer(block)) continue;
      writeAll(this.file, block, at);
      this.places[number] = { at, length: block.length };
      at += block.length;
    }
  }
}

function writeAll(file: number, block: Buffer, at: number): void {
  for (let done = 0; done < block.length; ) done += writeSync(file, block, done, block.length - done, at + done);
}
