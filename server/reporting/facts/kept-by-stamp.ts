import type { Facts } from './facts.ts';

/** Keeps a few of the things that are made from facts and a question, for as long as the facts stay as they are. The longest unasked go first. */
export class KeptByStamp<T> {
  private readonly known = new WeakMap<Facts, { readonly stamp: string; readonly made: Map<string, T> }>();

  constructor(private readonly most: number) {}

  /** What was made for that question in full, or what `make` makes now. */
  of(facts: Facts, key: string, make: () => T): T {
    const made = this.madeFrom(facts);
    const known = made.get(key);
    const one = known === undefined && !made.has(key) ? make() : (known as T);
    made.delete(key);
    made.set(key, one);
    for (const oldest of made.keys()) {
      if (made.size <= this.most) break;
      made.delete(oldest);
    }
    return one;
  }

  private madeFrom(facts: Facts): Map<string, T> {
    const { stamp } = facts;
    const known = this.known.get(facts);
    if (known !== undefined && known.stamp === stamp) return known.made;
    const made = new Map<string, T>();
    this.known.set(facts, { stamp, made });
    return made;
  }
}
