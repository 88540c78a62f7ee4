import { nameKey } from '#shared/domain/customer-name.ts';

const GRAM = 3;
/** Names that share fewer of their letters are not taken for spellings of one another. */
const LEAST_LIKENESS = 0.6;
/** By how much the best must be ahead of the next customer. */
const LEAST_LEAD = 0.1;

/** The names of customers, looked up by what a bank says of the payer. */
export class NameIndex {
  private readonly customersByKey = new Map<string, Set<string>>();
  private readonly keysByGram = new Map<string, string[]>();

  constructor(names: Iterable<{ readonly customerId: string; readonly name: string }>) {
    for (const { customerId, name } of names) this.add(customerId, nameKey(name));
  }

  /** The customers of that name, spellings and legal forms aside. */
  named(name: string): string[] {
    const key = nameKey(name);
    return key === null ? [] : [...(this.customersByKey.get(key) ?? [])].sort();
  }

  /** The customer whose name is like that one while no other's is nearly as like; null otherwise. */
  like(name: string): string | null {
    const key = nameKey(name);
    if (key === null) return null;
    const best = [...this.likenessesTo(key)].sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
    const [first, second] = best;
    if (first === undefined || first[1] < LEAST_LIKENESS) return null;
    return second !== undefined && first[1] - second[1] < LEAST_LEAD ? null : first[0];
  }

  private add(customerId: string, key: string | null): void {
    if (key === null) return;
    const customers = this.customersByKey.get(key);
    if (customers !== undefined) {
      customers.add(customerId);
      return;
    }
    this.customersByKey.set(key, new Set([customerId]));
    for (const gram of gramsOf(key)) {
      const keys = this.keysByGram.get(gram);
      if (keys === undefined) this.keysByGram.set(gram, [key]);
      else keys.push(key);
    }
  }

  /** Twice the stretches that two names share, by all that they have; for each customer of its likest name. */
  private likenessesTo(key: string): Map<string, number> {
    const grams = gramsOf(key);
    const shared = new Map<string, number>();
    for (const gram of grams) {
      for (const other of this.keysByGram.get(gram) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    const likenesses = new Map<string, number>();
    for (const [other, count] of shared) {
      const likeness = (2 * count) / (grams.size + gramsOf(other).size);
      for (const customer of this.customersByKey.get(other) ?? []) {
        likenesses.set(customer, Math.max(likeness, likenesses.get(customer) ?? 0));
      }
    }
    return likenesses;
  }
}

function gramsOf(key: string): Set<string> {
  const padded = `  ${key} `;
  const grams = new Set<string>();
  for (let at = 0; at + GRAM <= padded.length; at += 1) grams.add(padded.slice(at, at + GRAM));
  return grams;
}
