import type { LedgerRow } from '../../server/features/receivables/run-service.ts';
import type { CustomerId, ItemId } from '../../shared/domain/ids.ts';
import { type Application, type LedgerEntries, type OpenItem, OWN_SOURCE } from '../../shared/domain/open-item.ts';
import { customerRow, SOURCE } from './ledger-rows.ts';
import type { Merge } from './survivors.ts';

/** A ledger with what its rows need besides. */
export interface FedLedger extends LedgerEntries {
  readonly merges: readonly Merge[];
  readonly statedCustomers: ReadonlyMap<ItemId, CustomerId>;
}

/** What of a ledger is not yet in an earlier state of it, as rows of a file. Customers' numbers are their ids. */
export function rowsOf(entries: FedLedger, before: FedLedger): LedgerRow[] {
  const numbering = new Numbering(entries);
  return [
    ...mergeRows(entries.merges, before.merges, numbering),
    ...itemRows(entries, before, numbering),
    ...entryRows(entries, before, numbering),
  ];
}

/** The source under which an entry was fed. */
function sourceOf({ decidedHere = false }: { readonly decidedHere?: boolean }): string {
  return decidedHere ? OWN_SOURCE : SOURCE;
}

class Numbering {
  private line = 1;
  private readonly items: ReadonlyMap<ItemId, OpenItem>;

  constructor({ items }: LedgerEntries) {
    this.items = new Map(items.map((item) => [item.id, item]));
  }

  next(): number {
    this.line += 1;
    return this.line;
  }

  ref(id: ItemId): { source: string; number: string } {
    const key = this.items.get(id)?.key;
    if (key === undefined) throw new Error(`No item ${id}.`);
    return { source: key.source, number: key.number };
  }
}

/** Who stands for whom at the end, of those of whom that changed; what is taken back comes first, since it may make room. */
function mergeRows(merges: readonly Merge[], before: readonly Merge[], numbering: Numbering): LedgerRow[] {
  const [now, then] = [merges, before].map((list) => new Map(list.map(({ customerId, into }) => [customerId, into])));
  const changed = [...(now ?? [])].filter(([id, into]) => into !== (then?.get(id) ?? null));
  const named = new Set(changed.flat().filter((id) => id !== null));
  const inOrder = changed.sort(([, one], [, other]) => Number(one !== null) - Number(other !== null));
  return [
    ...[...named].map((id) => customerRow(id, { line: numbering.next() })),
    ...inOrder.map(([id, into]): LedgerRow => {
      return { type: 'merge', line: numbering.next(), customerNumber: id, intoNumber: into };
    }),
  ];
}

function itemRows({ items, statedCustomers }: FedLedger, before: LedgerEntries, numbering: Numbering): LedgerRow[] {
  return items.slice(before.items.length).map(({ id, customerId, ...item }) => ({
    type: 'item',
    line: numbering.next(),
    customerNumber: statedCustomers.get(id) ?? customerId,
    customerName: '',
    ...item,
  }));
}

function entryRows(entries: LedgerEntries, before: LedgerEntries, numbering: Numbering): LedgerRow[] {
  const byId = new Map<string, Application>(entries.applications.map((one) => [one.id, one]));
  const line = () => numbering.next();
  return [
    ...fresh(entries.applications, before.applications).map(
      ({ debitItemId, creditItemId, decidedHere: _, ...application }): LedgerRow => {
        const ends = { debit: numbering.ref(debitItemId), credit: numbering.ref(creditItemId) };
        return { type: 'application', line: line(), ...ends, ...application };
      },
    ),
    ...fresh(entries.unapplications, before.unapplications).map((back): LedgerRow => {
      const applicationSource = sourceOf(byId.get(back.applicationId) ?? {});
      return { type: 'unapplication', line: line(), ...back, applicationSource };
    }),
    ...fresh(entries.adjustments, before.adjustments).map(({ itemId, decidedHere: _, ...adjustment }): LedgerRow => {
      return { type: 'adjustment', line: line(), item: numbering.ref(itemId), ...adjustment };
    }),
    ...fresh(entries.reversals, before.reversals).map(({ itemId, ...reversal }): LedgerRow => {
      return { type: 'reversal', line: line(), item: numbering.ref(itemId), ...reversal };
    }),
    ...fresh(entries.statedLefts, before.statedLefts).map(({ itemId, left, on }): LedgerRow => {
      return { type: 'stated_left', line: line(), item: numbering.ref(itemId), left, on };
    }),
  ];
}

function fresh<T>(list: readonly T[], before: readonly T[]): T[] {
  return list.slice(before.length);
}
