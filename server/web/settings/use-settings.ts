import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { type ChangeSettingsBody, changeSettings, readSettings } from '#shared/api/settings.ts';
import { usePageSession } from '../state/page-context.ts';

/** The company's settings, and who changed them last. */
export function useSettings() {
  const session = usePageSession();
  return useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => session.api.call(readSettings, { signal }),
  });
}

/** Changes settings. Every figure may be cut otherwise afterwards. */
export function useChangeSettings() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeSettingsBody) => session.api.call(changeSettings, { body }),
    onSuccess: () => queries.invalidateQueries(),
  });
}
