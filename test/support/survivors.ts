import type { CustomerId } from '../../shared/domain/ids.ts';

/** A customer said to be another one; null takes that back. */
export interface Merge {
  readonly customerId: CustomerId;
  readonly into: CustomerId | null;
}

/** Who stands for whom, as random merges leave it: never in chains. */
export class Survivors {
  private readonly byMerged = new Map<CustomerId, CustomerId>();

  of(customerId: CustomerId): CustomerId {
    return this.byMerged.get(customerId) ?? customerId;
  }

  /** Takes a merge back where the one is merged, else merges it into the other; null where that may not be. */
  drawn(one: CustomerId, other: CustomerId): Merge | null {
    if (this.byMerged.delete(one)) return { customerId: one, into: null };
    const isTaken = this.byMerged.has(other) || [...this.byMerged.values()].includes(one);
    if (one === other || isTaken) return null;
    this.byMerged.set(one, other);
    return { customerId: one, into: other };
  }
}
