import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import { type ItemKey, type ItemKind, isDebit } from '#shared/domain/open-item.ts';
import type {
  ApplicationRow,
  ItemRef,
  ItemRow,
  ReversalRow,
  StatedLeftRow,
  UnapplicationRow,
} from '../../receivables/run-service.ts';
import type { RecordContext } from './record-kind.ts';

/** The document types under which an ERP's numbers are unique. */
export type DocumentType =
  | 'invoice'
  | 'credit_memo'
  | 'payment'
  | 'overpayment'
  | 'prepayment'
  | 'refund'
  | 'interest'
  | 'opening';

/** A document, as the records of an ERP's API name it. */
export interface NamedDocument {
  readonly type: DocumentType;
  readonly number: string;
  /** The entry of the ERP's ledger, where several of them may have one number. */
  readonly entry?: string;
}

interface StatedItem extends NamedDocument {
  readonly kind: ItemKind;
  readonly customer: { readonly number: string; readonly name: string };
  readonly amount: Money;
  readonly issuedOn: CalendarDate;
  readonly dueOn?: CalendarDate | null;
  readonly reference: string;
  readonly more?: Partial<Pick<ItemRow, 'erpStatus' | 'company' | 'otherNumbers' | 'documentUrl' | 'disputeStatus'>>;
}

export function itemRow(stated: StatedItem, context: RecordContext): ItemRow {
  const { kind, customer, amount, issuedOn, dueOn, reference, more } = stated;
  return {
    type: 'item',
    line: context.line,
    key: keyOf(stated, context),
    kind,
    customerNumber: customer.number,
    customerName: customer.name,
    amount,
    issuedOn,
    dueOn: isDebit(kind) ? (dueOn ?? issuedOn) : issuedOn,
    disputeStatus: 'none',
    reference,
    ...more,
  };
}

/** Names a document to the letter, since the ERP's own records do. */
export function keyOf({ type, number, entry = '' }: NamedDocument, { source, mapping }: RecordContext): ItemKey {
  const { companyCode = '' } = mapping;
  return { source, companyCode, documentType: type, number, fiscalYear: '', instalment: entry };
}

interface StatedApplication {
  readonly id: string;
  readonly debit: NamedDocument;
  readonly credit: NamedDocument;
  readonly amount: Money;
  readonly on: CalendarDate;
  readonly derived?: boolean;
}

export function applicationRow(stated: StatedApplication, context: RecordContext): ApplicationRow {
  const { id, debit, credit, amount, on, derived = false } = stated;
  return {
    type: 'application',
    line: context.line,
    id,
    debit: keyOf(debit, context),
    credit: keyOf(credit, context),
    debitAmount: amount,
    creditAmount: amount,
    on,
    derived,
  };
}

export function unapplicationRow(
  { id, on }: Pick<StatedApplication, 'id' | 'on'>,
  { line }: RecordContext,
): UnapplicationRow {
  return { type: 'unapplication', line, id: `unapplied:${id}`, applicationId: id, on };
}

/** Takes a document back whole, on its own day: to the ERP it never was. */
export function reversalRow({ key, amount, issuedOn: on }: ItemRow, { line }: RecordContext): ReversalRow {
  return {
    type: 'reversal',
    line,
    id: `reversed:${key.documentType}:${key.number}:${key.instalment}`,
    item: key,
    amount,
    on,
  };
}

export function statedLeftRow(item: ItemRef, left: Money, { line }: RecordContext): StatedLeftRow {
  return { type: 'stated_left', line, item, left };
}
