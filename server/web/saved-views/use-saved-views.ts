import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import type { BodyInput } from '#shared/api/operation.ts';
import { addSavedView, listSavedViews, removeSavedView } from '#shared/api/saved-views.ts';
import { usePageSession } from '../state/page-context.ts';
import { useRequestKeys } from '../state/use-request-keys.ts';
import { useOnlyReads } from '../state/use-who.ts';

const KEY = ['saved-views'];

/** Views of one’s own and those that others share; a reader has none. */
export function useSavedViews() {
  const session = usePageSession();
  const queryFn = ({ signal }: { readonly signal: AbortSignal }) => session.api.call(listSavedViews, { signal });
  return useQuery({ queryKey: KEY, queryFn, enabled: !useOnlyReads() });
}

export function useSaveView() {
  const session = usePageSession();
  const queries = useQueryClient();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: (body: BodyInput<typeof addSavedView>) =>
      session.api.call(addSavedView, { body, idempotencyKey: keyOf(JSON.stringify(body)) }),
    onSuccess: (_view, body) => hasHadEffect(JSON.stringify(body)),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useRemoveView() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => session.api.call(removeSavedView, { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
