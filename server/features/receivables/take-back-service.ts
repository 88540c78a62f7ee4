import mongoose, { type ClientSession } from 'mongoose';
import type { CustomerId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import { inBatches } from '../../mongo/batches.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed, insertVersions, NOT_SUPERSEDED, supersede, type Versioned } from '../../mongo/versions.ts';
import { type Clock, today } from '../../ports.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { ConfirmationRepository } from './confirmation-repository.ts';
import { ENTRY_VERSIONS } from './entry-version.ts';
import { ITEM_VERSIONS } from './item-version.ts';
import type { LateRowRepository } from './late-row-repository.ts';
import type { LedgerHeadRepository } from './ledger-head-repository.ts';
import { asBusy, LedgerTurn, type TurnSettings } from './ledger-turn.ts';
import type { KeptRun, RunRequest } from './run.ts';
import { clearAbandoned, laterThan } from './run-book.ts';
import type { RunRepository } from './run-repository.ts';
import { rowsInMemory } from './run-service.ts';
import type { RunWriter } from './run-writer.ts';
import type { SnapshotSaidRepository } from './snapshot-said-repository.ts';

export interface TakeBackParts {
  readonly clock: Clock;
  readonly customers: CustomerService;
  readonly heads: LedgerHeadRepository;
  readonly runs: RunRepository;
  readonly writer: RunWriter;
  readonly lateRows: LateRowRepository;
  readonly confirmations: ConfirmationRepository;
  readonly saidAgain: ConfirmationRepository;
  readonly snapshots: SnapshotSaidRepository;
  readonly zoneOf: () => Promise<string>;
  readonly turns: TurnSettings;
}

type Version = Versioned & { readonly _id: mongoose.Types.ObjectId; readonly customerId?: CustomerId };

const AT_ONCE = 2_000;

/** Takes the ledger's last run back, by a run of its own: what the last one said stays to be seen by `knownAt`. */
export class TakeBackService {
  constructor(private readonly parts: TakeBackParts) {}

  /**
   * The ledger is then as before the run, and its file can be fed anew as if it had never come. Returns the run taken back. Throws DomainError
   * `feed_run_not_found`, `feed_run_not_last` where it is not the last that changed the ledger, and `feed_busy`.
   */
  async takeBack(runId: string, { actor, reason }: { actor: string; reason: string }): Promise<KeptRun> {
    const { heads, turns, writer, runs } = this.parts;
    const run = await this.read(runId);
    const turn = await LedgerTurn.take(heads, turns);
    try {
      await clearAbandoned(turn, { writer, runs });
      if (run.number === null || run.number !== turn.head.number || run.takenBackBy !== null) throw notLast(run);
      await this.write(run, run.number, { turn, actor, reason });
    } catch (error) {
      throw asBusy(error);
    } finally {
      await turn.end();
    }
    return this.read(runId);
  }

  private async read(runId: string): Promise<KeptRun> {
    const run = await this.parts.runs.findById(runId);
    if (run === null) throw new DomainError('feed_run_not_found', 'There is no such run.');
    return run;
  }

  private async write(
    run: KeptRun,
    taken: number,
    { turn, actor, reason }: { turn: LedgerTurn; actor: string; reason: string },
  ): Promise<void> {
    const { clock, runs, writer, zoneOf, confirmations, saidAgain, snapshots, lateRows } = this.parts;
    const runId = new mongoose.Types.ObjectId().toHexString();
    await runs.begin(runId, requestOf(run, actor), clock.now());
    const number = await turn.openNumber(runId);
    const customers = new Set<CustomerId>();
    let changed = 0;
    for (const name of [this.parts.customers.versions, ITEM_VERSIONS, ENTRY_VERSIONS]) {
      changed += await restore(name, { taken, number, turn }, ({ customerId }) => {
        if (name === ITEM_VERSIONS && customerId !== undefined) customers.add(customerId);
      });
    }
    await writer.writeSummaries(customers, turn, { run: number, day: today(clock, await zoneOf()) });
    const before = await runs.findBefore(taken);
    const at = laterThan(turn.head.at, clock.now());
    const ledgerAsOf = before?.ledgerAsOf ?? null;
    const counts = { new: 0, changed, equal: 0, historic: 0 };
    const what = run.fileName === '' ? run.kind : run.fileName;
    const notes = [`Takes back run ${taken} (${what}): ${reason}`];
    const end = { state: 'committed' as const, number, counts, problems: [], holds: [], notes };
    await turn.commit({ number, at, dataAsOf: ledgerAsOf }, async (session) => {
      await runs.end(runId, { ...end, dataAsOf: run.dataAsOf, committedAt: at, ledgerAsOf }, session);
      await runs.markTakenBack(run, number, session);
      if (run.kind === 'take_back') await runs.markStanding(taken, session);
      await confirmations.removeOf(run.runId, session);
      await saidAgain.removeOf(run.runId, session);
      await snapshots.removeOf(run.runId, session);
      await lateRows.removeOf(run.runId, session);
    });
  }
}

/** Ends what a run added and puts copies of what it superseded in its place, in batches. Returns how many versions that were. */
async function restore(
  name: string,
  { taken, number, turn }: { taken: number; number: number; turn: LedgerTurn },
  note: (version: Version) => void,
): Promise<number> {
  const ended = await versionsWhere(name, { added: taken }, turn);
  const superseded = await versionsWhere(name, { superseded: taken }, turn);
  for (const batch of inBatches(ended, AT_ONCE)) {
    await turn.write(async (session) => {
      for (const version of await read(name, batch, session)) note(version);
      await supersede(name, batch, number, session);
    });
  }
  for (const batch of inBatches(superseded, AT_ONCE)) {
    await turn.write(async (session) => {
      const before = await read(name, batch, session);
      for (const version of before) note(version);
      const base = { added: number, superseded: NOT_SUPERSEDED };
      const copies = before.map((version) => ({ ...version, ...base, _id: new mongoose.Types.ObjectId() }));
      await insertVersions(name, copies, session);
    });
  }
  return ended.length + superseded.length;
}

async function versionsWhere(
  name: string,
  marked: { readonly added: number } | { readonly superseded: number },
  turn: LedgerTurn,
): Promise<mongoose.Types.ObjectId[]> {
  const filter = { tenantId: currentTenant(), ...marked };
  const ids: mongoose.Types.ObjectId[] = [];
  for await (const { _id } of collectionNamed<Version>(name).find(filter as never, { projection: { _id: 1 } })) {
    ids.push(_id);
    if (ids.length % (AT_ONCE * 10) === 0) await turn.hold();
  }
  return ids;
}

async function read(
  name: string,
  ids: readonly mongoose.Types.ObjectId[],
  session: ClientSession,
): Promise<mongoose.mongo.WithId<Version>[]> {
  const filter = { tenantId: currentTenant(), _id: { $in: [...ids] } };
  return collectionNamed<Version>(name)
    .find(filter as never, { session })
    .toArray();
}

function requestOf({ profile, source, fileName, dataAsOf }: KeptRun, actor: string): RunRequest {
  return {
    kind: 'take_back',
    profile,
    source,
    fileName,
    fileHash: '',
    dataAsOf,
    dataAsOfStated: true,
    onProblem: 'refuse',
    dryRun: false,
    rows: rowsInMemory([]),
    problems: [],
    controlTotals: { rows: 0, sums: [] },
    actor,
  };
}

function notLast({ number, takenBackBy }: KeptRun): DomainError {
  const why = number === null ? 'It did not change the ledger' : 'A later run stands on it';
  const said = takenBackBy === null ? why : `It was taken back already, by run ${takenBackBy}`;
  return new DomainError('feed_run_not_last', `${said}; only the last run that changed the ledger can be taken back.`);
}
