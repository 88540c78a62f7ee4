import type { Parts } from './parts.ts';

/** How many hex digits an id of the store has; three words of 32 bits hold it. */
const DIGITS = 24;
const WORDS = 3;
const LEAST_IDS = 64;
const FREE = -1;
/** A slot whose id was taken away; whoever looks for another goes on from it. */
const LEFT = -2;
const NO_DIGIT = 255;

/** What each character is worth as a hex digit in small letters. */
const WORTH = new Uint8Array(128).fill(NO_DIGIT);
for (const [worth, digit] of [...'0123456789abcdef'].entries()) WORTH[digit.charCodeAt(0)] = worth;

/**
 * Ids by place and places by id. Places are from 0 and dense. Ids as the store makes them are kept as 12 bytes each, since there may be millions; other ones are
 * kept as they are.
 */
export class IdTable {
  private words = new Uint32Array(LEAST_IDS * WORDS);
  private slots = new Int32Array(LEAST_IDS * 2).fill(FREE);
  /** How many slots are not free. */
  private used = 0;
  private filled = 0;
  private readonly asked = new Uint32Array(WORDS);
  private readonly otherIds = new Map<number, string>();
  private readonly otherPlaces = new Map<string, number>();

  get length(): number {
    return this.filled;
  }

  get bytes(): number {
    return this.words.byteLength + this.slots.byteLength + this.otherIds.size * 150;
  }

  find(id: string): number | undefined {
    if (!pack(id, this.asked)) return this.otherPlaces.get(id);
    const place = this.slots[this.slotOf(this.asked, 0)] ?? FREE;
    return place === FREE ? undefined : place;
  }

  /** The id at a place; empty where there is none. */
  at(place: number): string {
    if (place < 0 || place >= this.filled) return '';
    const other = this.otherIds.size === 0 ? undefined : this.otherIds.get(place);
    if (other !== undefined) return other;
    const first = place * WORDS;
    return inHex(this.words[first]) + inHex(this.words[first + 1]) + inHex(this.words[first + 2]);
  }

  /** The order of the ids at two places as texts. */
  compare(a: number, b: number): number {
    if (this.otherIds.size > 0) return comparedTexts(this.at(a), this.at(b));
    for (let word = 0; word < WORDS; word += 1) {
      const by = (this.words[a * WORDS + word] ?? 0) - (this.words[b * WORDS + word] ?? 0);
      if (by !== 0) return by;
    }
    return 0;
  }

  /** Puts an id that is not there at the end. */
  add(id: string): number {
    const place = this.filled;
    if ((place + 1) * WORDS > this.words.length) this.growWords();
    this.filled += 1;
    if (!pack(id, this.asked)) {
      this.otherIds.set(place, id);
      this.otherPlaces.set(id, place);
      return place;
    }
    this.words.set(this.asked, place * WORDS);
    if ((this.used + 1) * 2 > this.slots.length) this.spread();
    else this.enter(place);
    return place;
  }

  /** Takes an id away; the last one moves to its place. */
  remove(place: number): void {
    const last = this.filled - 1;
    this.leave(place);
    if (place !== last) this.move(last, place);
    this.filled = last;
  }

  exchange(name: string, parts: Parts): void {
    const others = [...this.otherIds].flatMap(([place, id]) => [String(place), id]);
    parts.cells(
      `${name}.ids`,
      () => this.words.subarray(0, this.filled * WORDS),
      (bytes) => this.fill(bytes),
    );
    parts.texts(`${name}.otherIds`, others);
    this.fillOthers(others);
  }

  private fill(bytes: Uint8Array): void {
    this.filled = bytes.length / this.words.BYTES_PER_ELEMENT / WORDS;
    this.words = new Uint32Array(Math.max(LEAST_IDS, this.filled) * WORDS);
    new Uint8Array(this.words.buffer).set(bytes);
    this.slots = new Int32Array(0);
  }

  private fillOthers(others: readonly string[]): void {
    if (this.slots.length > 0) return;
    this.otherIds.clear();
    this.otherPlaces.clear();
    for (let at = 0; at < others.length; at += 2) {
      const [place, id] = [Number(others[at]), others[at + 1] ?? ''];
      this.otherIds.set(place, id);
      this.otherPlaces.set(id, place);
    }
    this.spread();
  }

  private leave(place: number): void {
    const other = this.otherIds.get(place);
    if (other === undefined) {
      this.slots[this.slotOf(this.words, place * WORDS)] = LEFT;
      return;
    }
    this.otherIds.delete(place);
    this.otherPlaces.delete(other);
  }

  private move(from: number, to: number): void {
    const other = this.otherIds.get(from);
    if (other === undefined) {
      this.slots[this.slotOf(this.words, from * WORDS)] = to;
      this.words.copyWithin(to * WORDS, from * WORDS, (from + 1) * WORDS);
      return;
    }
    this.otherIds.delete(from);
    this.otherIds.set(to, other);
    this.otherPlaces.set(other, to);
  }

  private enter(place: number): void {
    this.slots[this.slotOf(this.words, place * WORDS)] = place;
    this.used += 1;
  }

  /** The slot of an id in words, or the free one in which it would stand. */
  private slotOf(words: Uint32Array, at: number): number {
    const [a, b, c] = [words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0];
    const mask = this.slots.length - 1;
    let slot = mixed(a, b, c) & mask;
    for (let place = this.slots[slot] ?? FREE; place !== FREE; place = this.slots[slot] ?? FREE) {
      const own = place * WORDS;
      if (place >= 0 && this.words[own] === a && this.words[own + 1] === b && this.words[own + 2] === c) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private growWords(): void {
    const grown = new Uint32Array(this.words.length * 2);
    grown.set(this.words);
    this.words = grown;
  }

  private spread(): void {
    this.slots = new Int32Array(Math.max(LEAST_IDS * 2, 2 ** Math.ceil(Math.log2(this.filled * 3)))).fill(FREE);
    this.used = 0;
    for (let place = 0; place < this.filled; place += 1) if (!this.otherIds.has(place)) this.enter(place);
  }
}

/** Writes an id as words. False where it is none that the store makes. */
function pack(id: string, words: Uint32Array): boolean {
  if (id.length !== DIGITS) return false;
  for (let word = 0; word < WORDS; word += 1) {
    let value = 0;
    for (let at = word * 8; at < word * 8 + 8; at += 1) {
      const worth = WORTH[id.charCodeAt(at)] ?? NO_DIGIT;
      if (worth === NO_DIGIT) return false;
      value = (value << 4) | worth;
    }
    words[word] = value;
  }
  return true;
}

function inHex(word = 0): string {
  return word.toString(16).padStart(8, '0');
}

function mixed(a: number, b: number, c: number): number {
  let all = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) ^ Math.imul(b ^ (b >>> 13), 0x297a2d39) ^ Math.imul(c, 0x85ebca6b);
  all = Math.imul(all ^ (all >>> 13), 0xc2b2ae35);
  return all ^ (all >>> 16);
}

function comparedTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
