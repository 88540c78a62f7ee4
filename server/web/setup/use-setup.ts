import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import {
  type ChangeCompanyBody,
  changeCompany,
  readCompany,
  readGmailSetup,
  readOutlookSetup,
  readSetup,
  type SetupStep,
  takeManifest,
  trySetupStep,
} from '#shared/api/setup.ts';
import { usePageSession } from '../state/page-context.ts';

/** How far the set-up is. What other pages change shows as soon as one comes back. */
export function useSetup() {
  const session = usePageSession();
  return useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => session.api.call(readSetup, { signal }),
    staleTime: 0,
  });
}

/** Tries a step. */
export function useTryStep(step: SetupStep) {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => session.api.call(trySetupStep, { params: { step } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['setup'] }),
  });
}

export function useCompany() {
  const session = usePageSession();
  return useQuery({ queryKey: ['company'], queryFn: ({ signal }) => session.api.call(readCompany, { signal }) });
}

/** Changes the company. Every day and figure may be cut otherwise afterwards. */
export function useChangeCompany() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeCompanyBody) => session.api.call(changeCompany, { body }),
    onSuccess: () => queries.invalidateQueries(),
  });
}

export function useOutlookSetup() {
  const session = usePageSession();
  return useQuery({
    queryKey: ['setup', 'outlook'],
    queryFn: ({ signal }) => session.api.call(readOutlookSetup, { signal }),
    staleTime: 0,
  });
}

/** Takes the manifest for deploying, which is kept as the one that was deployed last. */
export function useTakeManifest() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => session.api.call(takeManifest, {}),
    onSettled: () => queries.invalidateQueries({ queryKey: ['setup'] }),
  });
}

export function useGmailSetup() {
  const session = usePageSession();
  return useQuery({
    queryKey: ['setup', 'gmail'],
    queryFn: ({ signal }) => session.api.call(readGmailSetup, { signal }),
    staleTime: 0,
  });
}
