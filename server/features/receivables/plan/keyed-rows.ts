import type { CustomerRow, ItemRef, ItemRow, LedgerRow, RowProblem } from '../ledger-row.ts';
import { applicationRowIdOf, customerIdOf, entryIdOf, hashOf, itemIdOf } from '../row-identity.ts';
import type { RowSource } from '../run.ts';
import { NamedCustomers } from './named-customers.ts';
import { numberHash } from './number-index.ts';
import { NONE, RowTable } from './row-table.ts';
import type { WrongLines } from './wrong-lines.ts';

export type EntryRow = Exclude<LedgerRow, CustomerRow | ItemRow>;

/** A row with the id of what it is about and the hash of what it says. */
export interface Keyed<R extends LedgerRow = LedgerRow> {
  readonly row: R;
  readonly id: string;
  readonly hash: string;
}

/** The rows of a file with what each is about. */
export interface KeyedFile {
  readonly rows: RowSource;
  readonly source: string;
  readonly table: RowTable;
  readonly customers: NamedCustomers;
  /** Un-applications by their places: the ids of the rows of their applications. */
  readonly applications: ReadonlyMap<number, string>;
}

/** More lines than these are not named in one sentence. */
const LINES_NAMED = 10;

/**
 * Keys the rows of a file, those on wrong lines left out. Rows that say different things of the same customer, item or entry are problems, all of them: which
 * is right is not for us to guess. A row that says again what a row before it says is `repeated`.
 */
export async function keyedRows(rows: RowSource, source: string, wrong: WrongLines): Promise<KeyedFile> {
  const keying = new Keying(rows, source);
  for await (const chunk of rows.chunks()) {
    for (const row of chunk) {
      if (wrong.has(row.line)) keying.file.table.leaveOut();
      else keying.add(row);
    }
  }
  wrong.add(await keying.contradictions());
  return keying.file;
}

/** By what a row is known, whatever it says. */
function rowIdOf(row: LedgerRow, source: string): string {
  if (row.type === 'customer') return customerIdOf(row.number);
  return row.type === 'item' ? itemIdOf(row.key) : entryIdOf(row, source);
}

/** The documents that a row of an entry names; an un-application names none. */
export function refsOf(row: LedgerRow): ItemRef[] {
  if (row.type === 'application') return [row.debit, row.credit];
  return 'item' in row ? [row.item] : [];
}

class Keying {
  readonly file: KeyedFile & { readonly applications: Map<number, string> };
  /** Of rows that say something else than the first of the same id: their places, by the first's. */
  private readonly others = new Map<number, number[]>();

  constructor(rows: RowSource, source: string) {
    const table = new RowTable(rows.count);
    this.file = { rows, source, table, customers: new NamedCustomers(), applications: new Map() };
  }

  add(row: LedgerRow): void {
    const { table, source, applications } = this.file;
    const id = rowIdOf(row, source);
    const { place, first } = table.add({ row, id, hash: hashOf(row), ...this.namedBy(row) });
    if (row.type === 'unapplication') applications.set(place, applicationRowIdOf(row, source));
    if (first === place) return;
    table.setState(place, table.saysTheSame(first, place) ? 'repeated' : 'contradicting');
    if (table.stateOf(place) === 'repeated') return;
    table.setState(first, 'contradicting');
    this.others.set(first, [...(this.others.get(first) ?? []), place]);
  }

  async contradictions(): Promise<RowProblem[]> {
    const problems: RowProblem[] = [];
    for (const [first, others] of this.others) {
      const alike = await this.file.rows.pick([first, ...others]);
      const lines = alike.map(({ line }) => line);
      problems.push(...alike.map((row) => contradiction(row, lines)));
    }
    return problems.sort((a, b) => a.line - b.line);
  }

  private namedBy(row: LedgerRow) {
    const { customers } = this.file;
    if (row.type === 'customer') return { customer: customers.add(row.number), numbers: [], namesInstalments: false };
    if (row.type === 'item') {
      const numbers = [numberHash(row.key.source, row.key.number)];
      return { customer: customers.add(row.customerNumber), numbers, namesInstalments: true };
    }
    const refs = refsOf(row);
    return {
      customer: NONE,
      numbers: refs.map((ref) => numberHash(ref.source, ref.number)),
      namesInstalments: refs.every(({ instalment }) => instalment !== undefined),
    };
  }
}

function contradiction(row: LedgerRow, alike: readonly number[]): RowProblem {
  const lines = alike.filter((line) => line !== row.line);
  const more = lines.length > LINES_NAMED ? ' and others' : '';
  const { column, value } = nameOf(row);
  return {
    line: row.line,
    column,
    value,
    problem: `says something else of ${value} than line ${lines.slice(0, LINES_NAMED).join(', ')}${more}; leave one of them.`,
  };
}

/** By what a row names the thing that it is about. */
function nameOf(row: LedgerRow): { column: string; value: string } {
  switch (row.type) {
    case 'customer':
      return { column: 'number', value: row.number };
    case 'item':
      return { column: 'number', value: row.key.number };
    case 'stated_left':
    case 'identification':
      return { column: 'item', value: row.item.number };
    case 'merge':
      return { column: 'customerNumber', value: row.customerNumber };
    default:
      return { column: 'id', value: row.id };
  }
}
