import { ADJUSTMENT_REASONS } from '#shared/domain/open-item.ts';
import { amountField, choiceField, currencyField, dayField, numberField, required, textField } from '../field.ts';
import { profile } from '../profile.ts';
import { STATE_FIELDS } from '../rows/document-state.ts';
import {
  adjustmentRows,
  applicationRows,
  paidBackRows,
  paymentRows,
  reversalRows,
  unapplicationRows,
} from '../rows/payment-rows.ts';

const TYPES = [
  'payment',
  'application',
  'unapplication',
  'reversal',
  'refund',
  'chargeback',
  ...ADJUSTMENT_REASONS,
] as const;

export const payments = profile({
  name: 'payments',
  sample: 'own',
  takesSnapshots: false,
  about:
    'Money received and what became of it, one event a row: payments, their applications to documents, what was taken back, and what was written off, deducted or withheld.',
  ledgerColumns: {
    customerNumber: ['customer'],
    number: ['payment'],
    reference: ['payment', 'invoice'],
    item: ['payment', 'invoice'],
    debit: ['invoice'],
    credit: ['payment'],
    debitAmount: ['amount'],
    creditAmount: ['amount'],
    applicationId: ['application'],
    left: ['open_amount'],
  },
  fields: {
    type: choiceField('What the row tells; a payment where it is empty.', TYPES, 'payment'),
    on: required(dayField('The day of the event; for a payment its value date.')),
    payment: numberField(
      'The number of the payment, or of the credit memo that is applied, taken back, or paid out by a refund.',
    ),
    invoice: numberField(
      'The number of the invoice or other debit document. In a row of a payment: what it is applied to; of a refund or chargeback: its own number.',
    ),
    amount: amountField('The amount of the event; for a payment all of it. Never below 0.'),
    currency: currencyField('Three letters of ISO 4217; in an application the currency of the invoice.'),
    customer: numberField('The customer’s number in the ERP; a payment, refund or chargeback has to have it.'),
    customer_name: textField('The name under which a customer that is not known yet is added.'),
    applied_amount: amountField(
      'In a row of a payment: how much of it is applied to the invoice; all of it where it is empty.',
    ),
    payment_amount: amountField('In an application across currencies: what it takes from the payment.'),
    payment_currency: currencyField('The currency of `payment_amount`.'),
    id: numberField(
      'The ERP’s own id of the application, adjustment or reversal. Without it the row itself is its id.',
    ),
    application: numberField('In an un-application: the `id` of the application that is taken back.'),
    applied_on: dayField('In an un-application without `application`: the day of the application that is taken back.'),
    reference: textField('What the payer wrote, or the bank’s reference.'),
    company_code: numberField('Which of several companies of the ERP the documents are of.'),
    document_type: numberField(
      'The ERP’s own type of the payment or credit memo. What takes back or lessens a credit memo has to name it: `credit_memo`, unless the ERP has its own.',
    ),
    fiscal_year: numberField('The year of the payment, where numbers begin anew every year.'),
    invoice_document_type: numberField('The ERP’s own type of the invoice or other debit document.'),
    invoice_fiscal_year: numberField('The year of the invoice, where numbers begin anew every year.'),
    instalment: numberField('The invoice’s instalment. Without it: the earliest due first.'),
    ...STATE_FIELDS,
  },
  toLedger(row, context) {
    switch (row.type) {
      case 'payment':
        return paymentRows(row, context);
      case 'application':
        return applicationRows(row, context);
      case 'unapplication':
        return unapplicationRows(row, context);
      case 'reversal':
        return reversalRows(row, context);
      case 'refund':
      case 'chargeback':
        return paidBackRows(row, row.type, context);
      default:
        return adjustmentRows(row, row.type, context);
    }
  },
});
