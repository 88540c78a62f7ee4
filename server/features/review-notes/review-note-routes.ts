import { addReviewNote, listReviewNotes } from '#shared/api/reviews.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { ReviewNoteService } from './review-note-service.ts';

export function reviewNoteEndpoints({ reviewNotes }: { readonly reviewNotes: ReviewNoteService }): Endpoint[] {
  return [
    endpoint(listReviewNotes, async ({ query }) => ({ notes: await reviewNotes.list(query.collector) })),
    endpoint(addReviewNote, async ({ body, actor, idempotencyKey: key }) => reviewNotes.add(body, { actor, key })),
  ];
}
