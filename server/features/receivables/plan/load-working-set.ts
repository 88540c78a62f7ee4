import type { ItemId } from '#shared/domain/ids.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';
import type { StoredEntryVersion } from '../entry-version.ts';
import type { EntryVersionRepository } from '../entry-version-repository.ts';
import type { StoredItemVersion } from '../item-version.ts';
import type { ItemVersionRepository } from '../item-version-repository.ts';
import type { ItemRef, ItemRow } from '../ledger-row.ts';
import { entryRowIdOf } from '../row-identity.ts';
import type { Taken } from './compared-rows.ts';
import type { EntryRow } from './keyed-rows.ts';
import type { RowsToTake } from './pass.ts';
import { differsForEntries } from './working-item.ts';

/** The versions that rows touch, as they hold at a run: enough to take the rows, and to see lost padding. */
export interface WorkingSet {
  readonly items: readonly StoredItemVersion[];
  readonly entries: readonly StoredEntryVersion[];
}

interface Sources {
  readonly items: ItemVersionRepository;
  readonly entries: EntryVersionRepository;
}

/** Loads what rows touch, in batches: the items they name or change, the entries that these have to carry along, and the items at those entries' other ends. */
export async function loadWorkingSet({ items, entries }: Sources, rows: RowsToTake, run: number): Promise<WorkingSet> {
  if (run === 0) return { items: [], entries: [] };
  const found = new Map<ItemId, StoredItemVersion>();
  const keep = (loaded: readonly StoredItemVersion[]) => {
    for (const item of loaded) found.set(item.itemId, item);
  };
  keep(await items.findByNumberKeys(numberKeysOf(rows), run));
  keep(
    await items.findByIds(
      changedIds(rows.items).filter((id) => !found.has(id)),
      run,
    ),
  );
  const touching = [...entriesToCarry(rows.items, found), ...applicationRowsOf(rows)];
  const byId = new Map<string, StoredEntryVersion>();
  for (const entry of await entries.findTouching(touching, run)) byId.set(entry._id.toHexString(), entry);
  for (const entry of await entries.findByRows(entryRowsOf(rows), run)) byId.set(entry._id.toHexString(), entry);
  const loaded = [...byId.values()];
  keep(await items.findByIds(otherEnds(loaded, found), run));
  return { items: [...found.values()], entries: loaded };
}

/** The refs of an entry; an un-application has none. */
export function refsOf(row: EntryRow): ItemRef[] {
  if (row.type === 'application') return [row.debit, row.credit];
  return row.type === 'unapplication' ? [] : [row.item];
}

function numberKeysOf({ items, entries }: RowsToTake): string[] {
  const keys = new Set<string>();
  for (const { row, replaces } of items) if (replaces === null) keys.add(withoutPadding(row.key.number));
  for (const { row } of entries) for (const { number } of refsOf(row)) keys.add(withoutPadding(number));
  return [...keys];
}

function changedIds(items: readonly Taken<ItemRow>[]): ItemId[] {
  return items.filter(({ replaces }) => replaces !== null).map(({ id }) => id as ItemId);
}

function entriesToCarry(items: readonly Taken<ItemRow>[], found: ReadonlyMap<ItemId, StoredItemVersion>): string[] {
  return items
    .filter(({ id, row }) => {
      const stored = found.get(id as ItemId);
      return stored !== undefined && stored.entryCount > 0 && differsForEntries({ facts: stored }, row);
    })
    .map(({ id }) => id);
}

/** Rows of applications whose un-applications matter: those that are taken back, and those that change. */
function applicationRowsOf({ source, entries }: RowsToTake): string[] {
  const rowIds = entries.flatMap(({ id, row, replaces }) => {
    if (row.type === 'unapplication') return [entryRowIdOf('application', source, row.applicationId)];
    return row.type === 'application' && replaces !== null ? [id] : [];
  });
  return [...new Set(rowIds)];
}

/** Rows whose own standing entries matter: changed ones, and applications that are taken back. */
function entryRowsOf(rows: RowsToTake): string[] {
  const changed = rows.entries.filter(({ replaces }) => replaces !== null).map(({ id }) => id);
  return [...new Set([...changed, ...applicationRowsOf(rows)])];
}

function otherEnds(entries: readonly StoredEntryVersion[], found: ReadonlyMap<ItemId, StoredItemVersion>): ItemId[] {
  const ids = entries.flatMap(({ type, touches }) => (type === 'unapplication' ? [] : touches)) as ItemId[];
  return [...new Set(ids)].filter((id) => !found.has(id));
}
