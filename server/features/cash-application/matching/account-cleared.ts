import { grouped } from './board.ts';
import { type Claim, fill, NOWHERE } from './claim.ts';
import { payerEvidence } from './evidence.ts';
import type { Evidence } from './match.ts';
import type { Matching, Rule } from './matching.ts';
import { isTelling } from './open-amounts.ts';
import { onlySubset } from './subset-sum.ts';

/** More unnamed items would add up to anything. */
const MOST_CANDIDATES = 12;
/** Nobody pays more items with a payment that names none. */
const MOST_ON_ACCOUNT = 200;

/** Who paid, and what of that customer is open, earliest due first, at most 200; for payments that name nothing. */
interface Unnamed {
  readonly payment: number;
  readonly invoices: readonly number[];
  /** Whether that is all that is open. */
  readonly isAll: boolean;
}

/** A payment of all that is open of the payer, or of all that is past due. */
export const accountCleared: Rule = (matching) =>
  unnamedPayments(matching).flatMap(({ payment, invoices, isAll }) => {
    if (!isAll) return [];
    const { board } = matching;
    const paid = board.leftOfPayment(payment);
    const pastDue = invoices.filter((invoice) => board.invoice(invoice).dueOn < board.payment(payment).on);
    const total = (of: readonly number[]) => of.reduce((sum, invoice) => sum + board.leftOfInvoice(invoice), 0);
    const tells = isTelling(paid, 2);
    if (invoices.length > 1 && total(invoices) === paid)
      return unnamedClaim(matching, { payment, invoices }, { rule: 'account_cleared', tells, evidence: CLEARED });
    if (pastDue.length > 1 && total(pastDue) === paid)
      return unnamedClaim(
        matching,
        { payment, invoices: pastDue },
        { rule: 'past_due_cleared', tells, evidence: PAST_DUE },
      );
    return [];
  });

/** A payment that is the sum of just one choice among few open invoices of the payer. */
export const smallSum: Rule = (matching) =>
  unnamedPayments(matching).flatMap(({ payment, invoices, isAll }) => {
    if (!isAll || invoices.length > MOST_CANDIDATES) return [];
    const { board } = matching;
    const paid = board.leftOfPayment(payment);
    const summands = invoices.map((invoice) => ({ of: invoice, amount: board.leftOfInvoice(invoice) }));
    const chosen = onlySubset(summands, paid);
    if (chosen === null) return [];
    return unnamedClaim(
      matching,
      { payment, invoices: chosen.sort((a, b) => board.byDueDay(a, b)) },
      { rule: 'sum_of_invoices', tells: false, evidence: SUM },
    );
  });

/** A payment of which nothing else is known goes to what is due earliest. */
export const oldestFirst: Rule = (matching) =>
  unnamedPayments(matching).flatMap(({ payment, invoices }) =>
    invoices.length === 0
      ? []
      : unnamedClaim(matching, { payment, invoices }, { rule: 'oldest_first', tells: false, evidence: OLDEST }),
  );

const CLEARED: Evidence = { kind: 'account_cleared', sentence: 'It is just what is open of this customer.' };
const PAST_DUE: Evidence = { kind: 'account_cleared', sentence: 'It is just what is past due of this customer.' };
const SUM: Evidence = { kind: 'amount_sum', sentence: 'Of what is open, only these invoices add up to it.' };
const OLDEST: Evidence = { kind: 'oldest_first', sentence: 'It names nothing, so it goes to what is due earliest.' };

function unnamedPayments({ board, payers, leads }: Matching): Unnamed[] {
  const accounts = grouped(
    board.openInvoices().sort((a, b) => board.byDueDay(a, b)),
    (invoice) => board.invoice(invoice).customerId,
  );
  return board.openPayments().flatMap((payment) => {
    const [customer, ...others] = payers.of(payment).customers;
    if (customer === undefined || others.length > 0) return [];
    if (payers.standing(payment, customer) !== 'sure' || leads.of(payment, 'named').length > 0) return [];
    const open = accounts.get(customer) ?? [];
    const invoices = open.slice(0, MOST_ON_ACCOUNT).filter((invoice) => board.canPay(payment, invoice));
    return { payment, invoices, isAll: open.length <= MOST_ON_ACCOUNT };
  });
}

function unnamedClaim(
  matching: Matching,
  { payment, invoices }: Pick<Unnamed, 'payment' | 'invoices'>,
  { rule, tells, evidence }: { readonly rule: string; readonly tells: boolean; readonly evidence: Evidence },
): Claim {
  const { board } = matching;
  const isDisputed = invoices.some((invoice) => board.invoice(invoice).disputed);
  const parts = fill(
    board,
    [payment],
    invoices.map((invoice) => ({ invoice, amount: board.leftOfInvoice(invoice) })),
  );
  return {
    rule,
    confidence: tells && !isDisputed ? 'certain' : 'likely',
    strength: 1,
    payments: [payment],
    invoices: parts.map(({ invoice }) => invoice),
    parts,
    spent: NOWHERE,
    evidence: [...payerEvidence(matching, [payment], invoices), evidence],
  };
}
