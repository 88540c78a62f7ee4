import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { addTeam, changeTeam, listTeams, removeTeam } from '#shared/api/teams.ts';
import { usePageSession } from '../state/page-context.ts';
import { useRequestKeys } from '../state/use-request-keys.ts';

export interface TeamDraft {
  readonly name: string;
  readonly memberIds: string[];
}

/** The company’s teams, and who can be in one. */
export function useTeams() {
  const session = usePageSession();
  return useQuery({ queryKey: ['teams'], queryFn: ({ signal }) => session.api.call(listTeams, { signal }) });
}

/** Makes a team, or changes the one of that id. */
export function useSaveTeam(id: string | null) {
  const session = usePageSession();
  const { keyOf, hasHadEffect } = useRequestKeys();
  const onSettled = useAsksAgain();
  return useMutation({
    mutationFn: (body: TeamDraft) =>
      id === null
        ? session.api.call(addTeam, { body, idempotencyKey: keyOf(JSON.stringify(body)) })
        : session.api.call(changeTeam, { params: { id }, body }),
    onSuccess: (_team, body) => hasHadEffect(JSON.stringify(body)),
    onSettled,
  });
}

export function useRemoveTeam() {
  const session = usePageSession();
  const onSettled = useAsksAgain();
  return useMutation({ mutationFn: (id: string) => session.api.call(removeTeam, { params: { id } }), onSettled });
}

/** Goals go with their team, and figures may be narrowed to one. */
function useAsksAgain() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries();
}
