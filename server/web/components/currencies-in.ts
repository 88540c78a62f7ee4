import type { ReportAnswer } from '#shared/api/reports.ts';

/** The currencies that an answer has totals in, and the one that it was narrowed to. */
export function currenciesIn({ totals }: ReportAnswer, asked: string | undefined): readonly [string, string][] {
  const found = totals.flatMap(({ currency }) => (typeof currency === 'string' ? [currency] : []));
  const all = new Set([...found, ...(asked ? [asked] : [])]);
  return [...all].sort().map((code) => [code, code]);
}
