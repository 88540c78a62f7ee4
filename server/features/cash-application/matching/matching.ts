import type { Board } from './board.ts';
import type { Claim } from './claim.ts';
import type { Leads } from './leads.ts';
import type { OpenAmounts } from './open-amounts.ts';
import type { Payers, Standing } from './payers.ts';

/** What every rule looks at. */
export interface Matching {
  readonly board: Board;
  readonly payers: Payers;
  readonly amounts: OpenAmounts;
  readonly leads: Leads;
}

/** A rule looks at all that is open and says what it holds; it changes nothing. */
export type Rule = (matching: Matching) => Claim[];

export const STANDING_STRENGTH: Readonly<Record<Standing, number>> = { sure: 3, perhaps: 2, unknown: 1, another: 0 };

/** The least sure standing of some payments to some invoices' customers. */
export function leastStanding(
  { board, payers }: Matching,
  pairs: readonly { readonly payment: number; readonly invoice: number }[],
): Standing {
  const standings = pairs.map(({ payment, invoice }) => payers.standing(payment, board.invoice(invoice).customerId));
  return standings.reduce((least, each) => (STANDING_STRENGTH[each] < STANDING_STRENGTH[least] ? each : least), 'sure');
}
