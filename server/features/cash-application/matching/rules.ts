import { accountCleared, oldestFirst, smallSum } from './account-cleared.ts';
import { oneByAmount } from './by-amount.ts';
import { byRemittance } from './in-remittance.ts';
import type { MatchingRules } from './match.ts';
import type { Rule } from './matching.ts';
import { oneByNumber } from './one-by-number.ts';
import { moreThanNamed, partOfInvoice } from './part-of-named.ts';
import { invoicesAndRest, paymentsAndRest } from './rest-of-named.ts';
import { severalInvoicesByNumber } from './several-invoices-by-number.ts';
import { severalPaymentsByNumber } from './several-payments-by-number.ts';

/** The rules in the order in which they are asked: what the payer says before what amounts say, exact before close, one before many. */
export function rulesInOrder({ oldestFirst: isOldestFirst }: MatchingRules): readonly Rule[] {
  return [...BY_NUMBER, ...BY_AMOUNT, ...(isOldestFirst ? [oldestFirst] : [])];
}

const NAMED = { numbers: 'named', agreement: 'exact' } as const;
const CLOSE = { numbers: 'close', agreement: 'exact' } as const;
const NAMED_SHORT = { numbers: 'named', agreement: 'tolerated' } as const;
const CLOSE_SHORT = { numbers: 'close', agreement: 'tolerated' } as const;

const BY_NUMBER: readonly Rule[] = [
  byRemittance,
  oneByNumber({ rule: 'number_and_amount', ...NAMED }),
  severalInvoicesByNumber({ rule: 'numbers_and_sum', ...NAMED }),
  severalPaymentsByNumber({ rule: 'payments_and_sum', ...NAMED }),
  oneByNumber({ rule: 'close_number_and_amount', ...CLOSE }),
  severalInvoicesByNumber({ rule: 'close_numbers_and_sum', ...CLOSE }),
  severalPaymentsByNumber({ rule: 'close_payments_and_sum', ...CLOSE }),
  oneByNumber({ rule: 'number_within_tolerance', ...NAMED_SHORT }),
  severalInvoicesByNumber({ rule: 'numbers_within_tolerance', ...NAMED_SHORT }),
  severalPaymentsByNumber({ rule: 'payments_within_tolerance', ...NAMED_SHORT }),
];

const BY_AMOUNT: readonly Rule[] = [
  oneByAmount,
  invoicesAndRest,
  paymentsAndRest,
  oneByNumber({ rule: 'close_number_within_tolerance', ...CLOSE_SHORT }),
  severalInvoicesByNumber({ rule: 'close_numbers_within_tolerance', ...CLOSE_SHORT }),
  severalPaymentsByNumber({ rule: 'close_payments_within_tolerance', ...CLOSE_SHORT }),
  partOfInvoice,
  moreThanNamed,
  accountCleared,
  smallSum,
];
