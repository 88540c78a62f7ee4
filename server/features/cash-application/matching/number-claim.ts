import { numberKey } from '#shared/domain/document-number.ts';
import { type Claim, fill } from './claim.ts';
import { amountEvidence, numberEvidence, payerEvidence } from './evidence.ts';
import { isNamed, type Lead, LIKENESS } from './lead.ts';
import type { Numbers } from './leads.ts';
import { leastStanding, type Matching, STANDING_STRENGTH } from './matching.ts';
import { isTelling } from './open-amounts.ts';
import type { Standing } from './payers.ts';
import { sum } from './sum.ts';

/** Whether amounts have to agree wholly, or may differ by what the tolerance allows. */
export type Agreement = 'exact' | 'tolerated';

/** Which numbers and amounts a rule looks for. */
export interface Way {
  readonly rule: string;
  readonly numbers: Numbers;
  readonly agreement: Agreement;
}

/** The leads that a rule goes by, and what each of their invoices takes. */
export interface Chosen {
  readonly leads: readonly Lead[];
  readonly amounts: ReadonlyMap<number, number>;
  /** Of how many sets it was chosen. */
  readonly choices: number;
}

/** A shorter number may stand in a text for something else: a day, a quantity, a customer. */
const SPECIFIC_DIGITS = 6;

/** What numbers in texts and amounts say together. */
export function numberClaim(matching: Matching, way: Way, chosen: Chosen): Claim {
  const { board } = matching;
  const { leads, amounts } = chosen;
  const payments = [...new Set(leads.map(({ payment }) => payment))].sort((a, b) => board.byPaymentDay(a, b));
  const invoices = [...amounts.keys()].sort((a, b) => board.byDueDay(a, b));
  const due = invoices.map((invoice) => ({ invoice, amount: amounts.get(invoice) ?? 0 }));
  const discounted = due.filter(({ invoice, amount }) => amount < board.leftOfInvoice(invoice));
  const standing = leastStanding(matching, leads);
  const likeness = Math.min(...leads.map((lead) => LIKENESS[lead.likeness]));
  return {
    rule: way.rule,
    confidence: isCertain(matching, { ...chosen, standing }) ? 'certain' : 'likely',
    strength: likeness * 10 + STANDING_STRENGTH[standing],
    payments,
    invoices,
    parts: fill(board, payments, due),
    spent: { payments, invoices: discounted.map(({ invoice }) => invoice) },
    evidence: [
      ...numberEvidence(leads),
      ...payerEvidence(matching, payments, invoices),
      amountEvidence(way.agreement, { payments, invoices, discounted: discounted.length > 0 }),
    ],
  };
}

function isCertain(matching: Matching, claimed: Chosen & { readonly standing: Standing }): boolean {
  const { leads, amounts, choices, standing } = claimed;
  const total = sum([...amounts.values()]);
  const payments = [...new Set(leads.map(({ payment }) => payment))];
  const difference = Math.abs(total - sum(payments.map((at) => matching.board.leftOfPayment(at))));
  // Among many choices one will come near; only rounding is not held against it.
  const tells =
    isTelling(total, choices * readingsOf(matching, leads), difference) &&
    (choices === 1 || difference < payments.length);
  if (standing === 'another') return tells && !isGiven(matching, leads) && leads.every(isPlain);
  if (tells) return isBelievable(matching, leads, standing);
  const invoices = [...amounts.keys()];
  if (choices > 1 || !leads.every((lead) => isReliable(matching, lead, invoices))) return false;
  return isKnown(standing) || leads.every(isPlain);
}

/** Whether damaged numbers can be believed where the amounts tell. One of several that names something else letter by letter is not. */
function isBelievable(matching: Matching, leads: readonly Lead[], standing: Standing): boolean {
  if (leads.every(isNamed)) return true;
  const invoices = leads.map(({ invoice }) => invoice);
  const namesOther =
    leads.length > 1 && leads.some((lead) => !isNamed(lead) && matching.leads.namesOther(lead.payment, invoices));
  return !namesOther && (isKnown(standing) || leads.every(({ likeness }) => likeness !== 'distant'));
}

/** Whether there is no other reading of a lead's stretch of the text. */
function isReliable(matching: Matching, lead: Lead, claimed: readonly number[]): boolean {
  return lead.likeness !== 'distant' && matching.leads.isOnly(lead, claimed);
}

function isKnown(standing: Standing): boolean {
  return standing === 'sure' || standing === 'perhaps';
}

function isGiven({ payers }: Matching, leads: readonly Lead[]): boolean {
  return leads.some(({ payment }) => payers.of(payment).by === 'given');
}

/** How many invoices might be read into the badly damaged numbers: for each of them, all of its customer's. */
function readingsOf({ board }: Matching, leads: readonly Lead[]): number {
  const distant = leads.filter(({ likeness }) => likeness === 'distant');
  return distant.reduce((product, { invoice }) => product * board.countOf(board.invoice(invoice).customerId), 1);
}

/** Whether the text says just this number, and it is long enough to say nothing else. */
export function isPlain(lead: Lead): boolean {
  return LIKENESS[lead.likeness] >= LIKENESS.digits && (numberKey(lead.number)?.length ?? 0) >= SPECIFIC_DIGITS;
}
