import type { CustomerId, ItemId } from '#shared/domain/ids.ts';

export interface NamedItem {
  readonly customerId: CustomerId;
  readonly number: string;
}

/** Those of some customers and items that exist. */
export interface NamedInLedger {
  readonly customers: ReadonlySet<CustomerId>;
  readonly items: ReadonlyMap<ItemId, NamedItem>;
}

/** What the log needs to know of the ledger as it now stands. */
export interface LedgerNames {
  find(customerIds: readonly CustomerId[], itemIds: readonly ItemId[]): Promise<NamedInLedger>;
  /** All ids under which a customer was ever written of: that of who stands for it since a merge, then those merged into that one. */
  idsOf(customerId: CustomerId): Promise<readonly CustomerId[]>;
  /** Those of the numbers that a customer or a document of the company has, leading zeros aside. */
  findOwnNumbers(numbers: readonly string[]): Promise<ReadonlySet<string>>;
}
