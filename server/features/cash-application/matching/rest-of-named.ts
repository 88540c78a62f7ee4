import { type Claim, fill, NOWHERE } from './claim.ts';
import { numberEvidence, payerEvidence } from './evidence.ts';
import { type Lead, withoutOverlapped } from './lead.ts';
import { leastStanding, type Matching, type Rule } from './matching.ts';
import { isTelling } from './open-amounts.ts';
import { leadsByInvoice } from './several-payments-by-number.ts';
import { sum } from './sum.ts';

/** One payment for the invoices that its text names and one more of the payer that takes just the rest. */
export const invoicesAndRest: Rule = (matching) =>
  matching.board.openPayments().flatMap((payment) => {
    const leads = withoutOverlapped(matching.leads.of(payment, 'close')).filter((lead) =>
      matching.leads.isOnly(lead, [lead.invoice]),
    );
    if (leads.length === 0) return [];
    const { board, amounts } = matching;
    const named = leads.map(({ invoice }) => invoice);
    const rest = board.leftOfPayment(payment) - sum(named.map((invoice) => board.leftOfInvoice(invoice)));
    const resting = amounts
      .invoicesOf(board.payment(payment).currency, rest)
      .filter((invoice) => !named.includes(invoice) && board.leftOfInvoice(invoice) === rest)
      .filter((invoice) => isOfPayer(matching, payment, invoice) && board.canPay(payment, invoice));
    return restClaim(matching, { leads, payments: [payment], invoices: [...named, ...resting], resting, rest });
  });

/** The payments that name an invoice and one more of the payer that is just the rest of it. */
export const paymentsAndRest: Rule = (matching) =>
  [...leadsByInvoice(matching, 'close')].flatMap(([invoice, leads]) => {
    const { board, amounts } = matching;
    const named = leads.map(({ payment }) => payment);
    const rest = board.leftOfInvoice(invoice) - sum(named.map((payment) => board.leftOfPayment(payment)));
    const resting = amounts
      .paymentsOf(board.invoice(invoice).currency, rest)
      .filter((payment) => !named.includes(payment) && !matching.leads.namesAny(payment))
      .filter((payment) => isOfPayer(matching, payment, invoice) && board.canPay(payment, invoice));
    return restClaim(matching, { leads, payments: [...named, ...resting], invoices: [invoice], resting, rest });
  });

interface Rested {
  readonly leads: readonly Lead[];
  readonly payments: readonly number[];
  readonly invoices: readonly number[];
  /** What takes, or pays, the rest; a claim is made only where it is one. */
  readonly resting: readonly number[];
  readonly rest: number;
}

function restClaim(matching: Matching, { leads, payments, invoices, resting, rest }: Rested): Claim[] {
  const { board } = matching;
  if (resting.length !== 1 || rest <= 0) return [];
  const inOrder = [...payments].sort((a, b) => board.byPaymentDay(a, b));
  const due = [...invoices].sort((a, b) => board.byDueDay(a, b));
  const isSure = leastStanding(matching, leads) === 'sure' && isTelling(rest, board.invoices.length);
  return [
    {
      rule: payments.length > 1 ? 'payments_and_rest' : 'invoices_and_rest',
      confidence: isSure ? 'certain' : 'likely',
      strength: leads.length,
      payments: inOrder,
      invoices: due,
      parts: fill(
        board,
        inOrder,
        due.map((invoice) => ({ invoice, amount: board.leftOfInvoice(invoice) })),
      ),
      spent: NOWHERE,
      evidence: [
        ...numberEvidence(leads),
        ...payerEvidence(matching, payments, invoices),
        { kind: 'amount_rest', sentence: 'What is missing of the sum is just the amount of one more.' },
      ],
    },
  ];
}

function isOfPayer({ board, payers }: Matching, payment: number, invoice: number): boolean {
  return payers.standing(payment, board.invoice(invoice).customerId) === 'sure';
}
