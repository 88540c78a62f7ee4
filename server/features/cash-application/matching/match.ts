import type { CalendarDate } from '#shared/domain/calendar-date.ts';

/** An open debit item as the matching sees it. Amounts are whole units of the smallest decimal in use; all of one question use the same. */
export interface OpenInvoice {
  readonly id: string;
  readonly number: string;
  /** Other numbers that a payer may name: billing document, assignment, purchase order. */
  readonly otherNumbers: readonly string[];
  readonly customerId: string;
  readonly customerNames: readonly string[];
  /** Empty where there is only one. */
  readonly companyCode: string;
  readonly currency: string;
  readonly left: number;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly disputed: boolean;
  /** What may be deducted when paid by a day; empty where no discount was agreed. */
  readonly discounts: readonly { readonly until: CalendarDate; readonly amount: number }[];
}

/** Money received of which something is left to apply. */
export interface OpenPayment {
  readonly id: string;
  readonly currency: string;
  readonly left: number;
  readonly on: CalendarDate;
  readonly payerName: string;
  readonly payerAccount: string;
  /** What the payer wrote. */
  readonly text: string;
  /** Numbers that stand in fields made for them, with an amount where one was given. */
  readonly remittance: readonly { readonly number: string; readonly amount: number | null }[];
  /** Known where the ERP or a person has said whose it is. */
  readonly customerId: string | null;
}

/** What a person's decisions have taught: which accounts and names pay for which customer. */
export interface KnownPayers {
  customersOfAccount(account: string): readonly string[];
  customersOfName(name: string): readonly string[];
}

export type Confidence = 'certain' | 'likely' | 'possible';

export interface Evidence {
  /** Such as `number_named`, `number_close`, `payer_account`, `payer_name`, `amount_exact`, `amount_sum`, `account_cleared`, `oldest_first`. */
  readonly kind: string;
  readonly sentence: string;
}

/** Some of a payment set against some of an invoice. */
export interface MatchPart {
  readonly paymentId: string;
  readonly invoiceId: string;
  readonly amount: number;
}

/** What is proposed: one or several payments for one or several invoices, by one rule. */
export interface MatchProposal {
  readonly rule: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly paymentIds: readonly string[];
  readonly invoiceIds: readonly string[];
  readonly parts: readonly MatchPart[];
  readonly paymentLeft: number;
  readonly invoicesLeft: number;
}

export interface MatchingRules {
  /** How much of an invoice's amount may be missing for it to be taken as paid short, as a fraction and as an amount; the larger of the two. */
  readonly toleranceFraction: number;
  readonly toleranceAmount: number;
  /** Whether what names nothing goes to the oldest items; only where the company asks for it. */
  readonly oldestFirst: boolean;
}

/** Matches payments to invoices. Pure: the same question has the same answer, in whatever order its parts come. */
export type MatchPayments = (question: {
  readonly payments: readonly OpenPayment[];
  readonly invoices: readonly OpenInvoice[];
  readonly payers: KnownPayers;
  readonly rules: MatchingRules;
}) => readonly MatchProposal[];
