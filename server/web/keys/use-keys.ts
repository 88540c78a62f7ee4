import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import type * as z from 'zod/mini';
import {
  type CreateMachineKeyBody,
  createMachineKey,
  listMachineKeys,
  revokeMachineKey,
} from '#shared/api/machine-keys.ts';
import { usePageSession } from '../state/page-context.ts';

const KEYS = ['machine-keys'] as const;

export function useMachineKeys() {
  const session = usePageSession();
  return useQuery({ queryKey: KEYS, queryFn: ({ signal }) => session.api.call(listMachineKeys, { signal }) });
}

/** Makes a key. Its answer is the only place where the key stands, so it is kept nowhere but in the page. */
export function useCreateKey() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof CreateMachineKeyBody>) => session.api.call(createMachineKey, { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS }),
    gcTime: 0,
  });
}

export function useRevokeKey() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (keyId: string) => session.api.call(revokeMachineKey, { params: { keyId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS }),
  });
}
