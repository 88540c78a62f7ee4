import { CREDIT_KINDS, DEBIT_KINDS, DISPUTE_STATUSES } from '#shared/domain/open-item.ts';
import { amountField, choiceField, currencyField, dayField, numberField, required, textField } from '../field.ts';
import { profile } from '../profile.ts';
import { documentItem } from '../rows/document-item.ts';
import { STATE_FIELDS, withState } from '../rows/document-state.ts';

/** A payment is fed by the profile for payments. */
const KINDS = [...DEBIT_KINDS, ...CREDIT_KINDS.filter((kind) => kind !== 'payment')];

export const invoices = profile({
  name: 'invoices',
  sample: 'own',
  takesSnapshots: true,
  about: 'One row a document: invoices, credit memos, debit memos, chargebacks, interest, and refunds paid out.',
  inOrder: ['issued_on', 'due_on'],
  ledgerColumns: { customerNumber: ['customer'], item: ['number'], left: ['open_amount'] },
  fields: {
    number: required(numberField('The document’s number, leading zeros kept.')),
    kind: choiceField('What the document is; an invoice where it is empty.', KINDS, 'invoice'),
    customer: required(numberField('The customer’s number in the ERP.')),
    customer_name: textField('The name under which a customer that is not known yet is added.'),
    issued_on: required(dayField('The document’s day.')),
    due_on: dayField('The day on which it is due; the document’s day where it is empty.'),
    amount: required(
      amountField('The whole amount, tax included, not what is still open. Never below 0: the kind gives the sign.'),
    ),
    currency: required(currencyField('Three letters of ISO 4217.')),
    dispute_status: choiceField('Whether the ERP holds it as disputed.', DISPUTE_STATUSES, 'none'),
    reference: textField('The document’s own reference, such as a purchase order number.'),
    company_code: numberField('Which of several companies of the ERP the document is of.'),
    document_type: numberField(
      'The ERP’s own type, where numbers are unique only within it; the kind where it is empty.',
    ),
    fiscal_year: numberField('The year, where numbers begin anew every year.'),
    instalment: numberField('Which instalment of the document the row is, where it has several due days.'),
    ...STATE_FIELDS,
  },
  toLedger(row, context) {
    const item = documentItem(row, context);
    return item === null ? [] : withState(item, row, context);
  },
});
