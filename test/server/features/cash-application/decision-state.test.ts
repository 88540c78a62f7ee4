import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { FollowedDecision } from '../../../../server/features/cash-application/cash-decision-repository.ts';
import { decisionState } from '../../../../server/features/cash-application/decision-state.ts';
import { applicationRow, eur } from '../../../support/ledger-rows.ts';

const ROW = applicationRow('1001', 'P1', eur(100));

/** A decision of one application, with what became of it: each outcome by the run that wrote it. */
function decided(...outcomes: readonly (readonly [entry: string, runId: string | null])[]): FollowedDecision {
  return {
    rows: [ROW],
    outcomes: outcomes.map(([entry, runId]) => ({ entry, runId })),
  } as unknown as FollowedDecision;
}

describe('decisionState', () => {
  const stands = new Set([ROW]);
  const gone = new Set<typeof ROW>();

  for (const { what, decision, takenBack = [], standing, state } of [
    { what: 'nothing has come of it yet', decision: decided(), standing: gone, state: 'open' },
    { what: 'the ledger took it', decision: decided(['posted', 'r1']), standing: stands, state: 'posted' },
    { what: 'the ledger did not', decision: decided(['refused', 'r1']), standing: gone, state: 'refused' },
    { what: 'the ERP’s word took its place', decision: decided(['posted', 'r1']), standing: gone, state: 'displaced' },
    {
      what: 'its run was taken back',
      decision: decided(['posted', 'r1']),
      takenBack: ['r1'],
      standing: gone,
      state: 'taken_back',
    },
    {
      what: 'it was undone',
      decision: decided(['posted', 'r1'], ['undone', 'r2']),
      standing: gone,
      state: 'undone',
    },
    {
      what: 'it was undone, and that run was taken back',
      decision: decided(['posted', 'r1'], ['undone', 'r2']),
      takenBack: ['r2'],
      standing: stands,
      state: 'posted',
    },
  ]) {
    it(`is ${state} where ${what}`, () => {
      expect(decisionState(decision, { takenBack: new Set(takenBack), standing })).to.equal(state);
    });
  }
});
