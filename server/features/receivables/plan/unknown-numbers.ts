import { withoutPadding } from '#shared/domain/ledger-number.ts';
import type { CustomerService } from '../../customers/customer-service.ts';
import type { ItemVersionRepository, NumberedItem } from '../item-version-repository.ts';
import type { ItemRef, ItemRow } from '../ledger-row.ts';
import type { KeyedFile } from './keyed-rows.ts';
import { refsOf } from './keyed-rows.ts';
import type { UnknownNumber } from './lost-padding.ts';
import { type NumberIndex, numberHash } from './number-index.ts';
import type { RowsToTake } from './pass.ts';
import { NONE } from './row-table.ts';

const CUSTOMERS_AT_ONCE = 1_000;

/** The customers' numbers in a file that the ledger does not know as they stand, each with the numbers of the ledger that differ from it in padding alone. */
export async function* unknownCustomers(
  file: KeyedFile,
  customers: CustomerService,
  run: number,
): AsyncGenerator<UnknownNumber[]> {
  const like = await likeCustomers(file, customers, run);
  const { table } = file;
  for (let place = 0; place < table.count; place += 1) {
    const customer = table.customerOf(place);
    if (!table.isToHold(place) || customer === NONE || file.customers.isKnownAt(customer)) continue;
    const number = file.customers.numberAt(customer);
    const column = table.typeOf(place) === 'item' ? 'customerNumber' : 'number';
    yield [{ line: table.lineOf(place), column, number, known: like.get(withoutPadding(number)) ?? [] }];
  }
}

async function likeCustomers(
  { customers: named }: KeyedFile,
  customers: CustomerService,
  run: number,
): Promise<Map<string, string[]>> {
  const like = new Map<string, string[]>();
  let unknown: string[] = [];
  const ask = async () => {
    for (const { number } of await customers.findByPaddedNumbers(unknown, run)) add(like, number, number);
    unknown = [];
  };
  for (let place = 0; place < named.count; place += 1) {
    if (!named.isKnownAt(place)) unknown.push(named.numberAt(place));
    if (unknown.length === CUSTOMERS_AT_ONCE) await ask();
  }
  await ask();
  return like;
}

/** A part of a file beside the ledger as it was before the run. */
export interface PartOfFile {
  readonly file: KeyedFile;
  /** The items of the whole file that are to hold. */
  readonly inFile: NumberIndex;
  readonly rows: RowsToTake;
  /** The items that were loaded for the part. */
  readonly loaded: readonly NumberedItem[];
  /** The run before; 0 where the ledger has no items. */
  readonly run: number;
}

/** The same for the numbers of documents in a part of a file: those that are new, and those that entries name. */
export async function unknownDocuments(
  { file, inFile, rows, loaded, run }: PartOfFile,
  items: ItemVersionRepository,
): Promise<UnknownNumber[]> {
  if (run === 0) return [];
  const fresh = rows.items.filter(({ replaces }) => replaces === null).map(({ row }) => row);
  const numbers = new Set(fresh.map(({ key }) => withoutPadding(key.number)));
  const likeFresh = byBareNumber(await items.findNumbered([...numbers], run));
  const before = loaded.filter(({ itemId }) => !isNew(file, itemId));
  const likeNamed = byBareNumber(before);
  const refs = rows.entries
    .flatMap(({ row }) => refsOf(row).map((ref) => ({ line: row.line, ref })))
    .filter(({ ref }) => !inFile.has(numberHash(ref.source, ref.number)));
  return [
    ...fresh.map((row) => unknown({ line: row.line, column: 'number', ref: (row as ItemRow).key }, likeFresh)),
    ...refs
      .map(({ line, ref }) => unknown({ line, column: 'reference', ref }, likeNamed))
      .filter(({ number, known }) => !known.includes(number)),
  ];
}

function isNew({ table }: KeyedFile, itemId: string): boolean {
  const place = table.find(itemId);
  return place !== NONE && table.stateOf(place) === 'new';
}

function unknown(
  { line, column, ref }: { line: number; column: string; ref: ItemRef },
  like: ReadonlyMap<string, readonly NumberedItem[]>,
): UnknownNumber {
  const known = (like.get(withoutPadding(ref.number)) ?? []).filter((item) => isOfSeries(item, ref));
  return { line, column, number: ref.number, known: known.map(({ number }) => number) };
}

/** Whether a number could be one of the same series of documents; equal digits in another company or year are no sign of lost zeros. */
function isOfSeries(item: NumberedItem, { source, companyCode, documentType, fiscalYear }: ItemRef): boolean {
  return (
    item.source === source &&
    (companyCode ?? item.companyCode) === item.companyCode &&
    (documentType ?? item.documentType) === item.documentType &&
    (fiscalYear ?? item.fiscalYear) === item.fiscalYear
  );
}

function byBareNumber(items: readonly NumberedItem[]): Map<string, NumberedItem[]> {
  const map = new Map<string, NumberedItem[]>();
  for (const item of items) add(map, item.number, item);
  return map;
}

function add<T>(map: Map<string, T[]>, number: string, thing: T): void {
  const key = withoutPadding(number);
  const list = map.get(key);
  if (list === undefined) map.set(key, [thing]);
  else list.push(thing);
}
