import type { LedgerRow } from '../ledger-row.ts';
import { type Claim, type StandingVersion, standingOf } from '../standing.ts';
import type { Keyed } from './keyed-rows.ts';

/** A row that is to hold, and the version, if any, in whose place it comes. */
export interface Taken<R extends LedgerRow> extends Keyed<R> {
  readonly replaces: StandingVersion | null;
}

/** The rows of one type beside the versions that hold. */
export interface Compared<R extends LedgerRow> {
  readonly taken: Taken<R>[];
  /** Ids of rows that say what holds already, and of those among them that hold since an earlier as-of time. */
  readonly equal: string[];
  readonly confirmed: string[];
  readonly late: Keyed<R>[];
}

/** Tells rows that are to hold from equal ones and from older states. `latestSaid` gives the time at which a source last said a version again. */
export function comparedRows<R extends LedgerRow>(
  rows: readonly Keyed<R>[],
  standing: ReadonlyMap<string, StandingVersion>,
  claim: Omit<Claim, 'hash'>,
  latestSaid: ReadonlyMap<string, Date>,
): Compared<R> {
  const compared: Compared<R> = { taken: [], equal: [], confirmed: [], late: [] };
  for (const keyed of rows) {
    const version = standing.get(keyed.id);
    const stands = standingOf({ ...claim, hash: keyed.hash }, version, latestSaid.get(keyed.id));
    if (stands === 'late') compared.late.push(keyed);
    else if (stands === 'equal') compared.equal.push(keyed.id);
    else compared.taken.push({ ...keyed, replaces: version ?? null });
  }
  compared.confirmed.push(...compared.equal.filter((id) => isOlder(standing.get(id), claim.asOf)));
  return compared;
}

function isOlder(version: StandingVersion | undefined, asOf: Date): boolean {
  return version !== undefined && version.sourceAsOf < asOf;
}
