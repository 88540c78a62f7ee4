import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { TextChange } from './governed-steps.ts';
import type { GovernedText, HistoryEntry } from './governed-text.ts';

/** What of a stored version came with approval by two persons; versions stored before have none of it. */
export type StoredGovernance = Partial<
  Pick<GovernedText, 'brand' | 'revision' | 'authorIds' | 'approvals' | 'history'>
>;

/** The fields of a version's approval, with defaults for those stored before there were any. */
export function governanceOf(stored: StoredGovernance) {
  return {
    brand: stored.brand ?? null,
    revision: stored.revision ?? 0,
    authorIds: stored.authorIds ?? [],
    approvals: stored.approvals ?? [],
    history: stored.history ?? [],
  };
}

/** Changes a version that is still at this revision, and counts it on; false where somebody else was faster. */
export async function changeVersion(
  collection: mongoose.mongo.Collection,
  { id, revision }: { readonly id: string; readonly revision: number },
  { change, entry }: { readonly change: TextChange; readonly entry: HistoryEntry },
  session: ClientSession,
): Promise<boolean> {
  const filter = {
    _id: id as never,
    tenantId: currentTenant(),
    // A version that was stored before revisions were counted has none.
    revision: revision === 0 ? { $in: [0, null] } : revision,
  };
  const { matchedCount } = await collection.updateOne(
    filter,
    { $set: { ...change, revision: revision + 1 }, $push: { history: entry } as never },
    { session },
  );
  return matchedCount === 1;
}
