import { wholeColumn, wideColumn } from './column.ts';
import { monthOf } from './month.ts';

/** A line of the table: how many parts of payments, and how much, were touched last by somebody in a month. */
export interface LastTouchLine {
  readonly collector: number;
  /** Months since January of the year 0. */
  readonly month: number;
  readonly currency: number;
  readonly parts: number;
  readonly minor: number;
}

export interface CountedCash {
  readonly day: number;
  readonly currency: number;
  readonly minor: number;
}

const MONTHS = 2 ** 17;
const CURRENCIES = 2 ** 8;

/** Counts and amounts by collector, month and currency. */
export class LastTouchTable {
  /** By collector: the line of each month and currency. */
  private readonly lines: Map<number, number>[] = [];
  private readonly keys = wideColumn();
  private readonly parts = wholeColumn();
  private readonly minors = wideColumn();

  /** Counts a part of a payment for a collector, or takes it away again. */
  take(collector: number, { day, currency, minor }: CountedCash, by: 1 | -1): void {
    const line = this.lineOf(collector, monthOf(day) * CURRENCIES + currency);
    this.parts.set(line, this.parts.at(line) + by);
    this.minors.set(line, this.minors.at(line) + by * minor);
  }

  /** The lines that count anything, by collector, month and currency. */
  *inOrder(): Generator<LastTouchLine> {
    const lines = [...this.keys.cells.keys()].filter((line) => this.parts.at(line) !== 0);
    for (const line of lines.sort((a, b) => this.keys.at(a) - this.keys.at(b))) {
      const key = this.keys.at(line);
      const rest = Math.floor(key / CURRENCIES);
      yield {
        collector: Math.floor(rest / MONTHS),
        month: rest % MONTHS,
        currency: key % CURRENCIES,
        parts: this.parts.at(line),
        minor: this.minors.at(line),
      };
    }
  }

  /** The same as bytes, so that two tables can be told apart at once. */
  bytes(): Uint8Array {
    const numbers = [...this.inOrder()].flatMap(({ collector, month, currency, parts, minor }) => {
      return [collector, month, currency, parts, minor];
    });
    return new Uint8Array(Float64Array.from(numbers).buffer);
  }

  private lineOf(collector: number, ofCollector: number): number {
    while (this.lines.length <= collector) this.lines.push(new Map());
    const lines = this.lines[collector];
    const known = lines?.get(ofCollector);
    if (known !== undefined) return known;
    const line = this.keys.length;
    this.keys.push(collector * MONTHS * CURRENCIES + ofCollector);
    this.parts.push(0);
    this.minors.push(0);
    lines?.set(ofCollector, line);
    return line;
  }
}
