import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import type { BodyInput } from '#shared/api/operation.ts';
import { addReviewNote, listReviewNotes } from '#shared/api/reviews.ts';
import { usePageSession } from '../state/page-context.ts';
import { useRequestKeys } from '../state/use-request-keys.ts';

/** Notes of talks, the latest first; of one collector where one is chosen. */
export function useReviewNotes(collector: string | undefined) {
  const session = usePageSession();
  return useQuery({
    queryKey: ['review-notes', collector],
    queryFn: ({ signal }) =>
      session.api.call(listReviewNotes, { query: collector === undefined ? {} : { collector }, signal }),
  });
}

export function useAddReviewNote() {
  const session = usePageSession();
  const queries = useQueryClient();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: (body: BodyInput<typeof addReviewNote>) =>
      session.api.call(addReviewNote, { body, idempotencyKey: keyOf(JSON.stringify(body)) }),
    onSuccess: (_note, body) => hasHadEffect(JSON.stringify(body)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['review-notes'] }),
  });
}
