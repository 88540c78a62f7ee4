import type {
  AdjustmentRow,
  ApplicationRow,
  CustomerRow,
  ItemRow,
  LedgerRow,
  ReversalRow,
  RowProblem,
  UnapplicationRow,
} from '../ledger-row.ts';
import { customerIdOf, entryRowIdOf, hashOf, itemIdOf } from '../row-identity.ts';

export type EntryRow = ApplicationRow | UnapplicationRow | AdjustmentRow | ReversalRow;

/** A row with the id of what it is about and the hash of what it says. */
export interface Keyed<R extends LedgerRow = LedgerRow> {
  readonly row: R;
  readonly id: string;
  readonly hash: string;
}

export interface KeyedRows {
  readonly customers: Keyed<CustomerRow>[];
  readonly items: Keyed<ItemRow>[];
  readonly entries: Keyed<EntryRow>[];
  /** Rows that say again what a row before them says; they count as equal. */
  readonly repeated: number;
  readonly problems: RowProblem[];
}

/** Keys the rows of a file. Rows that say different things of the same customer, item or entry are problems, all of them: which is right is not for us to guess. */
export function keyedRows(rows: readonly LedgerRow[], source: string): KeyedRows {
  const { first, others, repeated } = gathered(rows, source);
  const sorted: KeyedRows = { customers: [], items: [], entries: [], repeated, problems: [] };
  for (const keyed of first.values()) {
    const other = others.get(keyed.id);
    if (other === undefined) sort(keyed, sorted);
    else sorted.problems.push(...[keyed, ...other].map(({ row }) => contradiction(row, [keyed, ...other])));
  }
  sorted.problems.sort((a, b) => a.line - b.line);
  return sorted;
}

/** Rows by what they are about: the first of each, and those that say something else than the first. */
function gathered(rows: readonly LedgerRow[], source: string) {
  const first = new Map<string, Keyed>();
  const others = new Map<string, Keyed[]>();
  let repeated = 0;
  for (const row of rows) {
    const keyed = { row, id: idOf(row, source), hash: hashOf(row) };
    const before = first.get(keyed.id);
    if (before === undefined) first.set(keyed.id, keyed);
    else if (before.hash === keyed.hash) repeated += 1;
    else others.set(keyed.id, [...(others.get(keyed.id) ?? []), keyed]);
  }
  return { first, others, repeated };
}

function sort(keyed: Keyed, { customers, items, entries }: KeyedRows): void {
  if (keyed.row.type === 'customer') customers.push(keyed as Keyed<CustomerRow>);
  else if (keyed.row.type === 'item') items.push(keyed as Keyed<ItemRow>);
  else entries.push(keyed as Keyed<EntryRow>);
}

function contradiction(row: LedgerRow, alike: readonly Keyed[]): RowProblem {
  const lines = alike.map(({ row: { line } }) => line).filter((line) => line !== row.line);
  const { column, value } = nameOf(row);
  return {
    line: row.line,
    column,
    value,
    problem: `says something else of ${value} than line ${lines.join(', ')}; leave one of them.`,
  };
}

/** By what a row names the thing that it is about. */
function nameOf(row: LedgerRow): { column: string; value: string } {
  if (row.type === 'customer') return { column: 'number', value: row.number };
  if (row.type === 'item') return { column: 'number', value: row.key.number };
  return { column: 'id', value: row.id };
}

function idOf(row: LedgerRow, source: string): string {
  if (row.type === 'customer') return customerIdOf(row.number);
  if (row.type === 'item') return itemIdOf(row.key);
  return entryRowIdOf(row.type, source, row.id);
}
