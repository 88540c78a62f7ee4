import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { isDuplicateKey } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ReceivablesReadModel } from '../receivables/receivables-read-model.ts';
import { type LedgerRow, type RunOutcome, type RunService, rowsInMemory } from '../receivables/run-service.ts';
import type { LedgerView } from './candidate-pool.ts';
import { contentHashOf, type Decider, decisionIdOf, digest, type KeptDecision } from './cash-decision.ts';
import type { CashDecisionRepository, FollowedDecision, Outcome } from './cash-decision-repository.ts';
import type { PlannedDecision } from './decision-planner-service.ts';
import { OWN_SOURCE, rowsOfDecision, rowsOfUndoing } from './decision-rows.ts';
import { type DecisionState, decisionState } from './decision-state.ts';
import type { PayerRepository } from './payer-repository.ts';

export interface PostingSources {
  readonly ledgerRuns: RunService;
  readonly decisions: CashDecisionRepository;
  readonly payers: PayerRepository;
  readonly receivables: ReceivablesReadModel;
  readonly ledgerPositions: LedgerPositionService;
  readonly clock: Clock;
}

/** A decision with how it stands, and those of its rows that are in the ledger. */
export interface StandingDecision {
  readonly decision: FollowedDecision;
  readonly state: DecisionState;
  readonly standing: readonly LedgerRow[];
}

type EntryRows = Parameters<ReceivablesReadModel['standingRows']>[0];

/** A decision after the ledger was asked. */
export interface Posted {
  readonly decision: KeptDecision;
  readonly state: 'posted' | 'refused';
  /** Why it was refused. */
  readonly reason: string;
  readonly runNumber: number | null;
  /** Whether it stood already. */
  readonly isRepeated: boolean;
}

/**
 * Brings decisions into the ledger. A decision is kept before the ledger is asked, and what became of it after: a process that dies in between leaves nothing in the
 * ledger that nobody decided, and doing it again comes to the same.
 */
export class DecisionPosting {
  constructor(private readonly sources: PostingSources) {}

  /** Posts decisions in one run, each wholly or not at all. Throws DomainError `feed_busy`. */
  async post(planned: readonly PlannedDecision[], by: Decider, view: LedgerView): Promise<Posted[]> {
    const { decisions, clock } = this.sources;
    const hashes = planned.map(({ decision }) => contentHashOf(decision));
    const earlier = await this.withStates(await decisions.findByContents(hashes));
    const kept = planned.map(({ decision, items, identified }, place): KeptDecision => {
      const contentHash = hashes[place] ?? '';
      const same = earlier.filter((each) => each.decision.contentHash === contentHash);
      const id = decisionIdOf(contentHash, same.filter(({ state }) => state !== 'posted' && state !== 'open').length);
      const rows = rowsOfDecision({ id, decision, items, identified, on: view.asOf });
      return { ...decision, id, contentHash, by, at: clock.now(), on: view.asOf, rows };
    });
    await decisions.insertDecided(kept);
    // What was decided first is what is posted: a repetition on a later day says the same as then.
    const first = new Map((await decisions.findByIds(kept.map(({ id }) => id))).map((each) => [each.id, each]));
    return this.settle(
      kept.flatMap(({ id }) => first.get(id) ?? []),
      view,
    );
  }

  /** Takes a decision out of the ledger again. Returns why not, where the ledger refuses. */
  async undo(
    decision: FollowedDecision,
    { by, reason, on }: { by: Decider; reason: string; on: CalendarDate },
    view: LedgerView,
  ): Promise<{ refusal: string | null; runNumber: number | null }> {
    const { clock } = this.sources;
    const rows = rowsOfUndoing(decision, await this.standingRows([decision]), on);
    const run = rows.length === 0 ? null : await this.run(rows, `undo ${decision.id}`, { by, view });
    const [problem] = run?.problems ?? [];
    if (problem !== undefined) return { refusal: `${problem.value} ${problem.problem}`, runNumber: null };
    const ended = { runId: run?.runId ?? null, runNumber: run?.number ?? null };
    await this.keep(decision, { entry: 'undone', at: clock.now(), by, reason, ...ended });
    return { refusal: null, runNumber: run?.number ?? null };
  }

  /** How decisions stand, and what of each is in the ledger. */
  async withStates(decisions: readonly FollowedDecision[]): Promise<StandingDecision[]> {
    const { ledgerRuns } = this.sources;
    const runIds = new Set(decisions.flatMap(({ outcomes }) => outcomes.map(({ runId }) => runId)));
    const takenBack = new Set<string>();
    for (const runId of runIds) {
      if (runId !== null && (await ledgerRuns.read(runId)).takenBackBy !== null) takenBack.add(runId);
    }
    const standing = await this.standingRows(decisions);
    return decisions.map((decision) => ({
      decision,
      state: decisionState(decision, { takenBack, standing }),
      standing: decision.rows.filter((row) => standing.has(row)),
    }));
  }

  private async standingRows(decisions: readonly FollowedDecision[]): Promise<ReadonlySet<LedgerRow>> {
    const { receivables, ledgerPositions } = this.sources;
    const rows = decisions.flatMap((decision) => decision.rows) as EntryRows;
    return new Set(await receivables.standingRows(rows, OWN_SOURCE, await ledgerPositions.positionAt()));
  }

  private async settle(decisions: readonly FollowedDecision[], view: LedgerView): Promise<Posted[]> {
    const open = decisions.filter(({ outcomes }) => outcomes.length === 0);
    const rows = open.flatMap((decision, place) => decision.rows.map((row) => ({ ...row, line: place + 1 })));
    const [first] = open;
    const hash = open.map(({ id }) => id).join();
    const run = first === undefined || rows.length === 0 ? null : await this.run(rows, hash, { by: first.by, view });
    const results = new Map(open.map((decision, place) => [decision.id, resultOf(decision, place + 1, run)]));
    await this.keepAll(open, results, run?.runId ?? null);
    return decisions.map((decision) => results.get(decision.id) ?? repeated(decision));
  }

  private async keepAll(
    decisions: readonly KeptDecision[],
    results: ReadonlyMap<string, Posted>,
    runId: string | null,
  ): Promise<void> {
    const silent: (Outcome & { decisionId: string })[] = [];
    for (const decision of decisions) {
      const { state, reason, runNumber } = results.get(decision.id) ?? { state: 'posted', reason: '', runNumber: null };
      const outcome: Outcome = { entry: state, at: decision.at, by: decision.by, reason, runId, runNumber };
      if (decision.teaches.length === 0) silent.push({ ...outcome, decisionId: decision.id });
      else await this.keep(decision, outcome);
    }
    await this.sources.decisions.insertOutcomes(silent);
  }

  private run(
    rows: readonly LedgerRow[],
    what: string,
    { by, view }: { by: Decider; view: LedgerView },
  ): Promise<RunOutcome> {
    return this.sources.ledgerRuns.take({
      kind: 'cash_application',
      profile: 'cash_application',
      source: OWN_SOURCE,
      fileName: '',
      fileHash: digest(what),
      // What people decide does not make the ERP's data any newer.
      dataAsOf: view.position.dataAsOf ?? this.sources.clock.now(),
      dataAsOfStated: true,
      onProblem: 'skip',
      dryRun: false,
      rows: rowsInMemory(rows),
      problems: [],
      controlTotals: { rows: rows.length, sums: [] },
      actor: by.name,
    });
  }

  /** Keeps what became of a decision, together with what it teaches or no longer does; once, whoever is first. */
  private async keep(decision: KeptDecision, outcome: Outcome): Promise<void> {
    const { decisions, payers } = this.sources;
    const { id: decisionId, customerId, teaches: keys, at } = decision;
    try {
      await inTransaction(async (session) => {
        await decisions.insertOutcome(decisionId, outcome, session);
        if (customerId === null || keys.length === 0) return;
        if (outcome.entry === 'posted') await payers.teach({ keys, customerId, decisionId, at }, session);
        if (outcome.entry === 'undone') await payers.unteach({ keys, customerId }, session);
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

/** What a run made of the decision whose rows stand on a line. */
function resultOf(decision: KeptDecision, line: number, run: RunOutcome | null): Posted {
  const problem = run?.problems.find((each) => each.line === line);
  const runNumber = run?.number ?? null;
  if (problem === undefined && run?.state !== 'refused') {
    return { decision, state: 'posted', reason: '', runNumber, isRepeated: false };
  }
  const reason = problem === undefined ? 'The ledger took nothing.' : `${problem.value} ${problem.problem}`;
  return { decision, state: 'refused', reason, runNumber: null, isRepeated: false };
}

function repeated(decision: FollowedDecision): Posted {
  const posted = decision.outcomes.find(({ entry }) => entry === 'posted');
  const refusal = decision.outcomes.find(({ entry }) => entry === 'refused');
  if (posted === undefined && refusal !== undefined) {
    return { decision, state: 'refused', reason: refusal.reason, runNumber: null, isRepeated: true };
  }
  return { decision, state: 'posted', reason: '', runNumber: posted?.runNumber ?? null, isRepeated: true };
}
