import type { ItemKind } from '#shared/domain/open-item.ts';
import type { DocumentType, NamedDocument } from '../json/json-rows.ts';

/** A document of the customers' ledger: what it is to us, by whether it is owed or given. */
interface EntryType {
  readonly type: DocumentType;
  readonly owed: ItemKind;
  readonly given: ItemKind;
}

const BLANK: EntryType = { type: 'opening', owed: 'debit_memo', given: 'credit_memo' };
const TYPES: Readonly<Record<string, EntryType>> = {
  Invoice: { type: 'invoice', owed: 'invoice', given: 'credit_memo' },
  'Credit Memo': { type: 'credit_memo', owed: 'debit_memo', given: 'credit_memo' },
  Payment: { type: 'payment', owed: 'refund', given: 'payment' },
  Refund: { type: 'refund', owed: 'refund', given: 'payment' },
  'Finance Charge Memo': { type: 'interest', owed: 'interest', given: 'credit_memo' },
  Reminder: { type: 'interest', owed: 'interest', given: 'credit_memo' },
};

/** The kind of an entry and how it is named; the sign of its amount says on which side it stands. */
export function entryAs(
  { documentType, number, entry }: { readonly documentType: string; readonly number: string; readonly entry: string },
  isGiven: boolean,
): { readonly kind: ItemKind; readonly document: NamedDocument } {
  const { type, owed, given } = TYPES[documentType.replaceAll('_x0020_', ' ')] ?? BLANK;
  return { kind: isGiven ? given : owed, document: { type, number, ...(isSalesDocument(type) ? {} : { entry }) } };
}

/** Invoices and credit memos have a series of numbers of their own; the other entries may share one. */
export function isSalesDocument(type: DocumentType): boolean {
  return type === 'invoice' || type === 'credit_memo';
}

/** An amount without its sign, which says whether it is owed or given. */
export function withoutSign(amount: string): { readonly isGiven: boolean; readonly size: string } {
  const isGiven = amount.startsWith('-');
  return { isGiven, size: isGiven ? amount.slice(1) : amount };
}
