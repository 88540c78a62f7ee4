import type { ReportAnswer } from '#shared/api/reports.ts';
import type { Shown } from '../pages/report-page.ts';
import type { AddressQuery } from './report-query.ts';

/** An answer with what its address asked, for cells and links. */
export function shownOf(answer: ReportAnswer, query: AddressQuery): Shown {
  const { asOf, from, to } = answer;
  return { answer, query, asked: { ...(asOf === undefined ? { from, to } : { asOf }), knownAt: query.knownAt } };
}
