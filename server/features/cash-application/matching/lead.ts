/**
 * How surely a payer's text names an invoice. `whole`: a word of it is the number; `digits`: a word has its digits; `within`: the number stands within a longer run; `joined`: it does when
 * spaces are left out; then with one edit, with two and more.
 */
export const LIKENESS = { whole: 6, digits: 5, within: 4, joined: 3, close: 2, distant: 1 } as const;
export type Likeness = keyof typeof LIKENESS;

/** A number of an invoice that a payment's text names, or nearly does, and where in the text. */
export interface Lead {
  readonly payment: number;
  readonly invoice: number;
  readonly number: string;
  readonly likeness: Likeness;
  /** How many characters are wrong; 0 for what is named letter by letter. */
  readonly edits: number;
  readonly from: number;
  readonly to: number;
}

/** Whether the number stands in the text as it is, letter by letter. */
export function isNamed({ likeness }: Lead): boolean {
  return LIKENESS[likeness] >= LIKENESS.within;
}

/** Of several leads from a payment to one invoice the surest. */
export function surestByInvoice(leads: readonly Lead[]): Lead[] {
  const surest = new Map<number, Lead>();
  for (const lead of leads) {
    const known = surest.get(lead.invoice);
    if (known === undefined || bySureness(lead, known) < 0) surest.set(lead.invoice, lead);
  }
  return [...surest.values()];
}

/** Leaves out what stands within a longer number that the text names: `1000000000` within `INV10000000004711`. */
export function withoutContained(leads: readonly Lead[]): Lead[] {
  const whole = leads.filter(({ likeness }) => likeness === 'whole');
  return leads.filter(
    (lead) => lead.likeness !== 'within' || !whole.some((longer) => longer.from <= lead.from && lead.to <= longer.to),
  );
}

/** Leaves out those whose place in the text another one explains better. */
export function withoutOverlapped(leads: readonly Lead[]): Lead[] {
  return leads.filter((lead) => !leads.some((other) => bySureness(other, lead) < 0 && isAtSamePlace(other, lead)));
}

/** Orders leads, the surest first. */
export function bySureness(a: Lead, b: Lead): number {
  return LIKENESS[b.likeness] - LIKENESS[a.likeness] || a.edits - b.edits;
}

export function isAtLeastAsSure(lead: Lead, than: Lead): boolean {
  return bySureness(lead, than) <= 0;
}

/** Whether two leads read the same stretch of a text, or more than half of it. */
export function isAtSamePlace(a: Lead, b: Lead): boolean {
  const both = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return both * 2 > Math.min(a.to - a.from, b.to - b.from);
}
