import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { TableProfile } from '../profile.ts';
import type { BoundColumns } from './bound-columns.ts';
import type { TableRecord } from './table.ts';

const TOTAL =
  /^(?:grand\s+|report\s+)?(?:sub)?(?:totals?|sum|summe|gesamt(?:summe|betrag)?|totaal|totale|somme|suma|soma)\s*:?$/iu;

/** Whether a row only gives sums: its first word says so, it lacks what every row has, and an amount is in it. */
export function isTotal(
  { cells }: TableRecord,
  { columns }: BoundColumns,
  { profile }: { readonly profile: TableProfile; readonly mapping: FeedMapping },
): boolean {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  if (!TOTAL.test(first)) return false;
  const textAt = (at: number) => (cells[at] ?? '').trim();
  const isOfKind = (field: string, kind: string) => profile.fields[field]?.kind === kind;
  const lacks = columns.some(
    ({ field, at }) => profile.fields[field]?.required === true && !isOfKind(field, 'amount') && textAt(at) === '',
  );
  return lacks && columns.some(({ field, at }) => isOfKind(field, 'amount') && textAt(at) !== '');
}
