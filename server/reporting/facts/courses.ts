import { exchangeColumns, wholeColumn, wideColumn } from './column.ts';
import type { DatedAmount } from './known-facts.ts';
import type { Parts } from './parts.ts';

/** Below this much waste it is not worth clearing up. */
const LEAST_WASTE = 4_096;

/** The movements of each item, one behind the other in two columns. */
export class Courses {
  private days = wholeColumn();
  private minors = wideColumn();
  private readonly start = wholeColumn();
  private readonly length = wholeColumn();
  private waste = 0;

  /** Puts the movements of an item, in the order of days, in place of those it had. Items come in the order of their places. */
  put(item: number, movements: readonly DatedAmount[]): void {
    if (item === this.start.length) {
      this.start.push(0);
      this.length.push(0);
    }
    const had = this.length.at(item);
    const isFitting = movements.length <= had;
    const start = isFitting ? this.start.at(item) : this.days.length;
    this.waste += isFitting ? had - movements.length : had;
    for (const [at, { day, minor }] of movements.entries()) this.write(start + at, day, minor);
    this.start.set(item, start);
    this.length.set(item, movements.length);
    if (this.waste > LEAST_WASTE && this.waste * 2 > this.days.length) this.clearUp();
  }

  /** What movements up to and on a day make together, in minor units. */
  sumUntil(item: number, day: number): number {
    let sum = 0;
    const start = this.start.at(item);
    const end = start + this.length.at(item);
    for (let at = start; at < end && this.days.at(at) <= day; at += 1) sum += this.minors.at(at);
    return sum;
  }

  /** Sees the movements of an item, in the order of days. */
  visit(item: number, see: (day: number, minor: number) => void): void {
    const start = this.start.at(item);
    const end = start + this.length.at(item);
    for (let at = start; at < end; at += 1) see(this.days.at(at), this.minors.at(at));
  }

  of(item: number): DatedAmount[] {
    const start = this.start.at(item);
    return Array.from({ length: this.length.at(item) }, (_, at) => ({
      day: this.days.at(start + at),
      minor: this.minors.at(start + at),
    }));
  }

  exchange(name: string, parts: Parts): void {
    this.clearUp();
    const { days, minors, start, length } = this;
    exchangeColumns(name, { days, minors, start, length }, parts);
  }

  get bytes(): number {
    return this.days.bytes + this.minors.bytes + this.start.bytes + this.length.bytes;
  }

  private write(at: number, day: number, minor: number): void {
    if (at === this.days.length) {
      this.days.push(day);
      this.minors.push(minor);
      return;
    }
    this.days.set(at, day);
    this.minors.set(at, minor);
  }

  private clearUp(): void {
    const [days, minors] = [wholeColumn(), wideColumn()];
    for (let item = 0; item < this.start.length; item += 1) {
      const from = this.start.at(item);
      this.start.set(item, days.length);
      for (let at = from; at < from + this.length.at(item); at += 1) {
        days.push(this.days.at(at));
        minors.push(this.minors.at(at));
      }
    }
    this.days = days;
    this.minors = minors;
    this.waste = 0;
  }
}
