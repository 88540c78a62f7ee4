import { currency, neededAmount, neededDay, neededNumber, number, text } from '../json/json-fields.ts';
import { at, type RecordOf } from '../json/json-member.ts';
import type { NamedDocument } from '../json/json-rows.ts';
import { recordKind } from '../json/record-kind.ts';
import { type PaidMoney, receivedRows, refundedRows } from './xero-paid.ts';

const MEMBERS = {
  id: at('PaymentID', neededNumber),
  type: at('PaymentType', text),
  status: at('Status', text),
  day: at('Date', neededDay),
  amount: at('Amount', neededAmount),
  reference: at('Reference', text),
  currency: at('Invoice.CurrencyCode', currency),
  contact: at('Invoice.Contact.ContactID', number),
  contactName: at('Invoice.Contact.Name', text),
  invoiceId: at('Invoice.InvoiceID', number),
  invoiceNumber: at('Invoice.InvoiceNumber', number),
  creditNoteNumber: at('CreditNote.CreditNoteNumber', number),
  creditNoteId: at('CreditNote.CreditNoteID', number),
  overpaymentId: at('Overpayment.OverpaymentID', number),
  prepaymentId: at('Prepayment.PrepaymentID', number),
};

type Payment = RecordOf<typeof MEMBERS>;

/** What a payment of each type is paid for, or paid out of. */
const PAID: Readonly<Record<string, (payment: Payment) => NamedDocument>> = {
  ACCRECPAYMENT: ({ invoiceNumber, invoiceId }) => ({ type: 'invoice', number: invoiceNumber || invoiceId }),
  ARCREDITPAYMENT: ({ invoiceNumber, creditNoteNumber, creditNoteId, invoiceId }) => ({
    type: 'credit_memo',
    number: creditNoteNumber || invoiceNumber || creditNoteId || invoiceId,
  }),
  AROVERPAYMENTPAYMENT: ({ overpaymentId, invoiceId }) => ({ type: 'overpayment', number: overpaymentId || invoiceId }),
  ARPREPAYMENTPAYMENT: ({ prepaymentId, invoiceId }) => ({ type: 'prepayment', number: prepaymentId || invoiceId }),
};

/** Payments, each of one invoice, and refunds, each of one credit. A payment within an invoice says the same again. */
export const xeroPayments = recordKind({
  paths: ['Payments[]', ''],
  fits: (record) => 'PaymentID' in record,
  members: MEMBERS,
  toLedger(record, context) {
    const paidFor = PAID[record.type]?.(record);
    if (paidFor === undefined) {
      context.leaveOut('payments that are not of a customer’s invoice or credit');
      return [];
    }
    if (paidFor.number === '') context.problem('Invoice.InvoiceNumber', 'is missing or empty');
    if (record.contact === '') context.problem('Invoice.Contact.ContactID', 'is missing or empty');
    const { id, day, amount, currency: code, reference } = record;
    const customer = { number: record.contact, name: record.contactName };
    const isDeleted = record.status === 'DELETED';
    const paid: PaidMoney = { id, day, path: 'Amount', amount, currency: code, reference, isDeleted, customer };
    return paidFor.type === 'invoice' ? receivedRows(paid, paidFor, context) : refundedRows(paid, paidFor, context);
  },
});
