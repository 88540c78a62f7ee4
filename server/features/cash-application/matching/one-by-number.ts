import type { Lead } from './lead.ts';
import type { Matching, Rule } from './matching.ts';
import { numberClaim, type Way } from './number-claim.ts';

/** One payment for one invoice that its text names. Of instalments that bear one number and have one amount it is for the one that is due first. */
export function oneByNumber(way: Way): Rule {
  return (matching) =>
    matching.board.openPayments().flatMap((payment) => {
      const agreeing = matching.leads.of(payment, way.numbers).flatMap((lead) => {
        const amount = way.agreement === 'exact' ? settlingAmount(matching, lead) : toleratedAmount(matching, lead);
        return amount === null ? [] : [{ lead, amount }];
      });
      return agreeing
        .filter((one) => !agreeing.some((other) => isInstalmentBefore(matching, other, one)))
        .map(({ lead, amount }) =>
          numberClaim(matching, way, { leads: [lead], amounts: new Map([[lead.invoice, amount]]), choices: 1 }),
        );
    });
}

interface Agreeing {
  readonly lead: Lead;
  readonly amount: number;
}

function isInstalmentBefore({ board }: Matching, one: Agreeing, other: Agreeing): boolean {
  const [a, b] = [board.invoice(one.lead.invoice), board.invoice(other.lead.invoice)];
  const isOneDocument = a.number === b.number && a.customerId === b.customerId && a.companyCode === b.companyCode;
  return isOneDocument && one.amount === other.amount && a.dueOn < b.dueOn;
}

function settlingAmount({ board }: Matching, { payment, invoice }: Lead): number | null {
  const paid = board.leftOfPayment(payment);
  return board.settlingAmounts(invoice, board.payment(payment).on).find((amount) => amount === paid) ?? null;
}

function toleratedAmount({ board }: Matching, { payment, invoice }: Lead): number | null {
  const left = board.leftOfInvoice(invoice);
  return Math.abs(left - board.leftOfPayment(payment)) <= board.toleranceOf(left) ? left : null;
}
