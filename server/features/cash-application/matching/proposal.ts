import type { Board } from './board.ts';
import type { Claim } from './claim.ts';
import type { Confidence, MatchProposal } from './match.ts';
import { sum } from './sum.ts';

/** What a claim is outside of the board, on which it has not been taken yet. */
export function proposalOf(board: Board, claim: Claim, confidence: Confidence): MatchProposal {
  const parts = claim.parts.map(({ payment, invoice, amount }) => ({
    paymentId: board.payment(payment).id,
    invoiceId: board.invoice(invoice).id,
    amount,
  }));
  const applied = sum(claim.parts.map(({ amount }) => amount));
  return {
    rule: claim.rule,
    confidence,
    evidence: claim.evidence,
    paymentIds: claim.payments.map((at) => board.payment(at).id),
    invoiceIds: claim.invoices.map((at) => board.invoice(at).id),
    parts,
    paymentLeft: sum(claim.payments.map((at) => board.leftOfPayment(at))) - applied,
    invoicesLeft: sum(claim.invoices.map((at) => board.leftOfInvoice(at))) - applied,
  };
}
