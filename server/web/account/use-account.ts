import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { endMySession, endMySessions, listMySessions } from '#shared/api/page-sessions.ts';
import { usePageSession } from '../state/page-context.ts';

const SESSIONS = ['my-sessions'] as const;

export function useMySessions() {
  const session = usePageSession();
  return useQuery({ queryKey: SESSIONS, queryFn: ({ signal }) => session.api.call(listMySessions, { signal }) });
}

export function useEndSession() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => session.api.call(endMySession, { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
}

/** Signs out everywhere, and opens the session anew to find that there is none. */
export function useEndSessions() {
  const session = usePageSession();
  return useMutation({ mutationFn: () => session.api.call(endMySessions, {}), onSuccess: () => session.open() });
}
