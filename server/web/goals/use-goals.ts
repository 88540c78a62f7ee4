import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { addGoal, type GoalBody, listGoals, removeGoal } from '#shared/api/goals.ts';
import { usePageSession } from '../state/page-context.ts';
import { useRequestKeys } from '../state/use-request-keys.ts';

/** The goals of a day, today where none is given. */
export function useGoals(on: string | undefined) {
  const session = usePageSession();
  return useQuery({
    queryKey: ['goals', on],
    queryFn: ({ signal }) => session.api.call(listGoals, { query: on === undefined ? {} : { on }, signal }),
  });
}

export function useAddGoal() {
  const session = usePageSession();
  const queries = useQueryClient();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: (body: GoalBody) => session.api.call(addGoal, { body, idempotencyKey: keyOf(JSON.stringify(body)) }),
    onSuccess: (_goal, body) => hasHadEffect(JSON.stringify(body)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['goals'] }),
  });
}

export function useRemoveGoal() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => session.api.call(removeGoal, { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['goals'] }),
  });
}
