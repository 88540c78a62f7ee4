const LEAST_SLOTS = 64;

/** Which texts there were, in 16 bytes or so each. Texts are told apart by 53 bits of them. */
export class DistinctTexts {
  /** 53 bits of each; 0 is free. */
  private slots = new Float64Array(LEAST_SLOTS);
  private found = 0;

  get count(): number {
    return this.found;
  }

  /** Whether it was not there before. */
  add(text: string): boolean {
    const hash = textHash(text, 1) * 2 ** 21 + (textHash(text, 2) >>> 11) + 1;
    if (!this.enter(hash)) return false;
    this.found += 1;
    if (this.found * 2 > this.slots.length) this.grow();
    return true;
  }

  private enter(hash: number): boolean {
    const mask = this.slots.length - 1;
    let slot = hash % this.slots.length;
    while (this.slots[slot] !== 0 && this.slots[slot] !== hash) slot = (slot + 1) & mask;
    if (this.slots[slot] === hash) return false;
    this.slots[slot] = hash;
    return true;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Float64Array(before.length * 2);
    for (const hash of before) if (hash !== 0) this.enter(hash);
  }
}

/** 32 bits of a text; the way of MurmurHash3 with its letters as the words. */
export function textHash(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= Math.imul(text.charCodeAt(at), 0xcc9e2d51);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0x1b873593;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
