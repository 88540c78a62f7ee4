import type { CustomerRow } from '../../receivables/run-service.ts';
import { BlockFile } from './block-file.ts';

/** So many customer rows are kept in memory; with more they are put away, apart by their numbers. */
const ROWS_IN_MEMORY = 5_000;
const PARTS = 128;

/** The customer rows of a file in bounded memory. Rows that tell of one customer and differ in the contact alone become one customer with all of them. */
export class GatheredCustomers {
  private waiting: CustomerRow[] = [];
  private readonly blocks = new BlockFile(0);
  private readonly blocksOf = new Map<number, number[]>();

  add(row: CustomerRow): void {
    this.waiting.push(row);
    if (this.waiting.length === ROWS_IN_MEMORY) this.putAway();
  }

  /** The customers, a part of them at a time; to be asked for once, when all rows are there. */
  *parts(): Generator<readonly CustomerRow[]> {
    if (this.blocksOf.size === 0) {
      yield merged(this.waiting);
      return;
    }
    this.putAway();
    for (const numbers of this.blocksOf.values()) yield merged(numbers.flatMap((number) => this.block(number)));
  }

  close(): void {
    this.waiting = [];
    this.blocks.close();
    this.blocksOf.clear();
  }

  private putAway(): void {
    const byPart = new Map<number, CustomerRow[]>();
    for (const row of this.waiting) listAt(byPart, partOf(row.number)).push(row);
    for (const [part, rows] of byPart) {
      listAt(this.blocksOf, part).push(this.blocks.add(Buffer.from(JSON.stringify(rows))));
    }
    this.waiting = [];
  }

  private block(number: number): CustomerRow[] {
    return JSON.parse(this.blocks.read(number).toString()) as CustomerRow[];
  }
}

interface Gathering {
  readonly row: CustomerRow;
  readonly said: string;
  readonly contacts: Map<string, CustomerRow['contacts'][number]>;
}

/** Two rows that contradict one another are both handed on: the ledger says so, with both lines. */
function merged(rows: readonly CustomerRow[]): CustomerRow[] {
  const first = new Map<string, Gathering>();
  const gathered: (Gathering | CustomerRow)[] = [];
  for (const row of rows) {
    const said = saidBesideContacts(row);
    const before = first.get(row.number);
    if (before !== undefined && before.said !== said) {
      gathered.push(row);
      continue;
    }
    const of = before ?? { row, said, contacts: new Map() };
    for (const contact of row.contacts) of.contacts.set(JSON.stringify(contact), contact);
    if (before !== undefined) continue;
    first.set(row.number, of);
    gathered.push(of);
  }
  return gathered.map((one) => ('row' in one ? { ...one.row, contacts: [...one.contacts.values()] } : one));
}

function saidBesideContacts({ line: _line, contacts: _contacts, ...rest }: CustomerRow): string {
  return JSON.stringify(rest);
}

function listAt<T>(lists: Map<number, T[]>, key: number): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function partOf(number: string): number {
  let hash = 0;
  for (let at = 0; at < number.length; at += 1) hash = (Math.imul(hash, 31) + number.charCodeAt(at)) >>> 0;
  return hash % PARTS;
}
