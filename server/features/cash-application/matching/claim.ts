import type { Board, Part } from './board.ts';
import type { Confidence, Evidence } from './match.ts';

/** Places of payments and of invoices on the board. */
export interface Places {
  readonly payments: readonly number[];
  readonly invoices: readonly number[];
}

export const NOWHERE: Places = { payments: [], invoices: [] };

/** What a rule says: these payments are for these invoices. */
export interface Claim {
  readonly rule: string;
  readonly confidence: Exclude<Confidence, 'possible'>;
  /** Against other claims of the same rule on the same payment or invoice. */
  readonly strength: number;
  readonly payments: readonly number[];
  readonly invoices: readonly number[];
  readonly parts: readonly Part[];
  /** Payments and invoices of which something is left that is for nothing else: a cent of rounding, a discount. */
  readonly spent: Places;
  readonly evidence: readonly Evidence[];
}

/** The claims that have no rival as strong on any of their payments and invoices. */
export function withoutRivals(claims: readonly Claim[]): Claim[] {
  const strongest = new Map<string, { strength: number; count: number }>();
  for (const claim of claims) for (const place of placesOf(claim)) count(strongest, place, claim.strength);
  return claims.filter((claim) =>
    placesOf(claim).every((place) => {
      const top = strongest.get(place);
      return top?.strength === claim.strength && top.count === 1;
    }),
  );
}

/** Fills invoices, in the order given, with the payments in theirs. `amounts` is what each invoice takes at most. */
export function fill(
  board: Board,
  payments: readonly number[],
  invoices: readonly { readonly invoice: number; readonly amount: number }[],
): Part[] {
  const parts: Part[] = [];
  const missing = invoices.map(({ amount }) => amount);
  for (const payment of payments) {
    let left = board.leftOfPayment(payment);
    invoices.forEach(({ invoice }, at) => {
      const amount = Math.min(left, missing[at] ?? 0);
      if (amount <= 0) return;
      parts.push({ payment, invoice, amount });
      left -= amount;
      missing[at] = (missing[at] ?? 0) - amount;
    });
  }
  return parts;
}

function placesOf({ payments, invoices }: Claim): string[] {
  return [...payments.map((at) => `payment ${at}`), ...invoices.map((at) => `invoice ${at}`)];
}

function count(strongest: Map<string, { strength: number; count: number }>, place: string, strength: number): void {
  const top = strongest.get(place);
  if (top === undefined || top.strength < strength) strongest.set(place, { strength, count: 1 });
  else if (top.strength === strength) top.count += 1;
}
