import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { chooseDigest, previewDigest, readDigest } from '#shared/api/digests.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import { usePageSession } from '../state/page-context.ts';

const KEY = ['digest'];

/** How one gets the digest. */
export function useDigest() {
  const session = usePageSession();
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => session.api.call(readDigest, { signal }) });
}

export function useChooseDigest() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof chooseDigest>) => session.api.call(chooseDigest, { body }),
    onSuccess: (digest) => queries.setQueryData(KEY, digest),
    onSettled: () => queries.invalidateQueries({ queryKey: ['digest-preview'] }),
  });
}

/** The digest as it would leave now; asked only where somebody wants to see it. */
export function useDigestPreview(isAsked: boolean) {
  const session = usePageSession();
  return useQuery({
    queryKey: ['digest-preview'],
    enabled: isAsked,
    queryFn: ({ signal }) => session.api.call(previewDigest, { signal }),
  });
}
