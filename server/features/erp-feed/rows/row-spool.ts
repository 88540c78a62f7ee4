import { setImmediate as breathe } from 'node:timers/promises';
import type { LedgerRow, RowSource } from '../../receivables/run-service.ts';
import { BlockFile } from './block-file.ts';

const ROWS_A_BLOCK = 256;
const BYTES_IN_MEMORY = 8 * 2 ** 20;
/** So many blocks are read before other work gets a turn. */
const BLOCKS_A_TURN = 16;

/** The ledger rows of a file of any size, in bounded memory. What is added can be gone through any number of times, until it is closed. */
export class RowSpool {
  private readonly blocks: BlockFile;
  private waiting: LedgerRow[] = [];
  private added = 0;

  constructor(bytesInMemory = BYTES_IN_MEMORY) {
    this.blocks = new BlockFile(bytesInMemory);
  }

  /** How many rows were added. */
  get count(): number {
    return this.added;
  }

  add(rows: readonly LedgerRow[]): void {
    for (const row of rows) {
      this.waiting.push(row);
      if (this.waiting.length === ROWS_A_BLOCK) this.putAway();
    }
    this.added += rows.length;
  }

  /** The rows in the order in which they were added; to be asked for when all are there. */
  source(): RowSource {
    return {
      count: this.added,
      chunks: () => this.chunks(),
      pick: async (places) => this.picked(places),
    };
  }

  /** Forgets the rows and frees what they took on disk. */
  async close(): Promise<void> {
    this.blocks.close();
    this.waiting = [];
    this.added = 0;
  }

  private putAway(): void {
    this.blocks.add(Buffer.from(JSON.stringify(this.waiting)));
    this.waiting = [];
  }

  private async *chunks(): AsyncGenerator<readonly LedgerRow[]> {
    for (let number = 0; number < this.blocks.count; number += 1) {
      if (number % BLOCKS_A_TURN === BLOCKS_A_TURN - 1) await breathe();
      yield this.block(number);
    }
    if (this.waiting.length > 0) yield this.waiting;
  }

  private picked(places: readonly number[]): LedgerRow[] {
    let number = -1;
    let block: readonly LedgerRow[] = [];
    return places.map((place) => {
      if (Math.floor(place / ROWS_A_BLOCK) !== number) {
        number = Math.floor(place / ROWS_A_BLOCK);
        block = this.block(number);
      }
      const row = block[place % ROWS_A_BLOCK];
      if (row === undefined) throw new RangeError(`There is no row ${place}.`);
      return row;
    });
  }

  private block(number: number): readonly LedgerRow[] {
    if (number === this.blocks.count) return this.waiting;
    return JSON.parse(this.blocks.read(number).toString()) as LedgerRow[];
  }
}
