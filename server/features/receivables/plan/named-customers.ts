import type { CustomerId } from '#shared/domain/ids.ts';
import { customerIdOf } from '../row-identity.ts';
import { NONE } from './row-table.ts';

/** The customers that the rows of a file name, each once, and which of them the ledger knows. */
export class NamedCustomers {
  private readonly numbers: string[] = [];
  private readonly places = new Map<string, number>();
  private readonly known = new Set<number>();

  get count(): number {
    return this.numbers.length;
  }

  get knownCount(): number {
    return this.known.size;
  }

  /** Its place among them. */
  add(number: string): number {
    const before = this.places.get(number);
    if (before !== undefined) return before;
    this.numbers.push(number);
    this.places.set(number, this.numbers.length - 1);
    return this.numbers.length - 1;
  }

  has(number: string): boolean {
    return this.places.has(number);
  }

  numberAt(place: number): string {
    return this.numbers[place] ?? '';
  }

  idAt(place: number): CustomerId {
    return customerIdOf(this.numberAt(place));
  }

  noteKnown(place: number): void {
    this.known.add(place);
  }

  isKnownAt(place: number): boolean {
    return this.known.has(place);
  }

  isKnown(number: string): boolean {
    return this.known.has(this.places.get(number) ?? NONE);
  }
}
