import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { listCashDecisions, undoCashDecision } from '#shared/api/cash-application.ts';
import { usePageSession } from '../state/page-context.ts';
import { useRequestKeys } from '../state/use-request-keys.ts';

const DECISIONS_A_PAGE = 10;

/** What was decided, the last first; from the one after a decision on. */
export function useDecisions(before: string | undefined) {
  const session = usePageSession();
  return useQuery({
    queryKey: ['cash', 'decisions', before],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      session.api.call(listCashDecisions, { query: { before, limit: DECISIONS_A_PAGE }, signal }),
  });
}

/** Undoes a decision. Every figure may be another one afterwards. */
export function useUndo(id: string) {
  const session = usePageSession();
  const queries = useQueryClient();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: (reason: string) =>
      session.api.call(undoCashDecision, { params: { id }, body: { reason }, idempotencyKey: keyOf(reason) }),
    onSuccess: (_answer, reason) => hasHadEffect(reason),
    onSettled: () => queries.invalidateQueries(),
  });
}

/** Lets a payment that was left aside wait for a decision again, by undoing that it was left. */
export function useTakeUpAgain(payment: string) {
  const session = usePageSession();
  const queries = useQueryClient();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: async () => {
      const { decisions } = await session.api.call(listCashDecisions, { query: { payment } });
      const left = decisions.find(({ decision, state }) => decision === 'leave' && state === 'posted');
      if (left === undefined) return null;
      const undo = { params: { id: left.id }, body: { reason: 'Taken up again.' }, idempotencyKey: keyOf(left.id) };
      const answer = await session.api.call(undoCashDecision, undo);
      hasHadEffect(left.id);
      return answer;
    },
    onSettled: () => queries.invalidateQueries(),
  });
}
