import { CREDIT_KINDS, DEBIT_KINDS } from '#shared/domain/open-item.ts';
import { amountField, choiceField, numberField, required } from '../field.ts';
import { profile } from '../profile.ts';
import { DOCUMENT_FIELDS, documentItem, OWNER_FIELDS } from '../rows/document-item.ts';
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
    ...OWNER_FIELDS,
    amount: amountField(
      'The whole amount; what is left where it is empty. A source that also feeds payments has to give it.',
    ),
    open_debit: amountField('What is left of a document that is owed, where each side has a column.'),
    open_credit: amountField('What is left of one that is given, where each side has a column.'),
    ...DOCUMENT_FIELDS,
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
