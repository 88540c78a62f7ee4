import { REPORT_FILTERS } from '#shared/api/reports.ts';

/** What a page's address says of a report: every filter is in it, so that an address can be kept and handed on. */
export type AddressQuery = Readonly<Record<string, string | undefined>>;

export const PAGE_ROWS = 50;
/** The most rows that one answer has. */
export const MOST_ROWS = 10_000;

const KNOWN = ['asOf', 'from', 'to', 'knownAt', 'sort', ...REPORT_FILTERS] as const;

/** The address of a report's page. */
export function reportHref(name: string, query: AddressQuery = {}): string {
  const search = searchOf(query);
  return `/reports/${name}${search === '' ? '' : `?${search}`}`;
}

/** The question to the API that an address stands for; what the API would not know is left out. */
export function questionOf(query: AddressQuery): Record<string, string> {
  return Object.fromEntries(KNOWN.flatMap((key): [string, string][] => (query[key] ? [[key, query[key]]] : [])));
}

/** Which rows of the answer an address asks for. */
export function rowsOf({ rows, page }: AddressQuery): { offset: number; limit: number } {
  if (rows === 'all') return { offset: 0, limit: MOST_ROWS };
  const number = Math.max(1, Number.parseInt(page ?? '1', 10) || 1);
  return { offset: (number - 1) * PAGE_ROWS, limit: PAGE_ROWS };
}

/** What stands after the question mark; what is not given is left out. */
export function searchOf(query: AddressQuery): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  return search.toString();
}
