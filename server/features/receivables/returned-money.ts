import type { ItemId } from '#shared/domain/ids.ts';
import { decimalOf } from '#shared/domain/money.ts';
import type { EntryVersionRepository } from './entry-version-repository.ts';
import type { StoredItemVersion } from './item-version.ts';
import type { ItemVersionRepository } from './item-version-repository.ts';
import type { ReversalRow } from './ledger-row.ts';
import { receiptKey, receiptKeys } from './receipt-key.ts';
import { entryRowIdOf } from './row-identity.ts';
import type { ReturnedMoney } from './run.ts';

const MOST_LISTED = 20;

export interface FoundReturns {
  /** What takes back the payments that were found. */
  readonly rows: readonly ReversalRow[];
  /** What a person has to do about the others. */
  readonly notes: readonly string[];
}

/**
 * Finds the payments that a bank has taken back and that came in an earlier file: of the same account and currency, of an earlier day, under one of the references, with enough
 * left to take back; one over the whole of the amount goes before others. Where none fits, or several do, nothing is taken back. A return that was taken before is on what it was on
 * then.
 */
export async function findReturned(
  returns: readonly ReturnedMoney[],
  source: string,
  { items, entries, run }: { items: ItemVersionRepository; entries: EntryVersionRepository; run: number },
): Promise<FoundReturns> {
  const rowIds = returns.map(({ id }) => entryRowIdOf('reversal', source, id));
  const before = await entries.findByRows(rowIds, run);
  const known = new Map(before.map(({ rowId, touches: [itemId = ''] }) => [rowId, itemId as ItemId]));
  const keys = new Set(returns.flatMap(keysOf));
  const found = await items.findByNumberKeys([...keys], run);
  const again = await items.findByIds([...new Set(known.values())], run);
  const finding = new Finding([...found, ...again]);
  return finding.all(returns.map((one, at) => ({ one, before: known.get(rowIds[at] ?? '') })));
}

class Finding {
  private readonly byId = new Map<ItemId, StoredItemVersion>();
  private readonly byKey = new Map<string, Set<ItemId>>();
  /** How much of each can still be taken back, in minor units. */
  private readonly left = new Map<ItemId, number>();

  constructor(items: readonly StoredItemVersion[]) {
    for (const item of items) {
      if (item.kind !== 'payment' || item.receipt === undefined) continue;
      this.byId.set(item.itemId, item);
      this.left.set(
        item.itemId,
        item.reversals.reduce((rest, { minor }) => rest - minor, item.minor),
      );
      for (const key of receiptKeys(item.receipt)) {
        this.byKey.set(key, (this.byKey.get(key) ?? new Set()).add(item.itemId));
      }
    }
  }

  all(returns: readonly { one: ReturnedMoney; before: ItemId | undefined }[]): FoundReturns {
    const rows: ReversalRow[] = [];
    const unknown: string[] = [];
    for (const { one, before } of returns) {
      const fitting = before === undefined ? this.fitting(one) : [before].flatMap((id) => this.byId.get(id) ?? []);
      const [item, ...others] = fitting;
      if (item === undefined || others.length > 0) {
        unknown.push(unknownReturn(one, fitting));
        continue;
      }
      if (before === undefined) this.left.set(item.itemId, (this.left.get(item.itemId) ?? 0) - one.amount.minor);
      rows.push(reversalOf(one, item));
    }
    return { rows, notes: notesOf(unknown) };
  }

  private fitting(one: ReturnedMoney): StoredItemVersion[] {
    const { amount, on } = one;
    const leftOf = ({ itemId }: StoredItemVersion) => this.left.get(itemId) ?? 0;
    const named = new Set(keysOf(one).flatMap((key) => [...(this.byKey.get(key) ?? [])]));
    const enough = [...named]
      .flatMap((id) => this.byId.get(id) ?? [])
      .filter((item) => item.currency === amount.currency && item.issuedOn <= on && leftOf(item) >= amount.minor);
    const whole = enough.filter((item) => leftOf(item) === amount.minor);
    return whole.length > 0 ? whole : enough;
  }
}

function keysOf({ account, references }: ReturnedMoney): string[] {
  return references.map((reference) => receiptKey(account, reference));
}

function reversalOf({ line, id, amount, on }: ReturnedMoney, item: StoredItemVersion): ReversalRow {
  const { source, companyCode, documentType, number, fiscalYear, instalment } = item;
  const named = { source, companyCode, documentType, number, fiscalYear, instalment };
  return { type: 'reversal', line, id, item: named, amount, on };
}

function unknownReturn({ line, amount, on, references }: ReturnedMoney, several: readonly StoredItemVersion[]): string {
  const said = `line ${line}: ${decimalOf(amount)} ${amount.currency} on ${on} (${references[0] ?? ''})`;
  return several.length === 0 ? said : `${said}, which may be any of ${several.map(({ number }) => number).join(', ')}`;
}

function notesOf(unknown: readonly string[]): string[] {
  if (unknown.length === 0) return [];
  const more = unknown.length > MOST_LISTED ? `; and ${unknown.length - MOST_LISTED} more` : '';
  const listed = unknown.slice(0, MOST_LISTED).join('; ');
  return [
    `Returned by the bank, and no one payment of the ledger is named by it; take the payment back by hand: ${listed}${more}.`,
  ];
}
