import { type Lead, withoutOverlapped } from './lead.ts';
import type { Matching, Rule } from './matching.ts';
import { type Chosen, numberClaim, type Way } from './number-claim.ts';
import { onlySubset } from './subset-sum.ts';

/** One payment for several invoices that its text names. */
export function severalInvoicesByNumber(way: Way): Rule {
  return (matching) =>
    matching.board.openPayments().flatMap((payment) => {
      const leads = withoutOverlapped(matching.leads.of(payment, way.numbers));
      const chosen = leads.length < 2 ? null : chosenOf(matching, { payment, leads }, way);
      return chosen === null ? [] : numberClaim(matching, way, chosen);
    });
}

interface Named {
  readonly payment: number;
  readonly leads: readonly Lead[];
}

/** Discounts are tried first, and only where the sum is perfect. */
function chosenOf({ board }: Matching, named: Named, { agreement }: Way): Chosen | null {
  const paid = board.leftOfPayment(named.payment);
  const { on } = board.payment(named.payment);
  const left = ({ invoice }: Lead) => board.leftOfInvoice(invoice);
  if (agreement === 'tolerated') return chosenBy(named.leads, left, { paid, slack: board.toleranceOf(paid) });
  const discounted = ({ invoice }: Lead) => board.settlingAmounts(invoice, on)[0] ?? 0;
  return chosenBy(named.leads, discounted, { paid, slack: 0 }) ?? chosenBy(named.leads, left, { paid, slack: 0 });
}

function chosenBy(
  leads: readonly Lead[],
  amountOf: (lead: Lead) => number,
  { paid, slack }: { readonly paid: number; readonly slack: number },
): Chosen | null {
  const summands = leads.map((lead) => ({ of: lead, amount: amountOf(lead) }));
  const chosen = onlySubset(summands, paid, slack);
  if (chosen === null) return null;
  return {
    leads: chosen,
    amounts: new Map(chosen.map((lead) => [lead.invoice, amountOf(lead)])),
    choices: chosen.length === leads.length ? 1 : 2 ** leads.length,
  };
}
