import type { CustomerService } from '../../customers/customer-service.ts';
import type { ConfirmationRepository } from '../confirmation-repository.ts';
import type { EntryVersionRepository } from '../entry-version-repository.ts';
import type { ItemVersionRepository } from '../item-version-repository.ts';
import type { LedgerRow } from '../ledger-row.ts';
import { ID_BYTES } from '../row-identity.ts';
import type { SnapshotSaidRepository } from '../snapshot-said-repository.ts';
import { type Claim, type StandingVersion, standingOf } from '../standing.ts';
import type { Keyed, KeyedFile } from './keyed-rows.ts';
import { NONE, type RowTable } from './row-table.ts';

const ROWS_AT_ONCE = 5_000;

/** A row that is to hold, and the version, if any, in whose place it comes. */
export interface Taken<R extends LedgerRow> extends Keyed<R> {
  readonly replaces: StandingVersion | null;
}

export interface LedgerSources {
  readonly customers: CustomerService;
  readonly items: ItemVersionRepository;
  readonly entries: EntryVersionRepository;
  readonly confirmations: ConfirmationRepository;
  /** Of statements of what is left that said nothing new. */
  readonly saidAgain: ConfirmationRepository;
  readonly snapshots: SnapshotSaidRepository;
}

/** The ledger that a file is compared with: the run it stands at, and a sign of life to give every so often. */
export interface ComparedWith {
  readonly run: number;
  readonly alive: () => Promise<void>;
}

/** Tells rows that are to hold from equal ones and from older states, and known customers from others: both are noted with the rows. */
export async function compareRows(
  file: KeyedFile,
  sources: LedgerSources,
  claim: Omit<Claim, 'hash'>,
  ledger: ComparedWith,
): Promise<void> {
  const said = ledger.run === 0 ? null : await saidAfter(claim.asOf, file.table, sources.confirmations);
  const marking = new Marking(file.table, claim, said);
  await compareCustomers(file, sources, marking, ledger);
  await compareOthers(file, sources, marking, ledger);
}

async function compareCustomers(
  { table, customers }: KeyedFile,
  sources: LedgerSources,
  marking: Marking,
  { run, alive }: ComparedWith,
): Promise<void> {
  for (const places of stretches(customers.count)) {
    const ids = places.map((place) => customers.idAt(place));
    const standing = run === 0 ? NOTHING : await sources.customers.findStanding(ids, run);
    for (const [at, id] of ids.entries()) {
      if (standing.has(id)) customers.noteKnown(places[at] ?? NONE);
      marking.mark(table.find(id), standing.get(id));
    }
    await alive();
  }
}

async function compareOthers(
  { table }: KeyedFile,
  sources: LedgerSources,
  marking: Marking,
  { run, alive }: ComparedWith,
): Promise<void> {
  const items = run > 0 && (await sources.items.hasAny(run)) ? sources.items : null;
  const entries = run > 0 && (await sources.entries.hasAny(run)) ? sources.entries : null;
  for (const stretch of stretches(table.count)) {
    const places = stretch.filter((place) => table.stateOf(place) === 'unknown' && table.typeOf(place) !== 'customer');
    const [ofItems, ofEntries] = parted(places, (place) => table.typeOf(place) === 'item');
    marking.markAll(ofItems, (await items?.findStanding(idsOf(table, ofItems), run)) ?? NOTHING);
    marking.markAll(ofEntries, (await entries?.findStanding(idsOf(table, ofEntries), run)) ?? NOTHING);
    await alive();
  }
}

const NOTHING: ReadonlyMap<string, StandingVersion> = new Map();

/** Of rows of the file the latest time, if any, after another one at which a source is known to have said them again. */
async function saidAfter(
  after: Date,
  table: RowTable,
  confirmations: ConfirmationRepository,
): Promise<Float64Array | null> {
  let said: Float64Array | null = null;
  await confirmations.eachAfter(after, (ids, dataAsOf) => {
    said ??= new Float64Array(table.count);
    for (let at = 0; at < ids.length; at += ID_BYTES) {
      const place = table.findIn(ids, at);
      if (place !== NONE) said[place] = Math.max(said[place] ?? 0, dataAsOf.getTime());
    }
  });
  return said;
}

class Marking {
  constructor(
    private readonly table: RowTable,
    private readonly claim: Omit<Claim, 'hash'>,
    private readonly said: Float64Array | null,
  ) {}

  markAll(places: readonly number[], standing: ReadonlyMap<string, StandingVersion>): void {
    for (const place of places) this.mark(place, standing.get(this.table.idOf(place)));
  }

  mark(place: number, version: StandingVersion | undefined): void {
    const { table, claim } = this;
    if (place === NONE || table.stateOf(place) !== 'unknown') return;
    const said = this.said?.[place] ?? 0;
    const hash = table.hashOf(place);
    const stands = standingOf({ ...claim, hash }, version, said === 0 ? undefined : new Date(said));
    table.setState(place, stands);
    if (version === undefined) return;
    if (stands === 'equal' && version.sourceAsOf < claim.asOf) table.confirm(place);
    // What holds is the placeholder of a customer that nobody has described.
    if (stands === 'changed' && version.hash === '') table.countAsNew(place);
  }
}

function idsOf<Id extends string>(table: RowTable, places: readonly number[]): Id[] {
  return places.map((place) => table.idOf(place) as Id);
}

/** Places from 0 on, some thousand at a time. */
function* stretches(count: number): Generator<number[]> {
  for (let start = 0; start < count; start += ROWS_AT_ONCE) {
    yield Array.from({ length: Math.min(count - start, ROWS_AT_ONCE) }, (_, at) => start + at);
  }
}

function parted(places: readonly number[], isFirst: (place: number) => boolean): [number[], number[]] {
  return [places.filter(isFirst), places.filter((place) => !isFirst(place))];
}
