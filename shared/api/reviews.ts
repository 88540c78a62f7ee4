import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { CalendarDateText, Id, InstantText, LongText } from './values.ts';

/** Notes of a talk between a manager and a collector, kept beside the evidence that was on the table. */
export const ReviewNoteView = z.object({
  id: Id,
  collector: z.object({ id: Id, name: z.string() }),
  /** The first and last day of the week that was talked about. */
  from: CalendarDateText,
  to: CalendarDateText,
  note: z.string(),
  by: z.string(),
  at: InstantText,
  /** The lines of the review as they stood when the note was written; they do not change with the data. */
  evidence: z.array(z.record(z.string(), z.unknown())),
  /** What was known then, for having the same review again. */
  knownAt: InstantText,
});
export type ReviewNoteView = z.infer<typeof ReviewNoteView>;

export const listReviewNotes = operation({
  id: 'listReviewNotes',
  summary: 'Notes of talks, the latest first; of one collector where one is given.',
  method: 'get',
  path: '/api/review-notes',
  policy: 'management',
  query: z.strictObject({ collector: z.optional(Id) }),
  answer: z.object({ notes: z.array(ReviewNoteView) }),
  status: 200,
});

export const addReviewNote = operation({
  id: 'addReviewNote',
  summary: 'Keeps a note of a talk with the lines of the weekly review about that collector as they stand now.',
  method: 'post',
  path: '/api/review-notes',
  policy: 'management',
  body: z.strictObject({
    collectorId: Id,
    from: CalendarDateText,
    to: CalendarDateText,
    note: LongText.check(z.minLength(1)),
  }),
  answer: ReviewNoteView,
  status: 201,
  idempotent: true,
});
