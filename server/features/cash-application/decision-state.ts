import type { DECISION_STATES } from '#shared/api/cash-application.ts';
import type { LedgerRow } from '../receivables/run-service.ts';
import type { FollowedDecision } from './cash-decision-repository.ts';

export type DecisionState = (typeof DECISION_STATES)[number];

/** What the ledger says of decisions. */
export interface InLedger {
  /** Runs that were taken back. */
  readonly takenBack: ReadonlySet<string>;
  /** Rows of decisions that stand in it. */
  readonly standing: ReadonlySet<LedgerRow>;
}

/** How a decision stands. One that was posted, and of which something is no longer in the ledger, has given way to the ERP's word. */
export function decisionState({ outcomes, rows }: FollowedDecision, { takenBack, standing }: InLedger): DecisionState {
  const entryOf = (entry: string) => outcomes.find((outcome) => outcome.entry === entry);
  const isTakenBack = (runId: string | null) => runId !== null && takenBack.has(runId);
  const undone = entryOf('undone');
  if (undone !== undefined && !isTakenBack(undone.runId)) return 'undone';
  const posted = entryOf('posted');
  if (posted === undefined) return entryOf('refused') === undefined ? 'open' : 'refused';
  if (isTakenBack(posted.runId)) return 'taken_back';
  return rows.every((row) => standing.has(row) || row.type === 'identification') ? 'posted' : 'displaced';
}
