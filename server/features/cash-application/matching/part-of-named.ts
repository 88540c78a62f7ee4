import { type Claim, fill, NOWHERE } from './claim.ts';
import { numberEvidence, payerEvidence } from './evidence.ts';
import { bySureness, type Lead, LIKENESS, withoutOverlapped } from './lead.ts';
import { leastStanding, type Matching, type Rule } from './matching.ts';
import { isPlain } from './number-claim.ts';

/** Payments that name one invoice and no other, and together pay less than it: instalments, short payments. */
export const partOfInvoice: Rule = (matching) =>
  [...soleLeadsByInvoice(matching)].flatMap(([invoice, leads]) => {
    const paid = leads.reduce((sum, { payment }) => sum + matching.board.leftOfPayment(payment), 0);
    if (paid >= matching.board.leftOfInvoice(invoice)) return [];
    return partClaim(matching, leads, {
      rule: 'part_of_invoice',
      evidence: { kind: 'amount_less', sentence: 'It is less than what is left of the invoice.' },
    });
  });

/** A payment of more than the invoices that it names; what is over stays with the payment. */
export const moreThanNamed: Rule = (matching) =>
  matching.board.openPayments().flatMap((payment) => {
    const { board } = matching;
    const leads = matching.leads.of(payment, 'named');
    const left = leads.reduce((sum, { invoice }) => sum + board.leftOfInvoice(invoice), 0);
    if (leads.length === 0 || left >= board.leftOfPayment(payment)) return [];
    return partClaim(matching, leads, {
      rule: 'more_than_invoices',
      evidence: { kind: 'amount_more', sentence: 'It is more than what is left of the invoices that it names.' },
    });
  });

/** Each single invoice that a text leads to, for a person to choose from. */
export const alternatives: Rule = (matching) =>
  matching.board.openPayments().flatMap((payment) =>
    [...matching.leads.of(payment, 'close')]
      .sort((a, b) => bySureness(a, b) || a.invoice - b.invoice)
      .map((lead) =>
        partClaim(matching, [lead], {
          rule: 'number_alone',
          evidence: { kind: 'amount_differs', sentence: 'The amounts do not agree.' },
        }),
      ),
  );

function soleLeadsByInvoice({ board, leads }: Matching): Map<number, Lead[]> {
  const byInvoice = new Map<number, Lead[]>();
  for (const payment of board.openPayments()) {
    const [lead, ...others] = leads.of(payment, 'named');
    if (lead === undefined || others.length > 0) continue;
    const known = byInvoice.get(lead.invoice);
    if (known === undefined) byInvoice.set(lead.invoice, [lead]);
    else known.push(lead);
  }
  return byInvoice;
}

function partClaim(
  matching: Matching,
  leads: readonly Lead[],
  said: Pick<Claim, 'rule'> & { evidence: Claim['evidence'][number] },
): Claim {
  const { board } = matching;
  const payments = leads
    .map(({ payment }) => payment)
    .filter(isFirst)
    .sort((a, b) => board.byPaymentDay(a, b));
  const invoices = leads
    .map(({ invoice }) => invoice)
    .filter(isFirst)
    .sort((a, b) => board.byDueDay(a, b));
  const isSure =
    leads.every((lead) => isPlain(lead) && matching.leads.isOnly(lead, invoices)) && !mayMeanMore(matching, leads);
  return {
    rule: said.rule,
    confidence: isSure && leastStanding(matching, leads) === 'sure' ? 'certain' : 'likely',
    strength: Math.min(...leads.map(({ likeness }) => LIKENESS[likeness])),
    payments,
    invoices,
    parts: fill(
      board,
      payments,
      invoices.map((invoice) => ({ invoice, amount: board.leftOfInvoice(invoice) })),
    ),
    spent: NOWHERE,
    evidence: [...numberEvidence(leads), ...payerEvidence(matching, payments, invoices), said.evidence],
  };
}

/** Whether other stretches of the texts are close to numbers of other open invoices. */
function mayMeanMore({ leads }: Matching, claimed: readonly Lead[]): boolean {
  const invoices = new Set(claimed.map(({ invoice }) => invoice));
  return claimed.some(({ payment }) =>
    withoutOverlapped(leads.of(payment, 'close')).some(
      ({ invoice, likeness }) => !invoices.has(invoice) && likeness !== 'distant',
    ),
  );
}

function isFirst(value: number, at: number, all: readonly number[]): boolean {
  return all.indexOf(value) === at;
}
