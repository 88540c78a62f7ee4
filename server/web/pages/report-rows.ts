import type { Money } from '#shared/domain/money.ts';
import type { PaymentClass } from '#shared/domain/payment-class.ts';

export interface NamedRef {
  readonly id: string;
  readonly name: string;
}

export interface CustomerCell extends NamedRef {
  readonly number: string;
}

/** The rows of the reports as they come over the wire, as far as the pages show them. */
export interface CollectorRow {
  readonly collector: NamedRef;
  readonly activities: number;
  readonly attempts: number;
  readonly contacts: number;
  readonly rightPartyContacts: number;
  readonly customers: number;
  readonly touched: readonly Money[];
  readonly codes: readonly CodeRow[];
}

export interface CodeRow {
  readonly code: string;
  readonly label: string;
  readonly activities: number;
  readonly confirmed: number | null;
  readonly touched: readonly Money[];
}

export interface CashTotalRow {
  readonly currency: string;
  readonly cash: Money;
  readonly touched: Money;
  readonly untouched: Money;
}

export interface ActivityTotalRow {
  readonly activities: number;
  readonly cash: readonly CashTotalRow[];
}

export interface ActivityRow {
  readonly id: string;
  readonly on: string;
  readonly occurredAt: string;
  readonly collector: NamedRef;
  readonly code: string;
  readonly label: string;
  readonly outcome: string | null;
  readonly delivery: string | null;
  readonly customer: CustomerCell;
  readonly itemNumbers: readonly string[];
}

export interface TrailEventRow {
  readonly activityId: string;
  readonly on: string;
  readonly daysBefore: number;
  readonly by: NamedRef;
  readonly label: string;
  readonly outcome: string | null;
}

export interface TrailRow {
  readonly paymentNumber: string;
  readonly valueDate: string;
  readonly itemId: string | null;
  readonly itemNumber: string;
  readonly amount: Money;
  readonly customer: CustomerCell;
  readonly class: PaymentClass;
  readonly events: readonly TrailEventRow[];
}

export interface LeftTotalRow {
  readonly currency: string;
  readonly left: Money;
  readonly items: number;
}

export interface ItemRow {
  readonly itemId: string;
  readonly number: string;
  readonly kind: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly daysPastDue: number | null;
  readonly bucket: string;
  readonly amount: Money;
  readonly left: Money;
  readonly disputeStatus: string;
  readonly customer: CustomerCell;
}

export interface AgeingFigures {
  readonly currency: string;
  readonly invoiceOpen: Money;
  readonly unapplied: Money;
  readonly netOpen: Money;
  readonly buckets: Readonly<Record<string, Money>>;
}

/** Gathered by customer or parent it has a customer, by collector an owner, by currency neither. */
export interface AgeingRow extends AgeingFigures {
  readonly customer?: CustomerCell;
  readonly owner?: string;
  /** How many customers it is of; left out where it is of one. */
  readonly customerCount?: number;
}

export interface ExposureRow {
  readonly customer: CustomerCell;
  readonly owner: string;
  readonly limit: Money;
  readonly exposure: Money;
  readonly atDatedRates: Money;
  readonly free: Money;
  readonly withoutRate: readonly Money[];
  readonly used: number | null;
}

export interface ExposureTotalRow {
  readonly currency: string;
  readonly limit: Money;
  readonly exposure: Money;
  readonly customers: number;
  readonly exceeded: number;
}

export interface ExceptionRow {
  readonly kind: string;
  /** Of a deduction, why; else empty. */
  readonly reason: string;
  readonly customer: CustomerCell;
  /** What it is about, the payment first. */
  readonly documents: readonly { readonly id: string; readonly number: string }[];
  readonly amount: Money;
  readonly on: string;
  readonly sentence: string;
}

export interface ExceptionTotalRow {
  readonly kind: string;
  readonly currency: string;
  readonly amount: Money;
  readonly rows: number;
}

export interface ClassRow {
  readonly class: PaymentClass;
  readonly title: string;
  readonly currency: string;
  readonly amount: Money;
  readonly payments: number;
}

/** A line of excess cash, of whom or what its label says. */
/** Cash beyond what would have come anyway, of one group in one currency, and where its episodes are. */
export interface ExcessLine {
  readonly group: string;
  readonly label: string;
  readonly currency: string;
  readonly excess: Money;
  readonly low: Money;
  readonly high: Money;
  readonly isTold: boolean;
  readonly href: string;
}

export type ExcessRow = Omit<ExcessLine, 'href'> & Readonly<Record<string, unknown>>;

export interface CalibrationTotal {
  readonly deciles: readonly { readonly expected: number; readonly observed: number; readonly n: number }[];
}
