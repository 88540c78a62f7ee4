import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { money } from '#shared/domain/money.ts';
import type { AdjustmentReason, DisputeStatus } from '#shared/domain/open-item.ts';
import type {
  SampleAdjustment,
  SampleApplication,
  SampleInvoice,
  SamplePayment,
  SampleReversal,
  SampleUnapplication,
} from './sample-company.ts';

/** An invoice while the days go by. Amounts are in minor units of its currency. */
export interface LiveInvoice {
  readonly number: string;
  readonly customerNumber: string;
  readonly currency: CurrencyCode;
  readonly minor: number;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly reference: string;
  /** What the books show as open. */
  left: number;
  /** What the customer has not sent yet and means to; less than `left` while money is on its way or was held back. */
  unpaid: number;
  disputeStatus: DisputeStatus;
  /** The day on which the customer means to pay because of a contact; null where nothing is planned. */
  plannedOn: CalendarDate | null;
  /** The last contacts that asked for payment. */
  mailedOn: CalendarDate | null;
  calledOn: CalendarDate | null;
  /** How many of the three notices went out. */
  notices: number;
  promisedFor: CalendarDate | null;
}

/** Part of a payment or credit memo for one invoice. */
export interface Part {
  readonly invoice: LiveInvoice;
  readonly minor: number;
}

/** Writes the sample company's books: hands out numbers, keeps what is open, and never applies more than is. */
export class Books {
  readonly credits: SampleInvoice[] = [];
  readonly payments: SamplePayment[] = [];
  readonly applications: SampleApplication[] = [];
  readonly unapplications: SampleUnapplication[] = [];
  readonly adjustments: SampleAdjustment[] = [];
  readonly reversals: SampleReversal[] = [];
  readonly invoices: LiveInvoice[] = [];
  private readonly open = new Map<string, Set<LiveInvoice>>();

  issue(
    invoice: Pick<LiveInvoice, 'customerNumber' | 'currency' | 'minor' | 'issuedOn' | 'dueOn' | 'reference'>,
  ): LiveInvoice {
    const live: LiveInvoice = {
      ...invoice,
      number: String(100_001 + this.invoices.length),
      left: invoice.minor,
      unpaid: invoice.minor,
      disputeStatus: 'none',
      plannedOn: null,
      mailedOn: null,
      calledOn: null,
      notices: 0,
      promisedFor: null,
    };
    this.invoices.push(live);
    this.openSet(live.customerNumber).add(live);
    return live;
  }

  /** A customer's invoices of which the books show something open, oldest first. */
  openOf(customerNumber: string): LiveInvoice[] {
    return [...this.openSet(customerNumber)];
  }

  /** Money that came in; nothing is applied yet. */
  receive(payment: { customerNumber: string; currency: CurrencyCode; minor: number; on: CalendarDate }): SamplePayment {
    const number = String(700_001 + this.payments.length);
    const made: SamplePayment = {
      number,
      customerNumber: payment.customerNumber,
      amount: money(payment.minor, payment.currency),
      on: payment.on,
      reference: `TRF ${number.slice(1)}`,
    };
    this.payments.push(made);
    return made;
  }

  /** A credit memo for part of an invoice, applied on the same day. */
  credit({ invoice, minor }: Part, on: CalendarDate): void {
    const number = String(900_001 + this.credits.length);
    const { customerNumber, currency } = invoice;
    const amount = money(minor, currency);
    const reference = invoice.number;
    this.credits.push({
      number,
      kind: 'credit_memo',
      customerNumber,
      amount,
      issuedOn: on,
      dueOn: on,
      disputeStatus: 'none',
      reference,
    });
    this.apply(number, { invoice, minor }, on);
    invoice.unpaid = Math.min(invoice.unpaid, invoice.left);
  }

  /** Sets part of a credit item against an invoice. Throws RangeError where less is open. */
  apply(creditNumber: string, { invoice, minor }: Part, on: CalendarDate): SampleApplication {
    const application: SampleApplication = {
      id: `A${String(1 + this.applications.length).padStart(6, '0')}`,
      invoiceNumber: invoice.number,
      creditNumber,
      amount: money(minor, invoice.currency),
      on,
    };
    this.takeFrom(invoice, minor);
    this.applications.push(application);
    return application;
  }

  /** Takes an application back; the invoice is open again by its amount. */
  unapply({ id }: SampleApplication, { invoice, minor }: Part, on: CalendarDate): void {
    this.unapplications.push({ id: `U${id.slice(1)}`, applicationId: id, on });
    invoice.left += minor;
    this.openSet(invoice.customerNumber).add(invoice);
  }

  adjust({ invoice, minor }: Part, on: CalendarDate, reason: AdjustmentReason): void {
    const id = `J${String(1 + this.adjustments.length).padStart(5, '0')}`;
    this.takeFrom(invoice, minor);
    invoice.unpaid = Math.min(invoice.unpaid, invoice.left);
    const amount = money(minor, invoice.currency);
    this.adjustments.push({ id, invoiceNumber: invoice.number, amount, on, reason });
  }

  /** A payment that the bank took back, the whole of it. */
  reverse({ number, amount }: SamplePayment, on: CalendarDate): void {
    this.reversals.push({ id: `R${number}`, paymentNumber: number, amount, on });
  }

  private takeFrom(invoice: LiveInvoice, minor: number): void {
    if (minor <= 0 || minor > invoice.left) throw new RangeError(`${minor} of ${invoice.number} is not open.`);
    invoice.left -= minor;
    if (invoice.left === 0) this.openSet(invoice.customerNumber).delete(invoice);
  }

  private openSet(customerNumber: string): Set<LiveInvoice> {
    const known = this.open.get(customerNumber);
    if (known !== undefined) return known;
    const made = new Set<LiveInvoice>();
    this.open.set(customerNumber, made);
    return made;
  }
}
