import type { Parts } from './parts.ts';

/** Numbers for values that come again and again, in the order in which they first came. */
export class Interned<T extends string> {
  private readonly values: T[];
  private readonly places: Map<string, number>;

  constructor(known: readonly T[] = []) {
    this.values = [...known];
    this.places = new Map(known.map((value, place) => [value, place]));
  }

  get count(): number {
    return this.values.length;
  }

  exchange(name: string, parts: Parts): void {
    const values: string[] = this.values;
    parts.texts(name, values);
    this.places.clear();
    for (const [place, value] of values.entries()) this.places.set(value, place);
  }

  placeOf(value: T): number {
    const known = this.places.get(value);
    if (known !== undefined) return known;
    this.places.set(value, this.values.length);
    return this.values.push(value) - 1;
  }

  find(value: string): number | undefined {
    return this.places.get(value);
  }

  /** Throws RangeError where there is none of that number. */
  at(place: number): T {
    const value = this.values[place];
    if (value === undefined) throw new RangeError(`Nothing is numbered ${place}.`);
    return value;
  }
}
