import type { CurrencyCode } from '#shared/domain/currency.ts';
import { amount } from '../json/json-fields.ts';
import { at, type RecordOf } from '../json/json-member.ts';
import { itemRow, statedLeftRow } from '../json/json-rows.ts';
import { valueAt } from '../json/json-value.ts';
import { type RecordContext, type RecordKind, recordKind } from '../json/record-kind.ts';
import { companyAmount, DOCUMENT, deletedKind, isDeleted, isVoided, pathsOf } from './quickbooks-entity.ts';

interface Entity {
  readonly entity: 'Invoice' | 'CreditMemo';
  readonly kind: 'invoice' | 'credit_memo';
}

const MEMBERS = { ...DOCUMENT, balance: at('Balance', amount), credit: at('RemainingCredit', amount) };

/** Under what lines of payments speak of a document: its entity and id. */
export function nameOf(entity: string, id: string): string {
  return `${entity} ${id}`;
}

/** Invoices or credit memos, each with what QuickBooks says is left of it. One that was voided has a total of 0. */
function documents({ entity, kind }: Entity): RecordKind {
  return recordKind({
    paths: pathsOf(entity),
    fits: (record) => !isDeleted(record),
    named(record) {
      const [id = '', number = ''] = ['Id', 'DocNumber'].map((name) => String(valueAt(record, [name]) ?? ''));
      return id === '' ? [] : [[nameOf(entity, id), number || id]];
    },
    members: MEMBERS,
    toLedger(record, context) {
      const total = context.money('TotalAmt', record.total, record.currency);
      if (total === null) return [];
      const company = companyAmount(record, context);
      const item = itemRow(
        {
          type: kind,
          kind,
          number: record.number || record.id,
          customer: { number: record.customer, name: record.customerName },
          amount: total,
          issuedOn: record.day,
          dueOn: record.dueOn,
          reference: '',
          more: { ...(isVoided(record) ? { erpStatus: 'Voided' } : {}), ...(company === null ? {} : { company }) },
        },
        context,
      );
      const left = leftOf(record, total.currency, context);
      return left === null ? [item] : [item, statedLeftRow(item.key, left, context)];
    },
  });
}

function leftOf({ credit, balance }: RecordOf<typeof MEMBERS>, currency: CurrencyCode, context: RecordContext) {
  if (credit !== null) return context.money('RemainingCredit', credit, currency);
  return balance === null ? null : context.money('Balance', balance, currency);
}

export const quickbooksInvoices = documents({ entity: 'Invoice', kind: 'invoice' });
export const quickbooksCreditMemos = documents({ entity: 'CreditMemo', kind: 'credit_memo' });

export const quickbooksDeletedDocuments: readonly RecordKind[] = [
  deletedKind('Invoice', 'invoices'),
  deletedKind('CreditMemo', 'credit memos'),
  deletedKind('Payment', 'payments'),
  deletedKind('Customer', 'customers'),
];
