import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type ItemKind, isDebit } from '#shared/domain/open-item.ts';
import type { ItemRow, LedgerRow } from '../../receivables/run-service.ts';
import type { RowContext } from '../profile.ts';
import { itemKey } from './document-item.ts';

/** A document as an ERP's own listing has it: amounts may be below 0, and what is left may stand beside them. */
export interface VendorDocument {
  readonly kind: ItemKind;
  readonly documentType: string;
  readonly number: string;
  readonly instalment?: string;
  readonly customer: string;
  readonly customerName: string;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate | null;
  readonly currency: CurrencyCode | null;
  readonly amount: string;
  readonly openAmount: string | null;
  readonly reference: string;
  readonly erpStatus: string;
  /** Whether the ERP has taken it back; to the ERP it then never was. */
  readonly isVoided?: boolean;
}

/** The ledger rows of a document. The sign of its amount is that of its side, and is left out. */
export function vendorDocumentRows(document: VendorDocument, context: RowContext): LedgerRow[] {
  const { kind, number, issuedOn, dueOn, reference, erpStatus, isVoided = false } = document;
  const amount = context.money('amount', withoutSign(document.amount), document.currency);
  if (amount === null) return [];
  const { line } = context;
  const key = itemKey(
    {
      number,
      document_type: document.documentType,
      instalment: document.instalment ?? '',
      company_code: '',
      fiscal_year: '',
    },
    context,
  );
  const item: ItemRow = {
    type: 'item',
    line,
    key,
    kind,
    customerNumber: document.customer,
    customerName: document.customerName,
    amount,
    issuedOn,
    dueOn: isDebit(kind) ? (dueOn ?? issuedOn) : issuedOn,
    disputeStatus: 'none',
    reference,
    ...(erpStatus === '' ? {} : { erpStatus }),
  };
  const open = isVoided ? '0' : document.openAmount;
  const left = open === null ? null : context.money('open_amount', withoutSign(open), document.currency);
  const rows: LedgerRow[] = left === null ? [item] : [item, { type: 'stated_left', line, item: key, left }];
  const id = `reversed:${key.documentType}:${key.number}:${key.instalment}`;
  return isVoided ? [...rows, { type: 'reversal', line, id, item: key, amount, on: issuedOn }] : rows;
}

/** Whether an amount is below 0. */
export function isBelowZero(amount: string): boolean {
  return amount.startsWith('-') && /[1-9]/.test(amount);
}

function withoutSign(amount: string): string {
  return amount.replace(/^-/, '');
}
