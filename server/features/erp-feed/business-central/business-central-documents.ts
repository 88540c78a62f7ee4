import type { DisputeStatus } from '#shared/domain/open-item.ts';
import { DISPUTE_STATUSES } from '#shared/domain/open-item.ts';
import type { ItemRow, LedgerRow } from '../../receivables/run-service.ts';
import { amount, currency, day, neededAmount, neededNumber, number, text } from '../json/json-fields.ts';
import { at, type RecordOf } from '../json/json-member.ts';
import { type DocumentType, itemRow, statedLeftRow } from '../json/json-rows.ts';
import { type RecordContext, recordKind } from '../json/record-kind.ts';

const DOCUMENT = {
  number: at('number', neededNumber),
  orderNumber: at('orderNumber', number),
  externalNumber: at('externalDocumentNumber', text),
  customer: at('customerNumber', number),
  customerName: at('customerName', text),
  billTo: at('billToCustomerNumber', number),
  billToName: at('billToName', text),
  postedOn: at('postingDate', day),
  dueOn: at('dueDate', day),
  currency: at('currencyCode', currency),
  total: at('totalAmountIncludingTax', neededAmount),
  status: at('status', text),
};

type Document = RecordOf<typeof DOCUMENT>;

/** Drafts are no receivables yet. */
const UNPOSTED = ['Draft', 'In Review', 'In_x0020_Review'];

interface Posted {
  readonly type: DocumentType & ('invoice' | 'credit_memo');
  readonly issuedOn: ItemRow['issuedOn'] | null;
  readonly more: Partial<Pick<ItemRow, 'otherNumbers' | 'disputeStatus'>>;
}

/** The open item of a posted document; null where it is none, or wrong. It is owed by the customer who is billed. */
function postedItem(document: Document, posted: Posted, context: RecordContext): ItemRow | null {
  const { type, more } = posted;
  const issuedOn = posted.issuedOn ?? document.postedOn;
  const [customer, name] =
    document.billTo === '' ? [document.customer, document.customerName] : [document.billTo, document.billToName];
  if (UNPOSTED.includes(document.status)) {
    context.leaveOut('documents that are not posted');
    return null;
  }
  if (customer === '') context.problem('customerNumber', 'is missing or empty');
  if (issuedOn === null) context.problem('postingDate', 'is missing or empty');
  const total = context.money('totalAmountIncludingTax', document.total, document.currency);
  if (total === null || issuedOn === null || customer === '') return null;
  const { number: documentNumber, dueOn, externalNumber: reference, status: erpStatus } = document;
  const stated = { type, kind: type, number: documentNumber, customer: { number: customer, name }, amount: total };
  return itemRow({ ...stated, issuedOn, dueOn, reference, more: { erpStatus, ...more } }, context);
}

export const businessCentralInvoices = recordKind({
  paths: ['value[]', ''],
  fits: (record) => 'invoiceDate' in record && 'totalAmountIncludingTax' in record,
  members: {
    ...DOCUMENT,
    issuedOn: at('invoiceDate', day),
    order: at('customerPurchaseOrderReference', text),
    left: at('remainingAmount', amount),
    dispute: at('disputeStatus', text),
    promisedOn: at('promisedPayDate', day),
  },
  toLedger(record, context) {
    const otherNumbers = [...new Set([record.order, record.orderNumber, record.externalNumber])].filter(isFilled);
    const more = {
      disputeStatus: disputeStatus(record.dispute, context),
      ...(otherNumbers.length === 0 ? {} : { otherNumbers }),
    };
    const item = postedItem(record, { type: 'invoice', issuedOn: record.issuedOn, more }, context);
    if (item === null) return [];
    if (record.promisedOn !== null) context.leaveOut('promised pay dates: promises are recorded by who hears them');
    return withLeft(item, { path: 'remainingAmount', left: record.left }, context);
  },
});

/** Credit memos. This API says of one whether it is used up, and not how much of it is. */
export const businessCentralCreditMemos = recordKind({
  paths: ['value[]', ''],
  fits: (record) => 'creditMemoDate' in record && 'totalAmountIncludingTax' in record,
  members: {
    ...DOCUMENT,
    issuedOn: at('creditMemoDate', day),
    left: at('remainingAmount', amount),
    invoice: at('invoiceNumber', number),
  },
  toLedger(record, context) {
    const more = isFilled(record.invoice) ? { otherNumbers: [record.invoice] } : {};
    const item = postedItem(record, { type: 'credit_memo', issuedOn: record.issuedOn, more }, context);
    if (item === null) return [];
    const isUsedUp = ['Paid', 'Canceled', 'Corrective'].includes(record.status);
    return withLeft(item, { path: 'remainingAmount', left: record.left ?? (isUsedUp ? '0' : null) }, context);
  },
});

function withLeft(
  item: ItemRow,
  { path, left }: { readonly path: string; readonly left: string | null },
  context: RecordContext,
): LedgerRow[] {
  const stated = left === null ? null : context.money(path, left, item.amount.currency);
  return stated === null ? [item] : [item, statedLeftRow(item.key, stated, context)];
}

function isFilled(value: string): boolean {
  return value !== '';
}

/** A company makes its own list of dispute statuses; one that the mapping does not translate is a dispute. */
function disputeStatus(word: string, { mapping }: RecordContext): DisputeStatus {
  if (word === '') return 'none';
  const ours = mapping.values?.disputeStatus?.[word];
  return DISPUTE_STATUSES.find((status) => status === ours) ?? 'disputed';
}
