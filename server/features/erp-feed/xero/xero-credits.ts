import type { ItemKind } from '#shared/domain/open-item.ts';
import { amount, neededNumber, number } from '../json/json-fields.ts';
import { at } from '../json/json-member.ts';
import { type DocumentType, itemRow, type NamedDocument } from '../json/json-rows.ts';
import { type RecordKind, recordKind } from '../json/record-kind.ts';
import { ALLOCATIONS, allocationRows } from './xero-allocations.ts';
import { DOCUMENT, dayOfDocument, isPosted, withItsState } from './xero-document.ts';
import { embeddedPayments, refundedRows } from './xero-paid.ts';

interface Credit {
  readonly list: string;
  readonly idMember: string;
  readonly numberMember: string;
  /** Xero's type of those that customers hold; the others are our own credits with suppliers. */
  readonly type: string;
  readonly documentType: DocumentType;
  readonly kind: ItemKind;
}

/** What a customer has in credit: what is left of it, what was set against invoices, and what was paid out of it. */
function credits({ list, idMember, numberMember, type, documentType, kind }: Credit): RecordKind {
  return recordKind({
    paths: [`${list}[]`, ''],
    fits: (record) => idMember in record && !('PaymentID' in record) && !('InvoiceID' in record),
    members: {
      ...DOCUMENT,
      id: at(idMember, neededNumber),
      number: at(numberMember, number),
      left: at('RemainingCredit', amount),
      allocations: ALLOCATIONS,
    },
    toLedger(record, context) {
      if (record.type !== type) {
        context.leaveOut(`credits with suppliers (no ${type})`);
        return [];
      }
      if (!isPosted(record.status, context)) return [];
      const issuedOn = dayOfDocument(record, context);
      const total = context.money('Total', record.total, record.currency);
      if (issuedOn === null || total === null) return [];
      const document: NamedDocument = { type: documentType, number: record.number || record.id };
      const customer = { number: record.contact, name: record.contactName };
      const { reference, status } = record;
      const stated = { ...document, kind, customer, amount: total, issuedOn, reference, more: { erpStatus: status } };
      const item = itemRow(stated, context);
      const paidOut = embeddedPayments({ ...record, issuedOn }, context, (paid) =>
        refundedRows(paid, document, context),
      );
      const state = { status, path: 'RemainingCredit', left: record.left };
      return [
        ...withItsState(item, state, context),
        ...allocationRows(record.allocations, { item, credit: document }, context),
        ...paidOut,
      ];
    },
  });
}

export const xeroCreditNotes = credits({
  list: 'CreditNotes',
  idMember: 'CreditNoteID',
  numberMember: 'CreditNoteNumber',
  type: 'ACCRECCREDIT',
  documentType: 'credit_memo',
  kind: 'credit_memo',
});

export const xeroOverpayments = credits({
  list: 'Overpayments',
  idMember: 'OverpaymentID',
  numberMember: 'OverpaymentID',
  type: 'RECEIVE-OVERPAYMENT',
  documentType: 'overpayment',
  kind: 'payment',
});

export const xeroPrepayments = credits({
  list: 'Prepayments',
  idMember: 'PrepaymentID',
  numberMember: 'PrepaymentID',
  type: 'RECEIVE-PREPAYMENT',
  documentType: 'prepayment',
  kind: 'payment',
});
