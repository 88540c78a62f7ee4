import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { decideCashMatch, listUnappliedPayments, postCertainMatches } from '#shared/api/cash-application.ts';
import type { CallInput } from '#shared/api/client.ts';
import { findCustomers } from '#shared/api/customers.ts';
import { usePageSession } from '../state/page-context.ts';
import { useRequestKeys } from '../state/use-request-keys.ts';

export const PAYMENTS_A_PAGE = 50;

export type Decision = CallInput<typeof decideCashMatch>['body'];

/** Payments that are not wholly applied, with what is proposed of each. */
export function useUnappliedPayments(offset: number, all: 'yes' | 'no') {
  const session = usePageSession();
  return useQuery({
    queryKey: ['cash', 'unapplied', offset, all],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      session.api.call(listUnappliedPayments, { query: { offset, limit: PAYMENTS_A_PAGE, all }, signal }),
  });
}

/** Decides on a payment. Every figure may be another one afterwards. */
export function useDecide(paymentId: string) {
  const session = usePageSession();
  const queries = useQueryClient();
  const { keyOf, hasHadEffect } = useRequestKeys();
  return useMutation({
    mutationFn: (body: Decision) =>
      session.api.call(decideCashMatch, { params: { paymentId }, body, idempotencyKey: keyOf(JSON.stringify(body)) }),
    onSuccess: (_answer, body) => hasHadEffect(JSON.stringify(body)),
    onSettled: () => queries.invalidateQueries(),
  });
}

/** Posts all that is certain. */
export function usePostCertain() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => session.api.call(postCertainMatches, { body: {}, idempotencyKey: key }),
    onSettled: () => queries.invalidateQueries(),
  });
}

/** Customers that a person means by what they type. */
export function useCustomerSearch(text: string) {
  const session = usePageSession();
  return useQuery({
    queryKey: ['customers', text],
    enabled: text.trim() !== '',
    queryFn: ({ signal }) => session.api.call(findCustomers, { query: { search: text.trim() }, signal }),
  });
}
