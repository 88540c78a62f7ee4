import type { Types } from 'mongoose';
import type { CustomerId } from '#shared/domain/ids.ts';

/** What is known of the version that holds, as far as another row is to be compared with it. */
export interface StandingVersion {
  readonly versionId: Types.ObjectId;
  readonly hash: string;
  readonly sourceAsOf: Date;
  /** Of a customer that was merged: who stands for it. */
  readonly mergedInto?: CustomerId;
  /** Of one who stands for others: which. */
  readonly mergedFrom?: readonly CustomerId[];
}

/** What a row is beside the version that holds: not known yet, another state that is to hold, the same, or an older state that comes late. */
export type Standing = 'new' | 'changed' | 'equal' | 'late';

/** A row's content, the source's as-of time of it, and whether it wins over a version of the same as-of time. */
export interface Claim {
  readonly hash: string;
  readonly asOf: Date;
  readonly winsTies: boolean;
}

/**
 * Says what a row is beside the version that holds. The source's own as-of time decides, on a tie the later run. `confirmedAsOf` is the
 * latest as-of time at which the source is known to have said the same again; equal rows are not written, and still count here.
 */
export function standingOf(
  { hash, asOf, winsTies }: Claim,
  version: StandingVersion | undefined,
  confirmedAsOf: Date | undefined,
): Standing {
  if (version === undefined) return 'new';
  if (version.hash === hash) return 'equal';
  const heldAt = Math.max(version.sourceAsOf.getTime(), confirmedAsOf?.getTime() ?? 0);
  if (asOf.getTime() === heldAt) return winsTies ? 'changed' : 'late';
  return asOf.getTime() > heldAt ? 'changed' : 'late';
}
