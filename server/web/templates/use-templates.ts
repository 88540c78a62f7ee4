import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useState } from 'preact/hooks';
import { changeClauseDraft, draftClause, listClauses, stepClause } from '#shared/api/clauses.ts';
import { findCustomers } from '#shared/api/customers.ts';
import type { BodyInput, QueryInput } from '#shared/api/operation.ts';
import {
  type BrandView,
  changeBrands,
  changeTemplateDraft,
  compareTemplates,
  draftTemplate,
  listTemplateVersions,
  previewTemplate,
  readTemplateVersion,
  stepTemplate,
  type TextStepBody,
  testSendTemplate,
} from '#shared/api/templates.ts';
import { usePageSession } from '../state/page-context.ts';
import { useRequestKeys } from '../state/use-request-keys.ts';

export type TemplatesAsked = QueryInput<typeof listTemplateVersions>;
export type PreviewWords = BodyInput<typeof previewTemplate>;

export function useTemplates(query: TemplatesAsked) {
  const { api } = usePageSession();
  return useQuery({
    queryKey: ['templates', 'list', query],
    queryFn: ({ signal }) => api.call(listTemplateVersions, { query, signal }),
  });
}

export function useTemplate(id: string) {
  const { api } = usePageSession();
  return useQuery({
    queryKey: ['templates', 'one', id],
    queryFn: ({ signal }) => api.call(readTemplateVersion, { params: { id }, signal }),
  });
}

export function useDifference(from: string, to: string) {
  const { api } = usePageSession();
  return useQuery({
    queryKey: ['templates', 'difference', from, to],
    enabled: from !== '',
    queryFn: ({ signal }) => api.call(compareTemplates, { query: { from, to }, signal }),
  });
}

/** How long somebody who types has to rest before what they typed is asked about. */
const REST_MS = 400;

/** The words filled, and what is wrong with them, once their writer rests; what was shown last stays until the next is there. */
export function usePreview(typed: PreviewWords) {
  const { api } = usePageSession();
  const words = useRested(typed);
  return useQuery({
    queryKey: ['templates', 'preview', words],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.call(previewTemplate, { body: words, signal }),
  });
}

export function useDraftTemplate() {
  const { api } = usePageSession();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: (body: BodyInput<typeof draftTemplate>) =>
      api.call(draftTemplate, { body, idempotencyKey: keyOf(JSON.stringify(body)) }),
    onSuccess: (_made, body) => hasHadEffect(JSON.stringify(body)),
    onSettled: useAnew(),
  });
}

export function useChangeTemplate(id: string) {
  const { api } = usePageSession();
  return useMutation({
    mutationFn: (body: BodyInput<typeof changeTemplateDraft>) =>
      api.call(changeTemplateDraft, { params: { id }, body }),
    onSettled: useAnew(),
  });
}

export function useStepTemplate(id: string) {
  const { api } = usePageSession();
  return useMutation({
    mutationFn: (body: TextStepBody) => api.call(stepTemplate, { params: { id }, body }),
    onSettled: useAnew(),
  });
}

export function useTestSend(id: string) {
  const { api } = usePageSession();
  return useMutation({
    mutationFn: (body: BodyInput<typeof testSendTemplate>) => api.call(testSendTemplate, { params: { id }, body }),
  });
}

export function useClauses() {
  const { api } = usePageSession();
  return useQuery({
    queryKey: ['templates', 'clauses'],
    queryFn: ({ signal }) => api.call(listClauses, { signal }),
  });
}

export function useDraftClause() {
  const { api } = usePageSession();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: (body: BodyInput<typeof draftClause>) =>
      api.call(draftClause, { body, idempotencyKey: keyOf(JSON.stringify(body)) }),
    onSuccess: (_made, body) => hasHadEffect(JSON.stringify(body)),
    onSettled: useAnew(),
  });
}

export function useChangeClause(id: string) {
  const { api } = usePageSession();
  return useMutation({
    mutationFn: (body: BodyInput<typeof changeClauseDraft>) => api.call(changeClauseDraft, { params: { id }, body }),
    onSettled: useAnew(),
  });
}

export function useStepClause(id: string) {
  const { api } = usePageSession();
  return useMutation({
    mutationFn: (body: TextStepBody) => api.call(stepClause, { params: { id }, body }),
    onSettled: useAnew(),
  });
}

export function useChangeBrands() {
  const { api } = usePageSession();
  return useMutation({
    mutationFn: (brands: BrandView[]) => api.call(changeBrands, { body: { brands } }),
    onSettled: useAnew(),
  });
}

export function useCustomersFor(text: string) {
  const { api } = usePageSession();
  const search = text.trim();
  return useQuery({
    queryKey: ['customers for templates', search],
    enabled: search !== '',
    queryFn: ({ signal }) => api.call(findCustomers, { query: { search }, signal }),
  });
}

function useRested(typed: PreviewWords): PreviewWords {
  const [rested, setRested] = useState(typed);
  const said = JSON.stringify(typed);
  useEffect(() => {
    const timer = setTimeout(() => setRested(JSON.parse(said) as PreviewWords), REST_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return rested;
}

function useAnew() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['templates'] });
}
