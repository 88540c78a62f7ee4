import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';
import { isDebit, OWN_SOURCE } from '#shared/domain/open-item.ts';
import type { CustomerService } from '../../customers/customer-service.ts';
import type { StoredEntryVersion } from '../entry-version.ts';
import type { EntryVersionRepository } from '../entry-version-repository.ts';
import type { StoredItemVersion } from '../item-version.ts';
import type { ItemVersionRepository } from '../item-version-repository.ts';
import type { ItemRow } from '../ledger-row.ts';
import { applicationRowIdOf, customerIdOf } from '../row-identity.ts';
import type { Taken } from './compared-rows.ts';
import { refsOf } from './keyed-rows.ts';
import type { RowsToTake } from './pass.ts';
import { differsForEntries } from './working-item.ts';

/** The versions that rows touch, as they hold at a run: enough to take the rows. */
export interface WorkingSet {
  readonly items: readonly StoredItemVersion[];
  readonly entries: readonly StoredEntryVersion[];
}

interface Sources {
  readonly customers: Pick<CustomerService, 'findSurvivors'>;
  readonly items: ItemVersionRepository;
  readonly entries: EntryVersionRepository;
}

/** Loads what rows touch, in batches: the items they name or change, the entries that these have to carry along, and the items at those entries' other ends. */
export async function loadWorkingSet(
  { customers, items, entries }: Sources,
  rows: RowsToTake,
  run: number,
): Promise<WorkingSet> {
  if (run === 0) return { items: [], entries: [] };
  const found = new Map<ItemId, StoredItemVersion>();
  const keep = (loaded: readonly StoredItemVersion[]) => {
    for (const item of loaded) found.set(item.itemId, item);
  };
  keep(await items.findByNumberKeys(numberKeysOf(rows), run));
  const moving = await items.findByOwners(await ownersConcerned(customers, rows, run), run);
  keep(moving);
  keep(
    await items.findByIds(
      changedIds(rows.items).filter((id) => !found.has(id)),
      run,
    ),
  );
  const carried = [...entriesToCarry(rows.items, found), ...moving.map(({ itemId }) => itemId)];
  const touching = [
    ...carried,
    ...applicationRowsOf(rows),
    ...mayBounce(found.values(), rows),
    ...appliedHere(found.values(), rows),
  ];
  const byId = new Map<string, StoredEntryVersion>();
  for (const entry of await entries.findTouching(touching, run)) byId.set(entry._id.toHexString(), entry);
  for (const entry of await entries.findByRows(entryRowsOf(rows), run)) byId.set(entry._id.toHexString(), entry);
  const ends = await items.findByIds(otherEnds([...byId.values()], found), run);
  keep(ends);
  // An entry that follows one of its items may let others of the credit at its other end come back, or stay.
  for (const entry of await entries.findTouching(mayBounce(ends, rows), run)) byId.set(entry._id.toHexString(), entry);
  keep(await items.findByIds(otherEnds([...byId.values()], found), run));
  return { items: [...found.values()], entries: [...byId.values()] };
}

/** The same for some items by themselves: all that stands on them, and what that bears on. */
export async function loadAround(
  { items, entries }: Pick<Sources, 'items' | 'entries'>,
  ids: readonly ItemId[],
  run: number,
): Promise<WorkingSet> {
  const found = new Map<ItemId, StoredItemVersion>();
  const byId = new Map<string, StoredEntryVersion>();
  const add = async (itemIds: readonly ItemId[], touched: readonly ItemId[]) => {
    for (const item of await items.findByIds(itemIds, run)) found.set(item.itemId, item);
    for (const entry of await entries.findTouching(touched, run)) byId.set(entry._id.toHexString(), entry);
  };
  await add(ids, ids);
  await add(otherEnds([...byId.values()], found), []);
  // Where one application of a credit ends whose money was taken back, less of its others comes back.
  await add([], mayBounce(found.values(), { entries: [] }));
  await add(otherEnds([...byId.values()], found), []);
  return { items: [...found.values()], entries: [...byId.values()] };
}

/** Credit items that were applied here, where the source brings applications: it may bring the same. */
function appliedHere(items: Iterable<StoredItemVersion>, { source, entries }: RowsToTake): ItemId[] {
  if (source === OWN_SOURCE || entries.every(({ row }) => row.type !== 'application')) return [];
  return [...items]
    .filter(({ kind, decidedHere = [] }) => !isDebit(kind) && decidedHere.length > 0)
    .map(({ itemId }) => itemId);
}

function numberKeysOf({ entries }: RowsToTake): string[] {
  const keys = new Set<string>();
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

/** Whose items a merge moves, or the taking back of one: those of the customer, and of who stands for it until now. */
async function ownersConcerned(
  customers: Sources['customers'],
  { entries }: RowsToTake,
  run: number,
): Promise<CustomerId[]> {
  const merged = entries.flatMap(({ row }) => (row.type === 'merge' ? customerIdOf(row.customerNumber) : []));
  if (merged.length === 0) return [];
  const survivors = await customers.findSurvivors(merged, run);
  return [...new Set(merged.flatMap((id) => [id, survivors.get(id) ?? id]))];
}

/** Credit items of which money is taken back while it may be applied: all that stands on them matters. */
function mayBounce(items: Iterable<StoredItemVersion>, { entries }: Pick<RowsToTake, 'entries'>): ItemId[] {
  const reversed = new Set(entries.flatMap(({ row }) => (row.type === 'reversal' ? [row.item.number] : [])));
  return [...items]
    .filter(({ kind, number, reversals }) => !isDebit(kind) && (reversals.length > 0 || reversed.has(number)))
    .map(({ itemId }) => itemId);
}

/** Rows of applications whose un-applications matter: those that are taken back, and those that change. */
function applicationRowsOf({ source, entries }: RowsToTake): string[] {
  const rowIds = entries.flatMap(({ id, row, replaces }) => {
    if (row.type === 'unapplication') return [applicationRowIdOf(row, source)];
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
  const ids = entries.flatMap(({ type, touches }) =>
    type === 'unapplication' || type === 'merge' ? [] : touches,
  ) as ItemId[];
  return [...new Set(ids)].filter((id) => !found.has(id));
}
