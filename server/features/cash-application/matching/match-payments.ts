import { Board } from './board.ts';
import { type Claim, withoutRivals } from './claim.ts';
import { Leads } from './leads.ts';
import type { MatchPayments, MatchProposal } from './match.ts';
import type { Matching, Rule } from './matching.ts';
import { OpenAmounts } from './open-amounts.ts';
import { Payers } from './payers.ts';
import { possibleClaims } from './possible.ts';
import { proposalOf } from './proposal.ts';
import { rulesInOrder } from './rules.ts';

/**
 * Matches payments to invoices by the rules in their order, again and again while they find something: first what is certain, then what is likely of the rest, each counting only
 * what the ones before left open. What is possible besides are alternatives of one another.
 */
export const matchPayments: MatchPayments = (question) => {
  const board = new Board(question, question.rules);
  const payers = new Payers(board, question.payers);
  const amounts = new OpenAmounts(board);
  const matching: Matching = { board, payers, amounts, leads: new Leads(board, payers, amounts) };
  const rules = rulesInOrder(question.rules);
  return [
    ...settle(matching, rules, 'certain'),
    ...settle(matching, rules, 'likely'),
    ...possibleClaims(matching, rules).map((claim) => proposalOf(board, claim, 'possible')),
  ];
};

function settle(matching: Matching, rules: readonly Rule[], least: Claim['confidence']): MatchProposal[] {
  const settled: MatchProposal[] = [];
  for (let before = -1; before < settled.length; ) {
    before = settled.length;
    for (const rule of rules) {
      const alone = withoutRivals(rule(matching));
      for (const claim of alone.filter(({ confidence }) => confidence === 'certain' || least === 'likely')) {
        settled.push(proposalOf(matching.board, claim, claim.confidence));
        take(matching, claim);
      }
    }
  }
  return settled;
}

function take({ board, payers }: Matching, claim: Claim): void {
  board.take(claim.parts);
  board.close(claim.spent);
  if (claim.confidence !== 'certain') return;
  for (const { payment, invoice } of claim.parts) payers.learn(payment, board.invoice(invoice).customerId);
}
