import { amount, day, neededNumber, number, text } from '../json/json-fields.ts';
import { at } from '../json/json-member.ts';
import { itemRow, type NamedDocument } from '../json/json-rows.ts';
import { recordKind } from '../json/record-kind.ts';
import { DOCUMENT, dayOfDocument, isPosted, withItsState } from './xero-document.ts';
import { embeddedPayments, receivedRows } from './xero-paid.ts';

/** Sales invoices with the payments that Xero shows within them. What credits were set against them comes with the credits. */
export const xeroInvoices = recordKind({
  paths: ['Invoices[]', ''],
  fits: (record) => 'InvoiceID' in record && !('PaymentID' in record),
  members: {
    ...DOCUMENT,
    id: at('InvoiceID', neededNumber),
    number: at('InvoiceNumber', number),
    dueOn: at('DueDate', day),
    dueInWords: at('DueDateString', day),
    left: at('AmountDue', amount),
    url: at('Url', text),
  },
  toLedger(record, context) {
    if (record.type !== 'ACCREC') {
      context.leaveOut('bills that are owed to others (no ACCREC)');
      return [];
    }
    if (!isPosted(record.status, context)) return [];
    const issuedOn = dayOfDocument(record, context);
    const total = context.money('Total', record.total, record.currency);
    if (issuedOn === null || total === null) return [];
    const document: NamedDocument = { type: 'invoice', number: record.number || record.id };
    const item = itemRow(
      {
        ...document,
        kind: 'invoice',
        customer: { number: record.contact, name: record.contactName },
        amount: total,
        issuedOn,
        dueOn: record.dueOn ?? record.dueInWords,
        reference: record.reference,
        more: {
          erpStatus: record.status,
          ...(/^https:\/\//.test(record.url) ? { documentUrl: record.url } : {}),
        },
      },
      context,
    );
    const payments = embeddedPayments({ ...record, issuedOn }, context, (paid) =>
      receivedRows(paid, document, context),
    );
    const state = { status: record.status, path: 'AmountDue', left: record.left };
    return [...withItsState(item, state, context), ...payments];
  },
});
