import { CREDIT_KINDS, DEBIT_KINDS, DISPUTE_STATUSES } from '#shared/domain/open-item.ts';
import { amountField, choiceField, currencyField, dayField, numberField, required, textField } from '../field.ts';
import { profile } from '../profile.ts';
import { documentItem } from '../rows/document-item.ts';
import { STATE_FIELDS, withState } from '../rows/document-state.ts';
import { type OpenCells, openAmounts } from '../rows/open-amounts.ts';

export const openItems = profile({
  name: 'open-items',
  sample: 'own',
  takesSnapshots: true,
  about:
    'One row a document that is open, as a listing of open items has them: what is left of each, in one column or in one for each side. As a snapshot, what it leaves out has been cleared.',
  inOrder: ['issued_on', 'due_on'],
  ledgerColumns: { customerNumber: ['customer'], item: ['number'], left: ['open_amount', 'open_debit', 'open_credit'] },
  fields: {
    number: required(numberField('The document’s number, leading zeros kept.')),
    kind: choiceField(
      'What the document is; where it is empty, an invoice or, on the credit side, a credit memo.',
      [...DEBIT_KINDS, ...CREDIT_KINDS],
      'invoice',
    ),
    customer: required(numberField('The customer’s number in the ERP.')),
    customer_name: textField('The name under which a customer that is not known yet is added.'),
    issued_on: required(dayField('The document’s day.')),
    due_on: dayField('The day on which it is due; the document’s day where it is empty.'),
    amount: amountField(
      'The whole amount; what is left where it is empty. A source that also feeds payments has to give it.',
    ),
    open_debit: amountField('What is left of a document that is owed, where each side has a column.'),
    open_credit: amountField('What is left of one that is given, where each side has a column.'),
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
    const cells: OpenCells = row;
    const open = openAmounts(cells, context);
    if (open === null) return [];
    const item = documentItem({ ...row, ...open }, context);
    return item === null ? [] : withState(item, { ...row, open_amount: open.open_amount }, context);
  },
});
