import { withoutPadding } from '#shared/domain/ledger-number.ts';
import type { CustomerService } from '../../customers/customer-service.ts';
import type { StoredItemVersion } from '../item-version.ts';
import type { CustomerRow, ItemRef, ItemRow } from '../ledger-row.ts';
import { customerIdOf } from '../row-identity.ts';
import type { Compared } from './compared-rows.ts';
import type { EntryRow } from './keyed-rows.ts';
import { refsOf, type WorkingSet } from './load-working-set.ts';
import type { UnknownNumber } from './lost-padding.ts';

interface Rows {
  readonly compared: {
    readonly customers: Compared<CustomerRow>;
    readonly items: Compared<ItemRow>;
    readonly entries: Compared<EntryRow>;
  };
  readonly set: WorkingSet;
  /** Ids of the customers that the ledger knows. */
  readonly known: ReadonlySet<string>;
  readonly run: number;
}

/** The numbers in a file that the ledger does not know as they stand, each with the numbers of the ledger that differ from it in padding alone. */
export async function unknownNumbers(
  { compared, set, known, run }: Rows,
  customers: CustomerService,
): Promise<UnknownNumber[]> {
  if (run === 0) return [];
  const unknownCustomers = unknownCustomerNumbers(compared, known);
  const likeCustomers = byBareNumber(
    await customers.findByPaddedNumbers(
      unknownCustomers.map(({ number }) => number),
      run,
    ),
  );
  const likeItems = byBareNumber(set.items);
  const itemsLike = (ref: ItemRef) =>
    (likeItems.get(withoutPadding(ref.number)) ?? []).filter((item) => isOfSeries(item, ref));
  const documents = compared.items.taken
    .filter(({ replaces }) => replaces === null)
    .map(({ row }) => ({ line: row.line, column: 'number', ref: row.key as ItemRef }));
  const inFile = new Set(compared.items.taken.map(({ row }) => row.key.number));
  const refs = compared.entries.taken
    .flatMap(({ row }) => refsOf(row).map((ref) => ({ line: row.line, column: 'reference', ref })))
    .filter(({ ref }) => !inFile.has(ref.number) && !itemsLike(ref).some(({ number }) => number === ref.number));
  return [
    ...unknownCustomers.map((unknown) => ({
      ...unknown,
      known: (likeCustomers.get(withoutPadding(unknown.number)) ?? []).map(({ number }) => number),
    })),
    ...[...documents, ...refs].map(({ line, column, ref }) => ({
      line,
      column,
      number: ref.number,
      known: itemsLike(ref).map(({ number }) => number),
    })),
  ];
}

function unknownCustomerNumbers(
  { customers, items }: Pick<Rows['compared'], 'customers' | 'items'>,
  known: ReadonlySet<string>,
): Omit<UnknownNumber, 'known'>[] {
  const described = customers.taken
    .filter(({ replaces }) => replaces === null)
    .map(({ row }) => ({ line: row.line, column: 'number', number: row.number }));
  const named = items.taken
    .filter(({ row }) => !known.has(customerIdOf(row.customerNumber)))
    .map(({ row }) => ({ line: row.line, column: 'customerNumber', number: row.customerNumber }));
  return [...described, ...named];
}

/** Whether a number could be one of the same series of documents; equal digits in another company or year are no sign of lost zeros. */
function isOfSeries(item: StoredItemVersion, { source, companyCode, documentType, fiscalYear }: ItemRef): boolean {
  return (
    item.source === source &&
    (companyCode ?? item.companyCode) === item.companyCode &&
    (documentType ?? item.documentType) === item.documentType &&
    (fiscalYear ?? item.fiscalYear) === item.fiscalYear
  );
}

function byBareNumber<T extends { readonly number: string }>(things: readonly T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const thing of things) {
    const key = withoutPadding(thing.number);
    map.set(key, [...(map.get(key) ?? []), thing]);
  }
  return map;
}
