import type { ItemKind } from '#shared/domain/open-item.ts';
import { amountField, currencyField, dayField, numberField, required, textField } from '../field.ts';
import { profile } from '../profile.ts';
import { isBelowZero, vendorDocumentRows } from '../rows/vendor-document.ts';

/** What a transaction is on the side on which its amount stands. */
const TYPES: Readonly<Record<string, { readonly owed: ItemKind; readonly given: ItemKind; readonly type: string }>> = {
  invoice: { owed: 'invoice', given: 'credit_memo', type: 'invoice' },
  'credit memo': { owed: 'debit_memo', given: 'credit_memo', type: 'credit_memo' },
  'credit note': { owed: 'debit_memo', given: 'credit_memo', type: 'credit_memo' },
  payment: { owed: 'refund', given: 'payment', type: 'payment' },
  'journal entry': { owed: 'debit_memo', given: 'credit_memo', type: 'journal' },
  'finance charge': { owed: 'interest', given: 'credit_memo', type: 'interest' },
  'statement charge': { owed: 'interest', given: 'credit_memo', type: 'interest' },
};

export const quickbooksCsv = profile({
  name: 'quickbooks-csv',
  sample: 'untried',
  takesSnapshots: true,
  about:
    'QuickBooks Online’s reports of single transactions, such as A/R ageing detail, open invoices or invoice list, with the column Open balance. Rows without a type are headings and totals, and are passed over. A customer’s name is its number.',
  inOrder: ['issued_on', 'due_on'],
  recordMark: 'type',
  ledgerColumns: { customerNumber: ['customer'], number: ['number'], item: ['number'], left: ['open_amount'] },
  headers: {
    type: ['Transaction type', 'Transaction Type', 'Type'],
    number: ['Num', 'No.', 'Number'],
    customer: ['Customer full name', 'Customer', 'Name', 'Client'],
    issued_on: ['Date', 'Transaction date'],
    due_on: ['Due date', 'Due Date'],
    amount: ['Amount', 'Foreign Amount'],
    open_amount: ['Open balance', 'Open Balance', 'Foreign Open Balance'],
    currency: ['Currency'],
    reference: ['Memo/Description', 'Memo', 'Description'],
  },
  fields: {
    type: required(textField('What the transaction is: Invoice, Credit Memo, Payment, Journal Entry, Finance Charge.')),
    number: numberField('The document’s number; where it is empty, its type, day and amount stand for it.'),
    customer: required(textField('The customer’s full name.')),
    issued_on: required(dayField('The transaction’s day.')),
    due_on: dayField('The day on which it is due; the document’s day where it is empty.'),
    amount: required(amountField('The whole amount; below 0 where it is a credit.')),
    open_amount: amountField('What is left of it.'),
    currency: required(currencyField('Three letters of ISO 4217; the mapping’s where the report has one currency.')),
    reference: textField('What was noted on it.'),
  },
  toLedger(row, context) {
    const { customer, issued_on: issuedOn, due_on: dueOn, amount, currency, reference } = row;
    const known = TYPES[row.type.toLowerCase()];
    if (known === undefined) {
      context.problem('type', `is none of ${Object.keys(TYPES).join(', ')}`);
      return [];
    }
    const kind = isBelowZero(amount) ? known.given : known.owed;
    const number = row.number || `${known.type} ${issuedOn} ${amount}`;
    const document = { kind: known.type === 'payment' || known.type === 'credit_memo' ? known.given : kind, number };
    const stated = { documentType: known.type, customer, customerName: customer, issuedOn, dueOn, currency, amount };
    return vendorDocumentRows(
      { ...document, ...stated, openAmount: row.open_amount, reference, erpStatus: '' },
      context,
    );
  },
});
