import { entryAs } from '../business-central/business-central-entry.ts';
import { amountField, currencyField, dayField, numberField, required, textField } from '../field.ts';
import { profile } from '../profile.ts';
import { isBelowZero, vendorDocumentRows } from '../rows/vendor-document.ts';

/** Business Central's document types in the languages of its exports. */
const TYPES: Readonly<Record<string, string>> = {
  '': '',
  payment: 'Payment',
  zahlung: 'Payment',
  paiement: 'Payment',
  invoice: 'Invoice',
  rechnung: 'Invoice',
  facture: 'Invoice',
  'credit memo': 'Credit Memo',
  gutschrift: 'Credit Memo',
  avoir: 'Credit Memo',
  'finance charge memo': 'Finance Charge Memo',
  zinsrechnung: 'Finance Charge Memo',
  reminder: 'Reminder',
  mahnung: 'Reminder',
  relance: 'Reminder',
  refund: 'Refund',
  erstattung: 'Refund',
  remboursement: 'Refund',
};
const NO = ['no', 'false', 'nein', 'non', '0'];

export const businessCentralCsv = profile({
  name: 'business-central-csv',
  sample: 'untried',
  takesSnapshots: true,
  about:
    'Business Central’s page of customer ledger entries, opened in Excel and saved. Amounts have the sign of their side. A blank currency code is the company’s own, which the mapping gives as `currency`.',
  inOrder: ['issued_on', 'due_on'],
  ledgerColumns: { customerNumber: ['customer'], item: ['number'], left: ['open_amount', 'open'] },
  headers: {
    entry: ['Entry No.', 'Entry No', 'Lfd. Nr.', 'N° séquence'],
    type: ['Document Type', 'Belegart', 'Type document'],
    number: ['Document No.', 'Document No', 'Belegnr.', 'Belegnummer', 'N° document'],
    customer: ['Customer No.', 'Customer No', 'Debitorennr.', 'Debitornr.', 'N° client'],
    customer_name: ['Customer Name', 'Debitorenname', 'Nom client'],
    posted_on: ['Posting Date', 'Buchungsdatum', 'Date comptabilisation'],
    issued_on: ['Document Date', 'Belegdatum', 'Date document'],
    due_on: ['Due Date', 'Fälligkeitsdatum', 'Date d’échéance', "Date d'échéance"],
    currency: ['Currency Code', 'Währungscode', 'Code devise'],
    amount: [
      'Original Amount',
      'Ursprungsbetrag',
      'Ursprünglicher Betrag',
      'Montant initial',
      'Amount',
      'Betrag',
      'Montant',
    ],
    open_amount: ['Remaining Amount', 'Restbetrag', 'Montant ouvert', 'Montant restant'],
    open: ['Open', 'Offen', 'Ouvert'],
    reference: ['External Document No.', 'Externe Belegnummer', 'N° doc. externe', 'Description', 'Beschreibung'],
  },
  fields: {
    entry: required(numberField('The entry’s number.')),
    type: textField('The document’s type; an opening balance or journal line where it is empty.'),
    number: required(numberField('The document’s number.')),
    customer: required(numberField('The customer’s number.')),
    customer_name: textField('The name under which a customer that is not known yet is added.'),
    posted_on: required(dayField('The posting date.')),
    issued_on: dayField('The document’s day; the posting date where it is empty.'),
    due_on: dayField('The day on which it is due; the document’s day where it is empty.'),
    currency: required(currencyField('Three letters of ISO 4217; the mapping’s where it is blank.')),
    amount: required(amountField('The original amount; below 0 where it is given.')),
    open_amount: amountField('The remaining amount.'),
    open: textField('Whether the entry is open; nothing is left of one that is not.'),
    reference: textField('The external document number, or what was noted.'),
  },
  toLedger(row, context) {
    const documentType = TYPES[row.type.toLowerCase()];
    if (documentType === undefined) {
      context.problem('type', 'is no document type of Business Central in English, German or French');
      return [];
    }
    const { kind, document } = entryAs({ documentType, number: row.number, entry: row.entry }, isBelowZero(row.amount));
    const { customer, customer_name: customerName, currency, amount, due_on: dueOn, reference } = row;
    return vendorDocumentRows(
      {
        kind,
        documentType: document.type,
        number: document.number,
        instalment: document.entry ?? '',
        customer,
        customerName,
        issuedOn: kind === 'payment' ? row.posted_on : (row.issued_on ?? row.posted_on),
        dueOn,
        currency,
        amount,
        openAmount: NO.includes(row.open.toLowerCase()) ? '0' : row.open_amount,
        reference,
        erpStatus: '',
      },
      context,
    );
  },
});
