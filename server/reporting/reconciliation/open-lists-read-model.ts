import { type CalendarDate, dayInZone } from '#shared/domain/calendar-date.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import type { LedgerPosition } from '../../features/receivables/ledger-position-service.ts';
import { ID_BYTES } from '../../features/receivables/row-identity.ts';
import type { KeptRun } from '../../features/receivables/run.ts';
import { KnownSnapshot } from '../../features/receivables/snapshot-said-repository.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';

/** A complete list of what a source holds open, as it was fed. */
export interface OpenList {
  readonly runId: string;
  readonly source: string;
  /** At the end of which day it lists what is open. */
  readonly day: CalendarDate;
  readonly dataAsOf: Date;
  /** The committed run of the ledger by which all of it was taken. */
  readonly run: number;
  /** Those that it is about; all of its source where there are none. */
  readonly companyCodes: readonly string[];
  readonly listsPayments: boolean;
  /** The items that it names; null where that is not kept. */
  readonly named: readonly ItemId[] | null;
  /** Whether it could have named an item and is known not to have. */
  readonly leavesOut: (item: ListableItem) => boolean;
  /** What the file’s own figures of what is left add up to, whatever their side, by currency; empty where it gives none. */
  readonly stated: ReadonlyMap<string, number>;
}

type SnapshotSaid = ConstructorParameters<typeof KnownSnapshot>[0];
export type ListableItem = { readonly itemId: ItemId } & Parameters<KnownSnapshot['leavesOut']>[1];

export interface ListsAsked {
  readonly asOf: CalendarDate;
  readonly zone: string;
  readonly position: LedgerPosition;
  readonly knownAt: Date;
}

type FoundRun = Pick<KeptRun, 'runId' | 'source' | 'dataAsOf' | 'number' | 'receivedAt' | 'controlTotals'>;

/** How many lists of a source are looked through for the last one of each of its company codes. */
const LOOKED_THROUGH = 30;

/** The last complete lists of each source that are of a day or before, the latest first: as many as it takes to have one of each of its company codes. */
export async function openLists(asked: ListsAsked): Promise<OpenList[]> {
  const lists: OpenList[] = [];
  for (const source of await sourcesWithLists()) {
    const runs = (await findRuns(source, asked)).filter(
      ({ dataAsOf }) => dayInZone(dataAsOf, asked.zone) <= asked.asOf,
    );
    const said = await findSaid(runs.map(({ runId }) => runId));
    const commits = await findCommitsBefore(runs);
    lists.push(...lastOfEachCode(runs.map((run) => listOf(run, said.get(run.runId), { commits, zone: asked.zone }))));
  }
  return lists;
}

async function sourcesWithLists(): Promise<string[]> {
  const filter = { tenantId: currentTenant(), kind: 'feed', coverage: 'snapshot' };
  return ((await runsCollection().distinct('source', filter as never)) as string[]).sort();
}

/** Those that are in the ledger at the position, or were found by then to say what it said already. */
async function findRuns(source: string, { position, knownAt }: ListsAsked): Promise<FoundRun[]> {
  const filter = {
    tenantId: currentTenant(),
    kind: 'feed',
    source,
    coverage: 'snapshot',
    $or: [
      { state: 'committed', number: { $lte: position.run } },
      { state: 'unchanged', receivedAt: { $lte: knownAt } },
    ],
    takenBackBy: { $not: { $lte: position.run, $ne: null } },
  };
  const projection = { _id: 0, runId: 1, source: 1, dataAsOf: 1, number: 1, receivedAt: 1, controlTotals: 1 };
  return await runsCollection()
    .find(filter as never, { projection })
    .sort({ dataAsOf: -1, receivedAt: -1, runId: -1 })
    .limit(LOOKED_THROUGH)
    .toArray();
}

async function findSaid(runIds: readonly string[]): Promise<Map<string, SnapshotSaid>> {
  const filter = { tenantId: currentTenant(), runId: { $in: [...runIds] } };
  const found = await collectionNamed<SnapshotSaid>('snapshotsSaid').find(filter).toArray();
  return new Map(found.map((said) => [said.runId, said]));
}

/** The last run that was committed before each of those that changed nothing. */
async function findCommitsBefore(runs: readonly FoundRun[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const { runId, receivedAt, number } of runs) {
    if (number !== null) continue;
    const filter = { tenantId: currentTenant(), committedAt: { $ne: null, $lte: receivedAt } };
    const last = await runsCollection().findOne(filter as never, {
      sort: { committedAt: -1, number: -1 },
      projection: { number: 1 },
    });
    found.set(runId, last?.number ?? 0);
  }
  return found;
}

function listOf(
  { runId, source, dataAsOf, number, controlTotals }: FoundRun,
  said: SnapshotSaid | undefined,
  { commits, zone }: { readonly commits: ReadonlyMap<string, number>; readonly zone: string },
): OpenList {
  const known = said === undefined ? null : new KnownSnapshot(said);
  const stated = controlTotals.sums.filter(({ name }) => name === 'stated_left');
  return {
    runId,
    source,
    day: dayInZone(dataAsOf, zone),
    dataAsOf,
    run: number ?? commits.get(runId) ?? 0,
    companyCodes: said?.companyCodes ?? [],
    listsPayments: said?.listsPayments ?? controlTotals.sums.some(({ name }) => name === 'payment'),
    named: said === undefined ? null : namedIn(said),
    leavesOut: (item) => known?.leavesOut(item.itemId, item) ?? false,
    stated: new Map(stated.map(({ currency, minor }) => [currency, minor])),
  };
}

function namedIn({ named: { buffer, position } }: SnapshotSaid): ItemId[] {
  const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, position);
  return Array.from(
    { length: position / ID_BYTES },
    (_, at) => bytes.toString('hex', at * ID_BYTES, (at + 1) * ID_BYTES) as ItemId,
  );
}

/** Lists come the latest first; one that is about codes of which there is a later list is not needed. */
function lastOfEachCode(lists: readonly OpenList[]): OpenList[] {
  const kept: OpenList[] = [];
  const seen = new Set<string>();
  for (const list of lists) {
    const { companyCodes } = list;
    if (companyCodes.length > 0 && companyCodes.every((code) => seen.has(code))) continue;
    kept.push(list);
    if (companyCodes.length === 0) break;
    for (const code of companyCodes) seen.add(code);
  }
  return kept;
}

function runsCollection() {
  return collectionNamed<KeptRun & { tenantId: string }>('runs');
}
