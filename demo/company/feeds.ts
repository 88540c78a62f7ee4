import { stringify } from 'csv-stringify/sync';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { decimalOf, type Money } from '#shared/domain/money.ts';
import type { SampleBooks, SampleContact, SampleCustomer } from './sample-company.ts';

/** What the sample company's ERP sends of an evening: one CSV text a profile, in the columns of the profiles themselves. */
export interface SampleFeeds {
  readonly customers: string;
  readonly invoices: string;
  readonly payments: string;
}

export function toFeeds(books: Omit<SampleBooks, 'users' | 'activities'>): SampleFeeds {
  return { customers: customersCsv(books), invoices: invoicesCsv(books), payments: paymentsCsv(books) };
}

function customersCsv({ customers }: Pick<SampleBooks, 'customers'>): string {
  return csv(customers.flatMap((customer) => customer.contacts.map((contact) => contactRow(customer, contact))));
}

/** One row a contact, with the customer's own columns repeated. */
function contactRow(customer: SampleCustomer, contact: SampleContact): Row {
  return {
    number: customer.number,
    name: customer.name,
    other_names: customer.otherNames.join('|'),
    parent: customer.parentNumber,
    contact_name: contact.name,
    contact_email: contact.email,
    contact_phone: contact.phone,
    contact_role: contact.role,
    contact_language: contact.language,
    mail_domains: customer.mailDomains.join('|'),
    owner_email: customer.ownerEmail,
    credit_limit: decimalOf(customer.creditLimit),
    currency: customer.creditLimit.currency,
    payment_terms: `${customer.termDays} days net`,
    language: customer.language,
    do_not_contact: customer.doNotContact ? 'yes' : 'no',
  };
}

function invoicesCsv({ invoices }: Pick<SampleBooks, 'invoices'>): string {
  return csv(
    invoices.map((invoice) => ({
      number: invoice.number,
      kind: invoice.kind,
      customer: invoice.customerNumber,
      issued_on: invoice.issuedOn,
      due_on: invoice.dueOn,
      ...amountCells(invoice.amount),
      dispute_status: invoice.disputeStatus,
      reference: invoice.reference,
    })),
  );
}

/** Payments and what became of them, in the order of their days. */
function paymentsCsv(books: Omit<SampleBooks, 'users' | 'activities' | 'customers' | 'invoices'>): string {
  const events: PaymentEvent[] = [
    ...books.payments.map(({ number, customerNumber, amount, on, reference }) => ({
      ...event('payment', on),
      payment: number,
      customer: customerNumber,
      reference,
      ...amountCells(amount),
    })),
    ...books.applications.map(({ id, invoiceNumber, creditNumber, amount, on }) => ({
      ...event('application', on),
      id,
      payment: creditNumber,
      invoice: invoiceNumber,
      ...amountCells(amount),
    })),
    ...books.unapplications.map(({ id, applicationId, on }) => ({
      ...event('unapplication', on),
      id,
      application: applicationId,
    })),
    ...books.adjustments.map(({ id, invoiceNumber, amount, on, reason }) => ({
      ...event(reason, on),
      id,
      invoice: invoiceNumber,
      ...amountCells(amount),
    })),
    ...books.reversals.map(({ id, paymentNumber, amount, on }) => ({
      ...event('reversal', on),
      id,
      payment: paymentNumber,
      ...amountCells(amount),
    })),
  ];
  return csv(events.sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on))));
}

/** All columns, so that each row has them in the same order; what a type of row does not use stays empty. */
function event(type: string, on: CalendarDate): PaymentEvent {
  return {
    type,
    on,
    payment: '',
    invoice: '',
    amount: '',
    currency: '',
    customer: '',
    id: '',
    application: '',
    reference: '',
  };
}

type PaymentEvent = Row & { readonly type: string; readonly on: CalendarDate };
type Row = Readonly<Record<string, string>>;

function amountCells(amount: Money): { amount: string; currency: string } {
  return { amount: decimalOf(amount), currency: amount.currency };
}

function csv(rows: readonly Row[]): string {
  return stringify([...rows], { header: true });
}
