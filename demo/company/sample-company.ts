import type { ActivityCode, NonPaymentReason, Outcome } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Money } from '#shared/domain/money.ts';
import type { AdjustmentReason, DisputeStatus } from '#shared/domain/open-item.ts';
import type { DemoThread } from './demo-thread.ts';
import type { PaymentHabit } from './payment-habit.ts';
import type { DemoUser } from './people.ts';

export interface SampleContact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly role: 'accounts_payable' | 'finance_manager' | 'buyer';
  readonly language: 'en' | 'de';
}

export interface SampleCustomer {
  readonly number: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  /** Empty where there is no parent. */
  readonly parentNumber: string;
  readonly contacts: readonly SampleContact[];
  /** Empty for those who write from a free-mail provider. */
  readonly mailDomains: readonly string[];
  readonly ownerEmail: string;
  readonly creditLimit: Money;
  /** Days from invoice to due day. */
  readonly termDays: number;
  /** What is granted for paying within ten days of the invoice, in per cent; mostly 0. */
  readonly discountPercent: number;
  readonly currencies: readonly CurrencyCode[];
  readonly language: 'en' | 'de';
  readonly doNotContact: boolean;
  /** The truth behind the figures, which no feed carries: how the customer pays and what contact does to that. */
  readonly habit: PaymentHabit;
}

export interface SampleInvoice {
  readonly number: string;
  readonly kind: 'invoice' | 'credit_memo';
  readonly customerNumber: string;
  readonly amount: Money;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** As the ERP has it at the end of the last day. */
  readonly disputeStatus: DisputeStatus;
  /** The customer's order number; for a credit memo the invoice it is for. */
  readonly reference: string;
}

export interface SamplePayment {
  readonly number: string;
  /** Who paid; a parent may pay a subsidiary's invoices. */
  readonly customerNumber: string;
  readonly amount: Money;
  /** The value date. */
  readonly on: CalendarDate;
  readonly reference: string;
}

export interface SampleApplication {
  readonly id: string;
  readonly invoiceNumber: string;
  /** A payment's or a credit memo's number. */
  readonly creditNumber: string;
  readonly amount: Money;
  readonly on: CalendarDate;
}

export interface SampleUnapplication {
  readonly id: string;
  readonly applicationId: string;
  readonly on: CalendarDate;
}

export interface SampleAdjustment {
  readonly id: string;
  readonly invoiceNumber: string;
  readonly amount: Money;
  readonly on: CalendarDate;
  readonly reason: AdjustmentReason;
}

/** A payment that the bank took back. */
export interface SampleReversal {
  readonly id: string;
  readonly paymentNumber: string;
  readonly amount: Money;
  readonly on: CalendarDate;
}

export interface SampleActivity {
  /** Unique, and the same in every generation. */
  readonly key: string;
  readonly actorEmail: string;
  readonly customerNumber: string;
  /** Empty where it is about the customer as a whole. */
  readonly itemNumbers: readonly string[];
  readonly contact: { readonly name: string; readonly email: string } | null;
  readonly code: ActivityCode;
  readonly outcome: Outcome | null;
  readonly reason: NonPaymentReason | null;
  readonly amount: Money | null;
  readonly date: CalendarDate | null;
  readonly note: string | null;
  /** What ties it to a mail of the demo's threads. */
  readonly message: {
    readonly internetMessageId: string;
    readonly conversation: string;
    readonly subject: string;
  } | null;
  /** An instant in UTC. */
  readonly occurredAt: string;
}

/** The company's books up to the end of the last day, without its mail. */
export interface SampleBooks {
  readonly firstDay: CalendarDate;
  /** The day before the one that the company was generated for; the feeds are as of this day's evening. */
  readonly lastDay: CalendarDate;
  readonly users: readonly DemoUser[];
  readonly customers: readonly SampleCustomer[];
  /** Invoices and credit memos. */
  readonly invoices: readonly SampleInvoice[];
  readonly payments: readonly SamplePayment[];
  readonly applications: readonly SampleApplication[];
  readonly unapplications: readonly SampleUnapplication[];
  readonly adjustments: readonly SampleAdjustment[];
  readonly reversals: readonly SampleReversal[];
  /** In the order in which they happened. */
  readonly activities: readonly SampleActivity[];
}

export interface SampleCompany extends SampleBooks {
  readonly threads: readonly DemoThread[];
}
