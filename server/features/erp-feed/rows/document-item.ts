import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import {
  DISPUTE_STATUSES,
  type DisputeStatus,
  type ItemKey,
  type ItemKind,
  isDebit,
} from '#shared/domain/open-item.ts';
import type { ItemRow } from '../../receivables/run-service.ts';
import { choiceField, currencyField, dayField, numberField, required, textField } from '../field.ts';
import type { RowContext } from '../profile.ts';

/** The columns of a document that the profiles share. */
export interface DocumentCells {
  readonly number: string;
  readonly kind: ItemKind;
  readonly customer: string;
  readonly customer_name: string;
  readonly issued_on: CalendarDate;
  readonly due_on: CalendarDate | null;
  readonly amount: string;
  readonly currency: CurrencyCode;
  readonly dispute_status: DisputeStatus;
  readonly reference: string;
  readonly company_code: string;
  readonly document_type: string;
  readonly fiscal_year: string;
  readonly instalment: string;
}

/** The columns of whose document it is, and of which days; those that every listing of documents has. */
export const OWNER_FIELDS = {
  customer: required(numberField('The customer’s number in the ERP.')),
  customer_name: textField('The name under which a customer that is not known yet is added.'),
  issued_on: required(dayField('The document’s day.')),
  due_on: dayField('The day on which it is due; the document’s day where it is empty.'),
};

/** The columns beside the amount that they have as well. */
export const DOCUMENT_FIELDS = {
  currency: required(currencyField('Three letters of ISO 4217.')),
  dispute_status: choiceField('Whether the ERP holds it as disputed.', DISPUTE_STATUSES, 'none'),
  reference: textField('The document’s own reference, such as a purchase order number.'),
  company_code: numberField('Which of several companies of the ERP the document is of.'),
  document_type: numberField(
    'The ERP’s own type, where numbers are unique only within it; the kind where it is empty.',
  ),
  fiscal_year: numberField('The year, where numbers begin anew every year.'),
  instalment: numberField('Which instalment of the document the row is, where it has several due days.'),
};

/** The open item of a row; null, with a problem noted, where its amount is none or has the wrong sign. */
export function documentItem(cells: DocumentCells, context: RowContext): ItemRow | null {
  const stated = context.money('amount', cells.amount, cells.currency);
  if (stated === null) return null;
  const signed = withKind(cells.kind, stated, context);
  if (signed === null) return null;
  const { kind, amount } = signed;
  return {
    type: 'item',
    line: context.line,
    key: itemKey({ ...cells, document_type: cells.document_type || kind }, context),
    kind,
    customerNumber: cells.customer,
    customerName: cells.customer_name,
    amount,
    issuedOn: cells.issued_on,
    dueOn: isDebit(kind) ? (cells.due_on ?? cells.issued_on) : cells.issued_on,
    disputeStatus: cells.dispute_status,
    reference: cells.reference,
  };
}

type KeyCells = Pick<DocumentCells, 'number' | 'company_code' | 'document_type' | 'fiscal_year' | 'instalment'>;

export function itemKey(cells: KeyCells, { source, mapping }: RowContext): ItemKey {
  return {
    source,
    companyCode: cells.company_code || (mapping.companyCode ?? ''),
    documentType: cells.document_type,
    number: cells.number,
    fiscalYear: cells.fiscal_year,
    instalment: cells.instalment,
  };
}

/** The kind gives an amount its sign. Only a file that is said to be signed has credit items below 0, and then all of them. */
export function withKind(
  kind: ItemKind,
  stated: Money,
  { mapping, problem }: RowContext,
): { readonly kind: ItemKind; readonly amount: Money } | null {
  const isBelow = stated.minor < 0;
  if (mapping.signedAmounts !== true) {
    if (!isBelow) return { kind, amount: stated };
    problem('amount', 'is below 0; if this file gives credit items so, say "signedAmounts": true in the mapping');
    return null;
  }
  const amount = money(Math.abs(stated.minor), stated.currency);
  if (kind === 'invoice' && isBelow) return { kind: 'credit_memo', amount };
  if (isDebit(kind) === !isBelow || amount.minor === 0) return { kind, amount };
  const side = isDebit(kind) ? 'debit' : 'credit';
  problem('amount', `is ${isBelow ? 'below' : 'above'} 0, which no ${side} item of a signed file is`);
  return null;
}
