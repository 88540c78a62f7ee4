import { keepPreviousData, useQuery } from '@tanstack/preact-query';
import { type ReportAnswer, readReport } from '#shared/api/reports.ts';
import { usePageSession } from './page-context.ts';

interface Asked {
  readonly name: string;
  readonly question: Readonly<Record<string, string>>;
  readonly offset: number;
  readonly limit: number;
  /** False while the question is not yet known. */
  readonly isAsked?: boolean;
}

/** One report's answer, kept while a next page of the same report comes. */
export function useReport({ name, question, offset, limit, isAsked = true }: Asked) {
  const session = usePageSession();
  return useQuery<ReportAnswer>({
    queryKey: ['report', name, question, offset, limit],
    enabled: isAsked,
    placeholderData: (before, asked) => (asked?.queryKey[1] === name ? keepPreviousData(before) : undefined),
    queryFn: ({ signal }) =>
      session.api.call(readReport, { params: { name }, query: { ...question, offset, limit } as never, signal }),
  });
}
