import { CREDIT_KINDS, DEBIT_KINDS } from '#shared/domain/open-item.ts';
import { amountField, choiceField, numberField, required } from '../field.ts';
import { profile } from '../profile.ts';
import { DOCUMENT_FIELDS, documentItem, OWNER_FIELDS } from '../rows/document-item.ts';
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
    ...OWNER_FIELDS,
    amount: required(
      amountField('The whole amount, tax included, not what is still open. Never below 0: the kind gives the sign.'),
    ),
    ...DOCUMENT_FIELDS,
    ...STATE_FIELDS,
  },
  toLedger(row, context) {
    const item = documentItem(row, context);
    return item === null ? [] : withState(item, row, context);
  },
});
