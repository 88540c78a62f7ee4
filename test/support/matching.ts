import type {
  KnownPayers,
  MatchingRules,
  MatchProposal,
  OpenInvoice,
  OpenPayment,
} from '../../server/features/cash-application/matching/match.ts';
import { matchPayments } from '../../server/features/cash-application/matching/match-payments.ts';
import { calendarDate } from '../../shared/domain/calendar-date.ts';

/** Nothing is missing of an amount unless a test allows it. */
export const STRICT: MatchingRules = { toleranceFraction: 0, toleranceAmount: 0, oldestFirst: false };
const NOBODY: KnownPayers = { customersOfAccount: () => [], customersOfName: () => [] };

export function anInvoice(given: Partial<OpenInvoice> & { readonly id: string }): OpenInvoice {
  return {
    number: given.id,
    otherNumbers: [],
    customerId: 'C1',
    customerNames: ['Kestrel Freight Ltd.'],
    companyCode: '',
    currency: 'EUR',
    left: 100_000,
    issuedOn: calendarDate('2026-03-01'),
    dueOn: calendarDate('2026-03-31'),
    disputed: false,
    discounts: [],
    ...given,
  };
}

/** A payment of which it is known whose it is, unless a test says otherwise. */
export function aPayment(given: Partial<OpenPayment> = {}): OpenPayment {
  return {
    id: 'P1',
    currency: 'EUR',
    left: 100_000,
    on: calendarDate('2026-03-25'),
    payerName: '',
    payerAccount: '',
    text: '',
    remittance: [],
    customerId: 'C1',
    ...given,
  };
}

export interface Asked {
  readonly payments: readonly OpenPayment[];
  readonly invoices: readonly OpenInvoice[];
}

export function matched(asked: Asked, rules: Partial<MatchingRules> = {}, payers = NOBODY): readonly MatchProposal[] {
  return matchPayments({ ...asked, payers, rules: { ...STRICT, ...rules } });
}

/** A proposal in short: rule, confidence, and its parts as `payment invoice amount`. */
export function inShort({ rule, confidence, parts }: MatchProposal): string {
  const said = parts.map(({ paymentId, invoiceId, amount }) => `${paymentId} ${invoiceId} ${amount}`);
  return `${confidence} ${rule}: ${said.join(', ')}`;
}

/** The pairs that would post, as `payment invoice`. */
export function postedPairs(proposals: readonly MatchProposal[]): Set<string> {
  const certain = proposals.filter(({ confidence }) => confidence === 'certain');
  return new Set(certain.flatMap(({ parts }) => parts.map(({ paymentId, invoiceId }) => `${paymentId} ${invoiceId}`)));
}
