import type { AddressQuery } from '../state/report-query.ts';
import { searchOf } from '../state/report-query.ts';

/** The address of a week’s review. */
export function weekHref(query: AddressQuery): string {
  const search = searchOf(query);
  return `/weekly-review${search === '' ? '' : `?${search}`}`;
}
