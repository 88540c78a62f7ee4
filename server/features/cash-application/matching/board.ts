import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { MatchingRules, OpenInvoice, OpenPayment } from './match.ts';

/** Some pay on an order or a pro forma, before the invoice is issued. */
const DAYS_BEFORE_ISSUE = 14;

/** An amount set of a payment against an invoice, both by their place on the board. */
export interface Part {
  readonly payment: number;
  readonly invoice: number;
  readonly amount: number;
}

/** What is open while matching goes on. Payments and invoices stand in the order of their ids, so that the order they came in says nothing. */
export class Board {
  readonly payments: readonly OpenPayment[];
  readonly invoices: readonly OpenInvoice[];
  readonly invoicesOf: ReadonlyMap<string, readonly number[]>;
  private readonly paymentLeft: number[];
  private readonly invoiceLeft: number[];
  private changes = 0;

  constructor(
    question: { readonly payments: readonly OpenPayment[]; readonly invoices: readonly OpenInvoice[] },
    readonly rules: MatchingRules,
  ) {
    this.payments = inOrder(question.payments);
    this.invoices = inOrder(question.invoices);
    this.paymentLeft = this.payments.map(({ left }) => left);
    this.invoiceLeft = this.invoices.map(({ left }) => left);
    this.invoicesOf = grouped(this.invoices.keys(), (invoice) => this.invoice(invoice).customerId);
  }

  /** Grows with every change, for those who keep something that depends on what is open. */
  get version(): number {
    return this.changes;
  }

  payment(at: number): OpenPayment {
    return placed(this.payments[at]);
  }

  invoice(at: number): OpenInvoice {
    return placed(this.invoices[at]);
  }

  leftOfPayment(at: number): number {
    return this.paymentLeft[at] ?? 0;
  }

  leftOfInvoice(at: number): number {
    return this.invoiceLeft[at] ?? 0;
  }

  openPayments(): number[] {
    return [...this.payments.keys()].filter((at) => this.leftOfPayment(at) > 0);
  }

  openInvoices(): number[] {
    return [...this.invoices.keys()].filter((at) => this.leftOfInvoice(at) > 0);
  }

  /** Whether a payment can be for an invoice at all: the same currency, something left of it, and not long before it was issued. */
  canPay(payment: number, invoice: number): boolean {
    const { currency, on } = this.payment(payment);
    const of = this.invoice(invoice);
    return of.currency === currency && this.leftOfInvoice(invoice) > 0 && on >= earliestFor(of);
  }

  /** What an invoice takes to be settled on a day: what is left of it, or less by a discount that may still be taken, the larger discount first. */
  settlingAmounts(invoice: number, on: CalendarDate): number[] {
    const left = this.leftOfInvoice(invoice);
    const { discounts } = this.invoice(invoice);
    const taken = discounts.filter(({ until, amount }) => on <= until && amount > 0 && amount < left);
    return [...new Set(taken.map(({ amount }) => left - amount))].sort((a, b) => a - b).concat(left);
  }

  /** How many invoices a customer has on the board, open or not. */
  countOf(customerId: string): number {
    return this.invoicesOf.get(customerId)?.length ?? 0;
  }

  byDueDay(a: number, b: number): number {
    return compareDays(this.invoice(a).dueOn, this.invoice(b).dueOn) || a - b;
  }

  byPaymentDay(a: number, b: number): number {
    return compareDays(this.payment(a).on, this.payment(b).on) || a - b;
  }

  /** How much may be missing of an amount for it to count as paid short. */
  toleranceOf(amount: number): number {
    const { toleranceFraction, toleranceAmount } = this.rules;
    return Math.max(Math.floor(amount * toleranceFraction), toleranceAmount);
  }

  /** Sets parts against what is open. */
  take(parts: readonly Part[]): void {
    for (const { payment, invoice, amount } of parts) {
      this.paymentLeft[payment] = this.leftOfPayment(payment) - amount;
      this.invoiceLeft[invoice] = this.leftOfInvoice(invoice) - amount;
    }
    this.changes += 1;
  }

  /** Takes off the board what is for nothing else. */
  close({ payments, invoices }: { readonly payments: readonly number[]; readonly invoices: readonly number[] }): void {
    for (const payment of payments) this.paymentLeft[payment] = 0;
    for (const invoice of invoices) this.invoiceLeft[invoice] = 0;
    this.changes += 1;
  }
}

/** Things by what a key says of them, in their order. */
export function grouped<T>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}

function compareDays(a: CalendarDate, b: CalendarDate): number {
  return a < b ? -1 : Number(a > b);
}

const earliest = new WeakMap<OpenInvoice, CalendarDate>();

function earliestFor(invoice: OpenInvoice): CalendarDate {
  const known = earliest.get(invoice);
  if (known !== undefined) return known;
  const day = addDays(invoice.issuedOn, -DAYS_BEFORE_ISSUE);
  earliest.set(invoice, day);
  return day;
}

function inOrder<T extends { readonly id: string }>(things: readonly T[]): T[] {
  return [...things].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}

function placed<T>(thing: T | undefined): T {
  if (thing === undefined) throw new RangeError('There is nothing at this place of the board.');
  return thing;
}
