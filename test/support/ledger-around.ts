import type { ItemId } from '../../shared/domain/ids.ts';
import type { Application, LedgerEntries } from '../../shared/domain/open-item.ts';

/** The part of a ledger on which the courses of items rest. Those of `complete` are whole in it; others may lack entries. */
export function ledgerAround(
  history: LedgerEntries,
  itemIds: readonly ItemId[],
): LedgerEntries & { complete: ReadonlySet<ItemId> } {
  const ends = ({ debitItemId, creditItemId }: Application) => [debitItemId, creditItemId];
  const credits = new Set(
    history.applications.filter((one) => ends(one).some((id) => itemIds.includes(id))).map((one) => one.creditItemId),
  );
  const bearing = history.applications.filter((one) => credits.has(one.creditItemId));
  const complete = new Set([...itemIds, ...bearing.flatMap(ends)]);
  const inner = new Set(
    history.applications.filter((one) => complete.has(one.debitItemId)).map((one) => one.creditItemId),
  );
  const applications = history.applications.filter((one) => inner.has(one.creditItemId));
  const ids = new Set([...complete, ...applications.flatMap(ends)]);
  const known = new Set(applications.map(({ id }) => id));
  const within = ({ itemId }: { itemId: ItemId }) => ids.has(itemId);
  return {
    complete,
    items: history.items.filter(({ id }) => ids.has(id)),
    applications,
    unapplications: history.unapplications.filter(({ applicationId }) => known.has(applicationId)),
    adjustments: history.adjustments.filter(within),
    reversals: history.reversals.filter(within),
    statedLefts: history.statedLefts.filter(within),
  };
}
