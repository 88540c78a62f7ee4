import type { ConfirmedRows } from '../confirmation-repository.ts';
import { ID_BYTES } from '../row-identity.ts';

const LEAST_IDS = 64;

/** Many ids in little memory, each once. */
export class PackedIds implements ConfirmedRows {
  private bytes = Buffer.alloc(LEAST_IDS * ID_BYTES);
  /** Places by id, in open addressing; one more than the place, so that 0 is free. */
  private slots = new Uint32Array(LEAST_IDS * 2);
  private length = 0;

  get count(): number {
    return this.length;
  }

  /** Adds an id in hex. */
  add(id: string): void {
    if ((this.length + 1) * ID_BYTES > this.bytes.length) this.grow();
    const at = this.length * ID_BYTES;
    this.bytes.write(id, at, 'hex');
    const slot = this.slotOf(this.bytes, at);
    if (this.slots[slot] !== 0) return;
    this.length += 1;
    this.slots[slot] = this.length;
  }

  has(bytes: Buffer, at: number): boolean {
    return this.slots[this.slotOf(bytes, at)] !== 0;
  }

  /** Those ids among some in bytes, in hex. */
  *among(bytes: Buffer): Generator<string> {
    for (let at = 0; at < bytes.length; at += ID_BYTES) {
      if (this.has(bytes, at)) yield bytes.toString('hex', at, at + ID_BYTES);
    }
  }

  *ids(): Generator<string> {
    for (let place = 0; place < this.length; place += 1) {
      yield this.bytes.toString('hex', place * ID_BYTES, (place + 1) * ID_BYTES);
    }
  }

  /** The slot of an id, or the free one in which it would stand. Ids are hashes, so their first bytes spread well. */
  private slotOf(bytes: Buffer, at: number): number {
    const mask = this.slots.length - 1;
    let slot = bytes.readUInt32LE(at) & mask;
    for (let place = this.slots[slot] ?? 0; place !== 0; place = this.slots[slot] ?? 0) {
      const own = (place - 1) * ID_BYTES;
      if (this.bytes.compare(bytes, at, at + ID_BYTES, own, own + ID_BYTES) === 0) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    this.bytes = Buffer.concat([this.bytes], this.bytes.length * 2);
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let place = 0; place < this.length; place += 1) {
      this.slots[this.slotOf(this.bytes, place * ID_BYTES)] = place + 1;
    }
  }
}
