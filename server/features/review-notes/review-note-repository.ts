import type { ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { ReviewNote } from './review-note.ts';
import { ReviewNoteModel, type StoredReviewNote } from './review-note-model.ts';

/** How many notes one answer holds at most. */
const MOST_SHOWN = 200;

/** The review notes of the current tenant. */
export class ReviewNoteRepository {
  /** The latest first, at most 200; of one collector where one is given. */
  async findLatest(collectorId?: string): Promise<ReviewNote[]> {
    const found = ReviewNoteModel.find(collectorId === undefined ? {} : { collectorId });
    const stored = await found.sort({ at: -1, _id: 1 }).limit(MOST_SHOWN).lean<StoredReviewNote[]>();
    return stored.map(fromStored);
  }

  async insert({ id, collector, ...rest }: ReviewNote, session: ClientSession): Promise<void> {
    const stored = { collectorId: collector.id, collectorName: collector.name, ...rest, evidence: [...rest.evidence] };
    await ReviewNoteModel.collection.insertOne({ _id: id as never, tenantId: currentTenant(), ...stored }, { session });
  }
}

function fromStored(stored: StoredReviewNote): ReviewNote {
  const { _id: id, collectorId, collectorName, from, to, note, by, at, evidence, knownAt } = stored;
  return { id, collector: { id: collectorId, name: collectorName }, from, to, note, by, at, evidence, knownAt };
}
