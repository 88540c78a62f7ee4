import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { findCustomers } from '#shared/api/customers.ts';
import {
  type ChangeTextRulesBody,
  changeTextRules,
  type ErasureCounts,
  type ErasureSubject,
  eraseTexts,
  liftTextHold,
  listTextHolds,
  previewErasure,
  readTextRules,
  setTextHold,
} from '#shared/api/texts.ts';
import { listUsers } from '#shared/api/users.ts';
import { usePageSession } from '../state/page-context.ts';
import { useRequestKeys } from '../state/use-request-keys.ts';

const RULES = ['text rules'];
const HOLDS = ['text holds'];

export function useTextRules() {
  const session = usePageSession();
  return useQuery({ queryKey: RULES, queryFn: ({ signal }) => session.api.call(readTextRules, { signal }) });
}

export function useChangeTextRules() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeTextRulesBody) => session.api.call(changeTextRules, { body }),
    onSuccess: (rules) => queries.setQueryData(RULES, rules),
  });
}

export function useTextHolds() {
  const session = usePageSession();
  return useQuery({ queryKey: HOLDS, queryFn: ({ signal }) => session.api.call(listTextHolds, { signal }) });
}

export function useSetTextHold() {
  const session = usePageSession();
  const queries = useQueryClient();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: (body: { customerId: string; reason: string }) =>
      session.api.call(setTextHold, { body, idempotencyKey: keyOf(JSON.stringify(body)) }),
    onSuccess: (_hold, body) => hasHadEffect(JSON.stringify(body)),
    onSettled: () => queries.invalidateQueries({ queryKey: HOLDS }),
  });
}

export function useLiftTextHold() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, step }: { id: string; step: 'ask' | 'confirm' | 'keep' }) =>
      session.api.call(liftTextHold, { params: { id }, body: { step } }),
    onSettled: () => queries.invalidateQueries({ queryKey: HOLDS }),
  });
}

export function usePreviewErasure() {
  const session = usePageSession();
  return useMutation({
    mutationFn: (subject: ErasureSubject) => session.api.call(previewErasure, { body: { subject } }),
  });
}

export function useEraseTexts() {
  const session = usePageSession();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: (body: { subject: ErasureSubject; expected: ErasureCounts }) =>
      session.api.call(eraseTexts, { body, idempotencyKey: keyOf(JSON.stringify(body)) }),
    onSuccess: (_erased, body) => hasHadEffect(JSON.stringify(body)),
  });
}

/** Customers by the beginning of a number or of a word of the name; none while nothing is asked. */
export function useCustomersNamed(text: string) {
  const session = usePageSession();
  const search = text.trim();
  return useQuery({
    queryKey: ['customers named', search],
    enabled: search !== '',
    queryFn: ({ signal }) => session.api.call(findCustomers, { query: { search }, signal }),
  });
}

/** The people of the company, those who are shut out too. */
export function usePeople() {
  const session = usePageSession();
  return useQuery({ queryKey: ['users'], queryFn: ({ signal }) => session.api.call(listUsers, { signal }) });
}
