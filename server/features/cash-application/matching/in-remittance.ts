import { type Claim, fill, NOWHERE } from './claim.ts';
import { numberEvidence, payerEvidence } from './evidence.ts';
import type { Lead } from './lead.ts';
import { leastStanding, type Matching, type Rule, STANDING_STRENGTH } from './matching.ts';

/** Payments with numbers in fields made for them, each of which is one open invoice. */
export const byRemittance: Rule = (matching) =>
  matching.board.openPayments().flatMap((payment) => {
    const { remittance } = matching.board.payment(payment);
    const found = remittance.map(({ number, amount }) => ({ leads: matching.leads.inField(payment, number), amount }));
    const named = found.flatMap(({ leads: [lead, ...others], amount }) =>
      lead === undefined || others.length > 0 ? [] : [{ lead, amount }],
    );
    return named.length === 0
      ? []
      : remittanceClaim(matching, payment, { named, isAll: named.length === found.length });
  });

interface Advised {
  readonly named: readonly { readonly lead: Lead; readonly amount: number | null }[];
  /** Whether every number was found. */
  readonly isAll: boolean;
}

function remittanceClaim(matching: Matching, payment: number, { named, isAll }: Advised): Claim {
  const { board } = matching;
  const wanted = named.map(({ lead: { invoice }, amount }) => ({
    invoice,
    amount: Math.min(amount ?? board.leftOfInvoice(invoice), board.leftOfInvoice(invoice)),
  }));
  const leads = named.map(({ lead }) => lead);
  const invoices = leads.map(({ invoice }) => invoice);
  const standing = leastStanding(matching, leads);
  const sum = wanted.reduce((total, { amount }) => total + amount, 0);
  const isOnceEach = new Set(invoices).size === invoices.length;
  // Where amounts are given they are the payer's word; where none are, they have to add up.
  const addsUp =
    sum === board.leftOfPayment(payment) ||
    (named.every(({ amount }) => amount !== null) && sum < board.leftOfPayment(payment));
  return {
    rule: 'remittance',
    confidence: addsUp && isOnceEach && (isAll || standing === 'sure') && standing !== 'another' ? 'certain' : 'likely',
    strength: STANDING_STRENGTH[standing],
    payments: [payment],
    invoices: [...new Set(invoices)],
    parts: isOnceEach ? fill(board, [payment], wanted) : [],
    spent: NOWHERE,
    evidence: [
      { kind: 'remittance', sentence: 'The payer gave the numbers in fields made for them.' },
      ...numberEvidence(leads),
      ...payerEvidence(matching, [payment], invoices),
    ],
  };
}
