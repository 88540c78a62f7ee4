import type { LedgerRow } from '../../server/features/receivables/run-service.ts';
import type { LedgerEntries, OpenItem } from '../../shared/domain/open-item.ts';

/** What of a ledger is not yet in an earlier state of it, as rows of a file. Customers' numbers are their ids. */
export function rowsOf(entries: LedgerEntries, before: LedgerEntries): LedgerRow[] {
  const byId = new Map(entries.items.map((item) => [item.id, item]));
  const ref = (id: OpenItem['id']) => {
    const key = byId.get(id)?.key;
    if (key === undefined) throw new Error(`No item ${id}.`);
    return { source: key.source, number: key.number };
  };
  let line = 1;
  const next = () => {
    line += 1;
    return line;
  };
  const items: LedgerRow[] = entries.items.slice(before.items.length).map(({ id: _id, customerId, ...item }) => ({
    type: 'item',
    line: next(),
    customerNumber: customerId,
    customerName: '',
    ...item,
  }));
  const applications: LedgerRow[] = entries.applications
    .slice(before.applications.length)
    .map(({ debitItemId, creditItemId, ...application }) => {
      const ends = { debit: ref(debitItemId), credit: ref(creditItemId) };
      return { type: 'application', line: next(), ...ends, ...application };
    });
  const unapplications: LedgerRow[] = entries.unapplications
    .slice(before.unapplications.length)
    .map((unapplication) => ({ type: 'unapplication', line: next(), ...unapplication }));
  const adjustments: LedgerRow[] = entries.adjustments
    .slice(before.adjustments.length)
    .map(({ itemId, ...adjustment }) => ({ type: 'adjustment', line: next(), item: ref(itemId), ...adjustment }));
  const reversals: LedgerRow[] = entries.reversals
    .slice(before.reversals.length)
    .map(({ itemId, ...reversal }) => ({ type: 'reversal', line: next(), item: ref(itemId), ...reversal }));
  return [...items, ...applications, ...unapplications, ...adjustments, ...reversals];
}
