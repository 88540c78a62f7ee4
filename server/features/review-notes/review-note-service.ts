import { randomBytes } from 'node:crypto';
import type { BodyOf } from '#shared/api/operation.ts';
import type { addReviewNote, ReviewNoteView } from '#shared/api/reviews.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { User, UserRepository } from '../../identity/user-repository.ts';
import { answerGiven, once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { ReviewNote } from './review-note.ts';
import type { ReviewNoteRepository } from './review-note-repository.ts';

/** The lines of the weekly review about one person, as they stand. */
export type ReviewLines = (question: {
  readonly collectorId: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}) => Promise<ReviewNote['evidence']>;

export interface ReviewNoteParts {
  readonly reviewNotes: ReviewNoteRepository;
  readonly users: UserRepository;
  readonly linesOf: ReviewLines;
}

/** Notes of the talks between managers and collectors. */
export class ReviewNoteService {
  constructor(
    private readonly parts: ReviewNoteParts,
    private readonly clock: Clock,
  ) {}

  /** The latest first; of one collector where one is given. Throws DomainError `not_found` for a person who is not of the company. */
  async list(collectorId?: string): Promise<ReviewNoteView[]> {
    if (collectorId !== undefined) await this.person(collectorId);
    return (await this.parts.reviewNotes.findLatest(collectorId)).map(presentNote);
  }

  /**
   * Keeps a note with the review's lines of that week as they stand, once for a key. Throws DomainError `not_found` for a person who is not of the company, and
   * `request_invalid` for a week that ends before it begins.
   */
  async add(
    body: BodyOf<typeof addReviewNote>,
    { actor, key }: { actor: Actor; key: string },
  ): Promise<ReviewNoteView> {
    const at = this.clock.now();
    const request = { userId: actor.userId, operation: 'addReviewNote', key, body, at };
    const earlier = await answerGiven<ReviewNoteView>(request);
    if (earlier !== null) return earlier.answer;
    const { collectorId, from, to, note } = body;
    if (from > to) {
      const problem = `is before the first day, ${from}`;
      throw new DomainError('request_invalid', `The last day, ${to}, ${problem}.`, [{ field: 'to', problem }]);
    }
    const { id, name } = await this.person(collectorId);
    // The lines are read before the transaction, which is for what is written alone.
    const evidence = await this.parts.linesOf({ collectorId, from, to });
    return once(request, async (session) => {
      const kept = { id: randomBytes(12).toString('hex'), collector: { id, name }, from, to, note, by: actor.name };
      const written: ReviewNote = { ...kept, at, evidence, knownAt: at };
      await this.parts.reviewNotes.insert(written, session);
      return presentNote(written);
    });
  }

  private async person(id: string): Promise<User> {
    const user = await this.parts.users.findById(id as UserId);
    if (user === null) throw new DomainError('not_found', 'There is no such person in your company.');
    return user;
  }
}

function presentNote({ id, collector, from, to, note, by, at, evidence, knownAt }: ReviewNote): ReviewNoteView {
  const lines = evidence.map((line) => ({ ...line }));
  return { id, collector, from, to, note, by, at: at.toISOString(), evidence: lines, knownAt: knownAt.toISOString() };
}
