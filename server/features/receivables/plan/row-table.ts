import { dayNumber } from '#shared/domain/calendar-date.ts';
import type { LedgerRow } from '../ledger-row.ts';
import { HASH_BYTES, ID_BYTES } from '../row-identity.ts';

/** What is known of a row beside the others of its file, and beside what the ledger holds. */
export const ROW_STATES = [
  'unknown',
  'left_out',
  'repeated',
  'contradicting',
  'new',
  'changed',
  'equal',
  'late',
] as const;
export type RowState = (typeof ROW_STATES)[number];

const TYPES = [
  'customer',
  'item',
  'application',
  'unapplication',
  'adjustment',
  'reversal',
  'stated_left',
  'merge',
  'identification',
] as const satisfies readonly LedgerRow['type'][];

/** No row, or no customer. */
export const NONE = -1;

const CONFIRMED = 1;
const NAMES_INSTALMENTS = 2;
const COUNTS_AS_NEW = 4;
const SAYS_NOTHING = 8;
const LEAST_ROWS = 64;

export interface RowFacts {
  readonly row: LedgerRow;
  /** In hex. */
  readonly id: string;
  readonly hash: string;
  /** The place of its customer among those that the file names; NONE where it names none. */
  readonly customer: number;
  /** Hashes of the numbers of documents that it names: an item its own, an entry up to two. */
  readonly numbers: readonly number[];
  readonly namesInstalments: boolean;
}

/** What a run has to know of every row of its file at once: some 60 bytes each, in the order of the file. Rows are found by their ids. */
export class RowTable {
  private rows = 0;
  private capacity: number;
  private ids: Buffer;
  private hashes: Buffer;
  private types: Uint8Array;
  private states: Uint8Array;
  private flags: Uint8Array;
  private lines: Float64Array;
  private customers: Int32Array;
  private days: Int32Array;
  private numbers: Uint32Array;
  /** Places by id, in open addressing; one more than the place, so that 0 is free. */
  private slots: Uint32Array;

  constructor(expectedRows: number) {
    this.capacity = Math.max(LEAST_ROWS, expectedRows);
    this.ids = Buffer.alloc(this.capacity * ID_BYTES);
    this.hashes = Buffer.alloc(this.capacity * HASH_BYTES);
    this.types = new Uint8Array(this.capacity);
    this.states = new Uint8Array(this.capacity);
    this.flags = new Uint8Array(this.capacity);
    this.lines = new Float64Array(this.capacity);
    this.customers = new Int32Array(this.capacity);
    this.days = new Int32Array(this.capacity);
    this.numbers = new Uint32Array(this.capacity * 2);
    this.slots = new Uint32Array(slotsFor(this.capacity));
  }

  get count(): number {
    return this.rows;
  }

  /** Adds a row in the state `unknown`; gives the place of the first row with the same id, which is its own where there was none. */
  add({ row, id, hash, customer, numbers, namesInstalments }: RowFacts): { place: number; first: number } {
    if (this.rows === this.capacity) this.grow();
    const place = this.rows;
    this.rows += 1;
    this.ids.write(id, place * ID_BYTES, 'hex');
    this.hashes.write(hash, place * HASH_BYTES, 'hex');
    this.types[place] = TYPES.indexOf(row.type);
    this.lines[place] = row.line;
    this.customers[place] = customer;
    this.days[place] = statedDay(row);
    this.numbers[place * 2] = numbers[0] ?? 0;
    this.numbers[place * 2 + 1] = numbers[1] ?? numbers[0] ?? 0;
    this.flags[place] = namesInstalments ? NAMES_INSTALMENTS : 0;
    return { place, first: this.enter(place) };
  }

  /** Gives a row of a wrong line its place and nothing more. */
  leaveOut(): void {
    if (this.rows === this.capacity) this.grow();
    this.setState(this.rows, 'left_out');
    this.rows += 1;
  }

  /** The place of the first row with this id; NONE where there is none. */
  find(id: string): number {
    return this.findIn(Buffer.from(id, 'hex'), 0);
  }

  /** The same for an id that stands in bytes. */
  findIn(bytes: Buffer, at: number): number {
    return this.place(this.slotOf(bytes, at));
  }

  idOf(place: number): string {
    return this.ids.toString('hex', place * ID_BYTES, (place + 1) * ID_BYTES);
  }

  hashOf(place: number): string {
    return this.hashes.toString('hex', place * HASH_BYTES, (place + 1) * HASH_BYTES);
  }

  saysTheSame(one: number, other: number): boolean {
    const at = other * HASH_BYTES;
    return this.hashes.compare(this.hashes, at, at + HASH_BYTES, one * HASH_BYTES, (one + 1) * HASH_BYTES) === 0;
  }

  typeOf(place: number): LedgerRow['type'] {
    return TYPES[this.types[place] ?? 0] ?? 'customer';
  }

  lineOf(place: number): number {
    return this.lines[place] ?? 0;
  }

  /** The number of the day on which a statement says what is left; 0 for other rows. */
  statedDayOf(place: number): number {
    return this.days[place] ?? 0;
  }

  customerOf(place: number): number {
    return this.customers[place] ?? NONE;
  }

  numbersOf(place: number): readonly [number, number] {
    return [this.numbers[place * 2] ?? 0, this.numbers[place * 2 + 1] ?? 0];
  }

  stateOf(place: number): RowState {
    return ROW_STATES[this.states[place] ?? 0] ?? 'unknown';
  }

  setState(place: number, state: RowState): void {
    this.states[place] = ROW_STATES.indexOf(state);
  }

  /** Whether it is to hold: it is new, or says something else than what holds. */
  isToHold(place: number): boolean {
    const state = this.stateOf(place);
    return state === 'new' || state === 'changed';
  }

  namesInstalments(place: number): boolean {
    return this.has(place, NAMES_INSTALMENTS);
  }

  /** Whether it says again what holds since an earlier as-of time. */
  isConfirmed(place: number): boolean {
    return this.has(place, CONFIRMED);
  }

  confirm(place: number): void {
    this.set(place, CONFIRMED);
  }

  /** Whether it counts as new although something holds: the placeholder of a customer. */
  countsAsNew(place: number): boolean {
    return this.stateOf(place) === 'new' || this.has(place, COUNTS_AS_NEW);
  }

  countAsNew(place: number): void {
    this.set(place, COUNTS_AS_NEW);
  }

  /** Whether it is a statement that says nothing that the ledger does not know. */
  saysNothing(place: number): boolean {
    return this.has(place, SAYS_NOTHING);
  }

  setSaysNothing(place: number, saysNothing: boolean): void {
    if (saysNothing) this.set(place, SAYS_NOTHING);
    else this.flags[place] = (this.flags[place] ?? 0) & ~SAYS_NOTHING;
  }

  private has(place: number, flag: number): boolean {
    return ((this.flags[place] ?? 0) & flag) !== 0;
  }

  private set(place: number, flag: number): void {
    this.flags[place] = (this.flags[place] ?? 0) | flag;
  }

  private enter(place: number): number {
    const slot = this.slotOf(this.ids, place * ID_BYTES);
    const first = this.place(slot);
    if (first !== NONE) return first;
    this.slots[slot] = place + 1;
    return place;
  }

  private place(slot: number): number {
    return (this.slots[slot] ?? 0) - 1;
  }

  /** The slot of an id, or the free one in which it would stand. Ids are hashes, so their first bytes spread well. */
  private slotOf(bytes: Buffer, at: number): number {
    const mask = this.slots.length - 1;
    let slot = bytes.readUInt32LE(at) & mask;
    for (let place = this.place(slot); place !== NONE; place = this.place(slot)) {
      const own = place * ID_BYTES;
      if (this.ids.compare(bytes, at, at + ID_BYTES, own, own + ID_BYTES) === 0) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const capacity = this.capacity * 2;
    this.capacity = capacity;
    this.ids = Buffer.concat([this.ids], capacity * ID_BYTES);
    this.hashes = Buffer.concat([this.hashes], capacity * HASH_BYTES);
    this.types = copied(this.types, new Uint8Array(capacity));
    this.states = copied(this.states, new Uint8Array(capacity));
    this.flags = copied(this.flags, new Uint8Array(capacity));
    this.lines = copied(this.lines, new Float64Array(capacity));
    this.customers = copied(this.customers, new Int32Array(capacity));
    this.days = copied(this.days, new Int32Array(capacity));
    this.numbers = copied(this.numbers, new Uint32Array(capacity * 2));
    this.slots = new Uint32Array(slotsFor(capacity));
    for (let place = 0; place < this.rows; place += 1) if (this.stateOf(place) !== 'left_out') this.enter(place);
  }
}

function statedDay(row: LedgerRow): number {
  return row.type === 'stated_left' && row.on !== undefined ? dayNumber(row.on) : 0;
}

/** At least half of them stay free. */
function slotsFor(rows: number): number {
  return 2 ** Math.ceil(Math.log2(rows * 2));
}

function copied<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
