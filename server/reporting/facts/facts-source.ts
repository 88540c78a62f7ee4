import type { LedgerPosition } from '../../features/receivables/ledger-position-service.ts';
import type { Facts } from './facts.ts';

/** Where ledger and log of a company stand. */
export interface FactsHead {
  readonly position: LedgerPosition;
  /** The number of the last entry in the log; 0 before the first. */
  readonly seq: number;
}

/** Where reports get the facts of the current tenant from. */
export interface FactsSource {
  /** Where ledger and log stand: what this process changed is in it, what others changed is within 250 ms. */
  head(): Promise<FactsHead>;
  /** Whether the facts that are at hand are of a later run already, so that those of this position would have to be read anew. */
  hasMovedPast(position: LedgerPosition): boolean;
  /** Whether the facts of the present are in memory, so that they are had for what has changed since. */
  areAtHand(): boolean;
  /**
   * The ledger at a position, and the log as it was known at an instant; without an instant as it is known now. What is handed out stays as it is only as long as nothing
   * is awaited: compute with it at once, and ask again after an `await`.
   */
  factsAt(position: LedgerPosition, knownAt?: Date): Promise<Facts>;
}
