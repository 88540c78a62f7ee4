import { amountField, currencyField, dayField, numberField, required, textField } from '../features/erp-feed/field.ts';
import { profile } from '../features/erp-feed/profile.ts';

const WITHOUT_LEDGER = { about: '', sample: 'vendor', takesSnapshots: false, ledgerColumns: {} } as const;

/** Texts of any length: what payers write, and lists of ids. */
function longText(about: string) {
  return { ...textField(about), read: (text: string) => ({ value: text }) };
}

/** The columns of a file of open invoices, with the names that files have for them; those of SAP's tables too. */
export const INVOICE_TABLE = profile({
  ...WITHOUT_LEDGER,
  name: 'invoices',
  inOrder: ['issued_on', 'due_on'],
  fields: {
    id: required(numberField('What the proposals call the invoice.')),
    number: numberField('The number of the document.'),
    assignment_number: numberField('Another number that payers name.'),
    billing_number: numberField('Another number that payers name.'),
    other_number: numberField('Another number that payers name.'),
    company_code: numberField('Whose invoice it is, where there are several companies.'),
    customer: required(numberField('The number of the customer.')),
    customer_name: textField('The name of the customer.'),
    currency: required(currencyField('The currency of the amount.')),
    amount: required(amountField('What is left of the invoice.')),
    issued_on: required(dayField('The day of the invoice.')),
    due_on: dayField('The day on which it is due; the day of the invoice where it is empty.'),
  },
  headers: {
    id: ['invoice_id'],
    number: ['Document Number', 'BELNR'],
    assignment_number: ['Assignment Number', 'ZUONR'],
    billing_number: ['Billing Number', 'VBELN'],
    company_code: ['Company Code', 'BUKRS'],
    customer: ['Customer ID', 'KUNNR'],
    customer_name: ['Customer Name', 'NAME1'],
    currency: ['Currency Code', 'WAERS'],
    amount: ['WRBTR'],
    issued_on: ['Document Date', 'BLDAT'],
    due_on: ['Due Date'],
  },
  toLedger: () => [],
});

/** The columns of a file of money received. */
export const PAYMENT_TABLE = profile({
  ...WITHOUT_LEDGER,
  name: 'payments',
  fields: {
    id: required(numberField('What the proposals call the payment.')),
    payer_name: textField('Who paid, as the bank has it.'),
    payer_account: numberField('The account that it was paid from.'),
    text: longText('What the payer wrote.'),
    number: numberField('A number in a field made for it.'),
    customer: numberField('The number of the customer, where it is known whose money it is.'),
    currency: required(currencyField('The currency of the amount.')),
    amount: required(amountField('What was received.')),
    paid_on: required(dayField('The day on which it was received.')),
  },
  headers: {
    id: ['payment_id'],
    payer_name: ['Business Partner'],
    payer_account: ['Account Number'],
    text: ['Memo Line'],
    paid_on: ['Posting Date'],
  },
  toLedger: () => [],
});

/** The columns of a file that says which payments are for which invoices. */
export const MATCH_TABLE = profile({
  ...WITHOUT_LEDGER,
  name: 'cleared-items',
  fields: {
    category: textField('The kind of match.'),
    perturbations: longText('What is wrong in it, as a list.'),
    invoices: required(longText('The invoices of the match, as a list of their ids.')),
    payments: required(longText('The payments of the match, as a list of their ids.')),
  },
  headers: {
    category: ['match_category'],
    perturbations: ['perturbation_categories'],
    invoices: ['invoice_ids'],
    payments: ['payment_ids'],
  },
  toLedger: () => [],
});
