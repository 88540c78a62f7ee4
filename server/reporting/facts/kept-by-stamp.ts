import { byStamp } from './by-stamp.ts';
import type { Facts } from './facts.ts';

/** Keeps a few of the things that are made from facts and a question, for as long as the facts stay as they are. The longest unasked go first. */
export class KeptByStamp<T extends object> {
  private readonly made = byStamp(() => new Map<string, T>());

  constructor(private readonly most: number) {}

  /** What was made for that question in full, or what `make` makes now. */
  of(facts: Facts, key: string, make: () => T): T {
    const made = this.made(facts);
    const one = made.get(key) ?? make();
    made.delete(key);
    made.set(key, one);
    for (const oldest of made.keys()) {
      if (made.size <= this.most) break;
      made.delete(oldest);
    }
    return one;
  }
}
