import { bySureness, type Lead } from './lead.ts';
import type { Numbers } from './leads.ts';
import type { Matching, Rule } from './matching.ts';
import { type Chosen, numberClaim, type Way } from './number-claim.ts';
import { onlySubset } from './subset-sum.ts';

/** Several payments for one invoice that their texts name. */
export function severalPaymentsByNumber(way: Way): Rule {
  return (matching) =>
    [...leadsByInvoice(matching, way.numbers)].flatMap(([invoice, leads]) => {
      const chosen = leads.length < 2 ? null : chosenOf(matching, { invoice, leads }, way);
      return chosen === null ? [] : numberClaim(matching, way, chosen);
    });
}

interface Naming {
  readonly invoice: number;
  readonly leads: readonly Lead[];
}

function chosenOf({ board }: Matching, { invoice, leads }: Naming, { agreement }: Way): Chosen | null {
  const left = board.leftOfInvoice(invoice);
  const summands = [...leads].sort(bySureness).map((lead) => ({ of: lead, amount: board.leftOfPayment(lead.payment) }));
  // Whoever parts a sum rounds each part.
  const slack = agreement === 'exact' ? leads.length - 1 : board.toleranceOf(left);
  const chosen = onlySubset(summands, left, slack);
  if (chosen === null) return null;
  const choices = chosen.length === leads.length ? 1 : 2 ** leads.length;
  return { leads: chosen, amounts: new Map([[invoice, left]]), choices };
}

/** The leads to each invoice from payments that are smaller than what is left of it. */
export function leadsByInvoice({ board, leads }: Matching, numbers: Numbers): Map<number, Lead[]> {
  const byInvoice = new Map<number, Lead[]>();
  for (const payment of board.openPayments()) {
    for (const lead of leads.of(payment, numbers)) {
      if (board.leftOfPayment(payment) >= board.leftOfInvoice(lead.invoice)) continue;
      const known = byInvoice.get(lead.invoice);
      if (known === undefined) byInvoice.set(lead.invoice, [lead]);
      else known.push(lead);
    }
  }
  return byInvoice;
}
