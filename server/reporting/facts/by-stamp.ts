import type { Facts } from './facts.ts';

/** Keeps what is made from facts for as long as their stamp stays. */
export function byStamp<T>(make: (facts: Facts) => T): (facts: Facts) => T {
  const known = new WeakMap<Facts, { readonly stamp: string; readonly made: T }>();
  return (facts) => {
    const before = known.get(facts);
    if (before !== undefined && before.stamp === facts.stamp) return before.made;
    const made = make(facts);
    known.set(facts, { stamp: facts.stamp, made });
    return made;
  };
}
