import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import { type KeptRun, type RunRequest, statementKey } from './run.ts';
import { RunModel, type StoredRun } from './run-model.ts';

const KEPT_PROBLEMS = 1_000;
const NO_COUNTS = { new: 0, changed: 0, equal: 0, historic: 0 };

type RunEnd = Pick<
  KeptRun,
  'state' | 'number' | 'committedAt' | 'ledgerAsOf' | 'counts' | 'problems' | 'holds' | 'notes' | 'dataAsOf'
>;

/** Runs whose rows are in the ledger. */
const TAKEN = { state: { $in: ['committed', 'unchanged'] }, takenBackBy: null } as const;

export class RunRepository {
  /** Notes that a run has begun. */
  async begin(runId: string, request: RunRequest, receivedAt: Date): Promise<void> {
    const { kind, profile, source, fileName, fileHash, dataAsOf, dataAsOfStated, controlTotals, actor } = request;
    const asked = { kind, profile, source, fileName, fileHash, dataAsOf, dataAsOfStated, controlTotals, actor };
    const end = {
      number: null,
      state: 'taking' as const,
      committedAt: null,
      ledgerAsOf: null,
      counts: NO_COUNTS,
      notes: [],
    };
    await runs().insertOne({
      tenantId: currentTenant(),
      runId,
      receivedAt,
      ...asked,
      ...end,
      problems: [],
      problemCount: 0,
      holds: [],
      coverage: request.coverage ?? 'delta',
      stated: request.stated ?? { accounts: [], statements: [] },
      takenBackBy: null,
    });
  }

  /** Notes how a run ended. */
  async end(runId: string, end: RunEnd, session?: ClientSession): Promise<void> {
    const problems = end.problems.slice(0, KEPT_PROBLEMS);
    await runs().updateOne(
      { tenantId: currentTenant(), runId },
      { $set: { ...end, problems, problemCount: end.problems.length } },
      session === undefined ? {} : { session },
    );
  }

  async markAbandoned(runId: string): Promise<void> {
    await runs().updateOne({ tenantId: currentTenant(), runId, state: 'taking' }, { $set: { state: 'abandoned' } });
  }

  async findById(runId: string): Promise<KeptRun | null> {
    const stored = await runs().findOne({ tenantId: currentTenant(), runId });
    return stored === null ? null : fromStored(stored);
  }

  /** The latest runs, the last received first; `before` goes on from a run's `receivedAt`. */
  async list({ limit, before }: { limit: number; before?: Date }): Promise<KeptRun[]> {
    const received = before === undefined ? {} : { receivedAt: { $lt: before } };
    const cursor = runs()
      .find({ tenantId: currentTenant(), ...received })
      .sort({ receivedAt: -1, runId: 1 })
      .limit(limit);
    return (await cursor.toArray()).map(fromStored);
  }

  /** The last run that was committed at or before an instant. */
  async findCommittedBy(knownAt: Date): Promise<KeptRun | null> {
    const filter = { tenantId: currentTenant(), committedAt: { $ne: null, $lte: knownAt } };
    const stored = await runs().findOne(filter, { sort: { committedAt: -1 } });
    return stored === null ? null : fromStored(stored);
  }

  /** The last run that was committed before the one of a number. */
  async findBefore(number: number): Promise<KeptRun | null> {
    const filter = { tenantId: currentTenant(), number: { $lt: number }, committedAt: { $ne: null } };
    const stored = await runs().findOne(filter as never, { sort: { committedAt: -1 } });
    return stored === null ? null : fromStored(stored);
  }

  /** Our bank accounts of which a source has brought statements that stand. */
  async findAccounts(source: string): Promise<Set<string>> {
    const filter = { ...TAKEN, tenantId: currentTenant(), source, 'stated.accounts.0': { $exists: true } };
    return new Set((await runs().distinct('stated.accounts', filter as never)) as unknown as string[]);
  }

  /** What statements of these accounts were found to say, by hash, of runs that stand; by statementKey. */
  async findStatements(accounts: readonly string[]): Promise<Map<string, Set<string>>> {
    const filter = { ...TAKEN, tenantId: currentTenant(), 'stated.statements.account': { $in: [...accounts] } };
    const found = new Map<string, Set<string>>();
    for await (const { stated } of runs().find(filter as never, { projection: { stated: 1 } })) {
      for (const statement of stated.statements) {
        const hashes = found.get(statementKey(statement)) ?? new Set();
        found.set(statementKey(statement), hashes.add(statement.hash));
      }
    }
    return found;
  }

  /** Notes that a run was taken back, and with it what the same file was found to say again later. */
  async markTakenBack(
    { runId, fileHash, profile, source, receivedAt }: KeptRun,
    by: number,
    session: ClientSession,
  ): Promise<void> {
    const tenantId = currentTenant();
    const again = { fileHash, profile, source, state: 'unchanged', receivedAt: { $gte: receivedAt } };
    await runs().updateMany({ tenantId, $or: [{ runId }, again] } as never, { $set: { takenBackBy: by } }, { session });
  }

  /** Lets runs stand again that were taken back by one that is now taken back itself. */
  async markStanding(takenBackBy: number, session: ClientSession): Promise<void> {
    const filter = { tenantId: currentTenant(), takenBackBy };
    await runs().updateMany(filter, { $set: { takenBackBy: null } }, { session });
  }

  /** The last time that the same file was taken, or found to change nothing, under the same profile and source. */
  async findDelivered({ fileHash, profile, source }: RunRequest): Promise<KeptRun | null> {
    const state = { $in: ['committed', 'unchanged'] as const };
    const filter = { tenantId: currentTenant(), fileHash, profile, source, state, takenBackBy: null };
    const stored = await runs().findOne(filter as never, { sort: { receivedAt: -1 } });
    return stored === null ? null : fromStored(stored);
  }
}

function runs(): mongoose.mongo.Collection<StoredRun> {
  return RunModel.collection as unknown as mongoose.mongo.Collection<StoredRun>;
}

function fromStored({ tenantId: _tenant, ...run }: StoredRun & { _id?: unknown }): KeptRun {
  const { _id: _own, ...kept } = run;
  return kept;
}
