import { amountField, choiceField, currencyField, dayField, numberField, required, textField } from '../field.ts';
import { profile } from '../profile.ts';
import { isBelowZero, vendorDocumentRows } from '../rows/vendor-document.ts';

/** Drafts are no receivables yet, and a deleted draft never was one. */
const UNAPPROVED = ['draft', 'submitted', 'awaiting approval', 'deleted'];

export const xeroCsv = profile({
  name: 'xero-csv',
  sample: 'untried',
  takesSnapshots: true,
  about:
    'Sales invoices and credit notes as Xero exports them, one row a line of a document with the document’s own columns repeated. Drafts are passed over. A customer’s name is its number.',
  inOrder: ['issued_on', 'due_on'],
  ledgerColumns: { customerNumber: ['customer'], item: ['number'], left: ['open_amount'] },
  headers: {
    number: ['InvoiceNumber', '*InvoiceNumber', 'Invoice Number', 'Number'],
    type: ['Type'],
    customer: ['ContactName', '*ContactName', 'Contact Name', 'To', 'Contact'],
    issued_on: ['InvoiceDate', '*InvoiceDate', 'Invoice Date', 'Date'],
    due_on: ['DueDate', '*DueDate', 'Due Date'],
    amount: ['Total', 'Invoice Total'],
    open_amount: ['InvoiceAmountDue', 'Invoice Amount Due', 'Due'],
    currency: ['Currency'],
    reference: ['Reference', 'Ref'],
    erp_status: ['Status'],
  },
  fields: {
    number: required(numberField('The document’s number.')),
    type: choiceField(
      'What the document is; an invoice where it is empty, and a credit note where its total is below 0.',
      ['sales_invoice', 'invoice', 'accrec', 'sales_credit_note', 'credit_note', 'accreccredit'],
      'sales_invoice',
    ),
    customer: required(textField('The contact’s name.')),
    issued_on: required(dayField('The document’s day.')),
    due_on: dayField('The day on which it is due; the document’s day where it is empty.'),
    amount: required(amountField('The total, tax included.')),
    open_amount: amountField('What is still due.'),
    currency: required(currencyField('Three letters of ISO 4217.')),
    reference: textField('The document’s reference.'),
    erp_status: textField('Xero’s word for its state.'),
  },
  toLedger(row, context) {
    const status = row.erp_status.toLowerCase();
    if (UNAPPROVED.includes(status)) return [];
    const isCredit = row.type.includes('credit') || isBelowZero(row.amount);
    const kind = isCredit ? 'credit_memo' : 'invoice';
    const { number, customer, issued_on: issuedOn, due_on: dueOn, currency, amount, reference } = row;
    const document = { kind, documentType: kind, number, customer, customerName: customer } as const;
    const stated = { issuedOn, dueOn, currency, amount, openAmount: row.open_amount, reference };
    const state = { erpStatus: row.erp_status, isVoided: status === 'voided' };
    return vendorDocumentRows({ ...document, ...stated, ...state }, context);
  },
});
