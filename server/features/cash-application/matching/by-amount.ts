import { type Claim, fill } from './claim.ts';
import { amountEvidence, payerEvidence } from './evidence.ts';
import { type Matching, type Rule, STANDING_STRENGTH } from './matching.ts';
import { isTelling } from './open-amounts.ts';

/** An amount that more of the payer's invoices have says of none of them that it is meant. */
const MOST_ALIKE = 5;

/** One payment that is just the amount of one open invoice, of the payer or, where nobody knows who paid, of anybody. */
export const oneByAmount: Rule = (matching) =>
  matching.board.openPayments().flatMap((payment) => {
    const { board, amounts, payers } = matching;
    const alike = amounts
      .invoicesOf(board.payment(payment).currency, board.leftOfPayment(payment))
      .filter((invoice) => payers.standing(payment, board.invoice(invoice).customerId) !== 'another')
      .filter((invoice) => board.canPay(payment, invoice) && isStillDue(matching, payment, invoice));
    return alike.length > MOST_ALIKE ? [] : alike.map((invoice) => amountClaim(matching, payment, invoice));
  });

function amountClaim(matching: Matching, payment: number, invoice: number): Claim {
  const { board, payers } = matching;
  const amount = board.leftOfPayment(payment);
  const { customerId, disputed } = board.invoice(invoice);
  const standing = payers.standing(payment, customerId);
  const choices = standing === 'sure' ? board.countOf(customerId) : board.invoices.length;
  const isSure = (standing === 'sure' || standing === 'perhaps') && isTelling(amount, choices);
  const discounted = amount < board.leftOfInvoice(invoice);
  return {
    rule: 'amount_of_invoice',
    confidence: isSure && !disputed && !matching.leads.namesOther(payment, [invoice]) ? 'certain' : 'likely',
    strength: STANDING_STRENGTH[standing],
    payments: [payment],
    invoices: [invoice],
    parts: fill(board, [payment], [{ invoice, amount }]),
    spent: { payments: [], invoices: discounted ? [invoice] : [] },
    evidence: [
      ...payerEvidence(matching, [payment], [invoice]),
      amountEvidence('exact', { payments: [payment], invoices: [invoice], discounted }),
    ],
  };
}

/** A discount counts only while it may be taken. */
function isStillDue({ board }: Matching, payment: number, invoice: number): boolean {
  return board.settlingAmounts(invoice, board.payment(payment).on).includes(board.leftOfPayment(payment));
}
