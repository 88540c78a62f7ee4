import { DISPUTE_STATUSES } from '#shared/domain/open-item.ts';
import type { ApplicationRow, ItemRow } from '../../receivables/run-service.ts';
import { amountField, choiceField, currencyField, dayField, numberField, required, textField } from '../field.ts';
import { profile } from '../profile.ts';
import { documentItem, itemKey } from '../rows/document-item.ts';
import { STATE_FIELDS, withState } from '../rows/document-state.ts';

/** The document type of the payments that the day of clearing stands for; no ERP sent them. */
const CLEARING = 'clearing';

export const clearedItems = profile({
  name: 'cleared-items',
  sample: 'vendor',
  takesSnapshots: false,
  about:
    'One row an invoice with the day on which it was cleared whole, as SAP’s FBL5N lists it. A cleared invoice brings a payment of its amount on that day, applied to it and marked as derived.',
  inOrder: ['issued_on', 'due_on'],
  ledgerColumns: {
    customerNumber: ['customer'],
    id: ['number'],
    reference: ['number'],
    debit: ['number'],
    credit: ['number'],
    debitAmount: ['amount'],
    creditAmount: ['amount'],
    item: ['number'],
    left: ['open_amount'],
  },
  fields: {
    number: required(numberField('The invoice’s number, leading zeros kept.')),
    customer: required(numberField('The customer’s number in the ERP.')),
    customer_name: textField('The name under which a customer that is not known yet is added.'),
    issued_on: required(dayField('The invoice’s day.')),
    due_on: dayField('The day on which it is due; the invoice’s day where it is empty.'),
    amount: required(amountField('The whole amount of the invoice.')),
    currency: required(currencyField('Three letters of ISO 4217.')),
    dispute_status: choiceField('Whether the ERP holds it as disputed.', DISPUTE_STATUSES, 'none'),
    cleared_on: dayField('The day on which it was cleared; empty while it is open.'),
    clearing_document: numberField('The document that cleared it; kept as the payment’s reference.'),
    reference: textField('The invoice’s own reference, such as a purchase order number.'),
    company_code: numberField('Which of several companies of the ERP the invoice is of.'),
    document_type: numberField(
      'The ERP’s own type, where numbers are unique only within it; `invoice` where it is empty.',
    ),
    fiscal_year: numberField('The year, where numbers begin anew every year.'),
    instalment: numberField('The item within the document, where it has several.'),
    ...STATE_FIELDS,
  },
  toLedger(row, context) {
    const item = documentItem({ ...row, kind: 'invoice' }, context);
    if (item === null) return [];
    const stated = withState(item, row, context);
    if (row.cleared_on === null) return stated;
    if (item.kind !== 'invoice') {
      context.problem(
        'cleared_on',
        'is the day a credit memo was cleared, which does not say against what; feed it as invoices and payments',
      );
      return [];
    }
    const { line, customerNumber, customerName, amount } = item;
    const payment: ItemRow = {
      type: 'item',
      line,
      key: itemKey({ ...row, document_type: clearingType(row.document_type) }, context),
      kind: 'payment',
      customerNumber,
      customerName,
      amount,
      issuedOn: row.cleared_on,
      dueOn: row.cleared_on,
      disputeStatus: 'none',
      reference: row.clearing_document,
    };
    return [...stated, payment, applicationOf(item, payment)];
  },
});

/** Documents of two types may share a number, so their payments are of two types as well. */
function clearingType(documentType: string): string {
  return documentType === '' ? CLEARING : `${CLEARING} ${documentType}`;
}

/** Its id is made from the invoice alone, so that a day of clearing that is corrected later changes it in place. */
function applicationOf(invoice: ItemRow, payment: ItemRow): ApplicationRow {
  const { companyCode, documentType, number, fiscalYear, instalment } = invoice.key;
  return {
    type: 'application',
    line: invoice.line,
    id: [CLEARING, companyCode, documentType, number, fiscalYear, instalment].join(':'),
    debit: invoice.key,
    credit: payment.key,
    debitAmount: invoice.amount,
    creditAmount: invoice.amount,
    on: payment.issuedOn,
    derived: true,
  };
}
