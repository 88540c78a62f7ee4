import { isNamed, type Lead } from './lead.ts';
import type { Evidence } from './match.ts';
import type { Matching } from './matching.ts';
import type { Payer } from './payers.ts';

const PAYER_EVIDENCE: Readonly<Record<Payer['by'], Evidence>> = {
  given: { kind: 'payer_given', sentence: 'It is known whose payment this is.' },
  account: { kind: 'payer_account', sentence: 'Payments from this account are for this customer.' },
  name: { kind: 'payer_name', sentence: 'The payer has the name of the customer.' },
  name_close: { kind: 'payer_name_close', sentence: 'The name of the payer is like the name of the customer.' },
  nothing: { kind: 'payer_unknown', sentence: 'It is not known who paid.' },
};

/** What the texts of payments say of numbers. */
export function numberEvidence(leads: readonly Lead[]): Evidence[] {
  return leads.map((lead) =>
    isNamed(lead)
      ? { kind: 'number_named', sentence: `The text names ${lead.number}.` }
      : { kind: 'number_close', sentence: `The text names a number close to ${lead.number}.` },
  );
}

/** What tells that payments come from the customers of the invoices. */
export function payerEvidence(
  { board, payers }: Matching,
  payments: readonly number[],
  invoices: readonly number[],
): Evidence[] {
  const customers = new Set(invoices.map((invoice) => board.invoice(invoice).customerId));
  const found = payments
    .map((payment) => payers.of(payment))
    .filter((payer) => payer.customers.some((each) => customers.has(each)));
  return [...new Set(found.map(({ by }) => by))].map((by) => PAYER_EVIDENCE[by]);
}

interface Shape {
  readonly payments: readonly number[];
  readonly invoices: readonly number[];
  readonly discounted: boolean;
}

/** How the amounts agree. */
export function amountEvidence(agreement: 'exact' | 'tolerated', { payments, invoices, discounted }: Shape): Evidence {
  if (discounted)
    return {
      kind: 'discount_taken',
      sentence: 'The amount is what is left after the discount that may still be taken.',
    };
  if (agreement === 'tolerated')
    return { kind: 'amount_within_tolerance', sentence: 'The amount differs by no more than the tolerance.' };
  if (payments.length > 1)
    return { kind: 'amount_sum', sentence: `The ${payments.length} payments add up to what is left of the invoice.` };
  if (invoices.length > 1)
    return { kind: 'amount_sum', sentence: `What is left of the ${invoices.length} invoices adds up to the payment.` };
  return { kind: 'amount_exact', sentence: 'The amount is just what is left of the invoice.' };
}
