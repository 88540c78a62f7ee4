import type { CustomerId } from '#shared/domain/ids.ts';

/** Which customers a run may speak of, and who stands for whom. Nobody who stands for another is merged in turn. */
export class MergedCustomers {
  /** What this run changes: each customer that it merges, and into whom; null where it takes that back. */
  readonly changes = new Map<CustomerId, CustomerId | null>();

  constructor(
    private readonly survivors: ReadonlyMap<CustomerId, CustomerId> = new Map(),
    private readonly known: ReadonlySet<CustomerId> = new Set(),
  ) {}

  isKnown(id: CustomerId): boolean {
    return this.known.has(id);
  }

  /** The customer who stands for one: itself where it is not merged. */
  survivorOf(id: CustomerId): CustomerId {
    const changed = this.changes.get(id);
    return changed === undefined ? (this.survivors.get(id) ?? id) : (changed ?? id);
  }

  /** The customers for whom one stands. */
  mergedInto(id: CustomerId): CustomerId[] {
    const merged = new Set([...this.survivors.keys(), ...this.changes.keys()]);
    return [...merged].filter((one) => one !== id && this.survivorOf(one) === id);
  }

  /** Lets one customer stand for another, or, with null, for nobody. Returns what takes that back. */
  change(id: CustomerId, into: CustomerId | null): () => void {
    const before = this.changes.get(id);
    this.changes.set(id, into);
    return () => {
      if (before === undefined) this.changes.delete(id);
      else this.changes.set(id, before);
    };
  }
}
