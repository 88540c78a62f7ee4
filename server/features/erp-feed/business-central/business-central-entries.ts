import type { LedgerRow } from '../../receivables/run-service.ts';
import { amount, currency, day, neededAmount, neededDay, neededNumber, text } from '../json/json-fields.ts';
import { at, type RecordOf } from '../json/json-member.ts';
import { itemRow, keyOf, type NamedDocument, statedLeftRow } from '../json/json-rows.ts';
import { type RecordContext, recordKind } from '../json/record-kind.ts';
import { entryAs, isSalesDocument, withoutSign } from './business-central-entry.ts';

const MEMBERS = {
  entry: at('entryNumber', neededNumber),
  documentType: at('documentType', text),
  number: at('documentNumber', neededNumber),
  externalNumber: at('externalDocumentNumber', text),
  customer: at('customerNumber', neededNumber),
  postedOn: at('postingDate', neededDay),
  dueOn: at('dueDate', day),
  currency: at('currencyCode', currency),
  amount: at('amount', neededAmount),
  left: at('remainingAmount', amount),
  isOpen: at('open', text),
};

type Entry = RecordOf<typeof MEMBERS>;

/**
 * Posted entries of the customers' ledger, without what was applied. An invoice or credit memo without a due day says only what is left of it: the document itself
 * comes with salesInvoices and salesCreditMemos.
 */
export const businessCentralEntries = recordKind({
  paths: ['value[]', ''],
  fits: (record) => 'entryNumber' in record && 'customerNumber' in record && 'documentNumber' in record,
  members: MEMBERS,
  toLedger(record, context) {
    const { isGiven, size } = withoutSign(record.amount);
    const { kind, document } = entryAs(record, isGiven);
    const total = context.money('amount', size, record.currency);
    if (total === null) return [];
    const left = leftRows(record, document, context);
    if (isSalesDocument(document.type) && record.dueOn === null) {
      if (left.length === 0) context.leaveOut('entries of open invoices and credit memos, which come with those');
      return left;
    }
    const { postedOn: issuedOn, dueOn, externalNumber: reference } = record;
    const customer = { number: record.customer, name: '' };
    return [itemRow({ ...document, kind, customer, amount: total, issuedOn, dueOn, reference }, context), ...left];
  },
});

function leftRows(record: Entry, document: NamedDocument, context: RecordContext): LedgerRow[] {
  const stated = record.isOpen === 'false' ? '0' : record.left;
  if (stated === null) return [];
  const left = context.money('remainingAmount', withoutSign(stated).size, record.currency);
  return left === null ? [] : [statedLeftRow(keyOf(document, context), left, context)];
}
