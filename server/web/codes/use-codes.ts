import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { changeCodes, readCodes } from '#shared/api/codes.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import { usePageSession } from '../state/page-context.ts';

const CODES = ['codes'];

export function useCodes() {
  const session = usePageSession();
  return useQuery({ queryKey: CODES, queryFn: ({ signal }) => session.api.call(readCodes, { signal }) });
}

export function useChangeCodes() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof changeCodes>) => session.api.call(changeCodes, { body }),
    onSuccess: (codes) => queries.setQueryData(CODES, codes),
  });
}
