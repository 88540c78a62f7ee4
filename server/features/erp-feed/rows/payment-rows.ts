import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { decimalOf, type Money } from '#shared/domain/money.ts';
import type { AdjustmentReason, ItemKey } from '#shared/domain/open-item.ts';
import type { ApplicationRow, ItemRef, ItemRow, LedgerRow } from '../../receivables/run-service.ts';
import type { RowContext } from '../profile.ts';
import { itemKey, withKind } from './document-item.ts';
import { type StateCells, withState } from './document-state.ts';

/** The columns of an event around a payment. */
export interface PaymentCells extends StateCells {
  readonly on: CalendarDate;
  readonly payment: string;
  readonly invoice: string;
  readonly amount: string | null;
  readonly currency: CurrencyCode | null;
  readonly customer: string;
  readonly customer_name: string;
  readonly applied_amount: string | null;
  readonly payment_amount: string | null;
  readonly payment_currency: CurrencyCode | null;
  readonly id: string;
  readonly application: string;
  readonly applied_on: CalendarDate | null;
  readonly reference: string;
  readonly company_code: string;
  readonly document_type: string;
  readonly fiscal_year: string;
  readonly invoice_document_type: string;
  readonly invoice_fiscal_year: string;
  readonly instalment: string;
}

/** A payment, and its application where the row names an invoice. */
export function paymentRows(row: PaymentCells, context: RowContext): LedgerRow[] {
  if (!areFilled(row, ['payment', 'customer'], context)) return [];
  const written = amountOf(row, context);
  const amount = written === null ? null : (withKind('payment', written, context)?.amount ?? null);
  if (amount === null) return [];
  const item = paymentItem(row, amount, context);
  const stated = withState(item, row, context);
  if (row.invoice === '') return stated;
  const applied = row.applied_amount === null ? amount : ownAmount('applied_amount', row, context);
  if (applied === null) return [];
  return [...stated, application({ row, credit: item.key, debitAmount: applied, creditAmount: applied }, context)];
}

export function applicationRows(row: PaymentCells, context: RowContext): LedgerRow[] {
  if (!areFilled(row, ['payment', 'invoice'], context)) return [];
  const debitAmount = ownAmount('amount', row, context);
  if (debitAmount === null) return [];
  const creditAmount = row.payment_amount === null ? debitAmount : takenFromPayment(row, context);
  if (creditAmount === null) return [];
  return [application({ row, credit: paymentRef(row, context), debitAmount, creditAmount }, context)];
}

/** Takes back the application that the row names, by its id or by what it consisted of. */
export function unapplicationRows(row: PaymentCells, context: RowContext): LedgerRow[] {
  const applicationId = row.application === '' ? idByContent(row, context) : row.application;
  if (applicationId === null) return [];
  return [
    {
      type: 'unapplication',
      line: context.line,
      id: row.id || `unapplied:${applicationId}`,
      applicationId,
      on: row.on,
    },
  ];
}

export function reversalRows(row: PaymentCells, context: RowContext): LedgerRow[] {
  const named = namedItem(row, context);
  const amount = ownAmount('amount', row, context);
  if (named === null || amount === null) return [];
  const id = row.id || context.entryId('reversal', ...partsOf(row), row.on, written(amount));
  return [{ type: 'reversal', line: context.line, id, item: named, amount, on: row.on }];
}

export function adjustmentRows(row: PaymentCells, reason: AdjustmentReason, context: RowContext): LedgerRow[] {
  const named = namedItem(row, context);
  const amount = ownAmount('amount', row, context);
  if (named === null || amount === null) return [];
  const id = row.id || context.entryId(reason, ...partsOf(row), row.on, written(amount));
  return [{ type: 'adjustment', line: context.line, id, item: named, amount, on: row.on, reason }];
}

/** Money that went back to the customer: a debit document, applied to the credit that a refund names. What a chargeback is of stays as it was applied. */
export function paidBackRows(row: PaymentCells, kind: 'refund' | 'chargeback', context: RowContext): LedgerRow[] {
  const amount = ownAmount('amount', row, context);
  if (!areFilled(row, ['invoice', 'customer'], context) || amount === null) return [];
  const { invoice: number, invoice_document_type, invoice_fiscal_year: fiscal_year, payment } = row;
  const cells = { ...row, number, document_type: invoice_document_type || kind, fiscal_year };
  const item: ItemRow = {
    ...paymentItem(row, amount, context),
    key: itemKey(cells, context),
    kind,
    reference: row.reference || (kind === 'chargeback' ? payment : ''),
  };
  const stated = withState(item, row, context);
  if (kind === 'chargeback' || payment === '') return stated;
  const applied = { row, credit: paymentRef(row, context), debitAmount: amount, creditAmount: amount };
  return [...stated, { ...application(applied, context), debit: item.key }];
}

function paymentItem(row: PaymentCells, amount: Money, context: RowContext): ItemRow {
  const documentType = row.document_type || 'payment';
  return {
    type: 'item',
    line: context.line,
    key: itemKey({ ...row, number: row.payment, document_type: documentType, instalment: '' }, context),
    kind: 'payment',
    customerNumber: row.customer,
    customerName: row.customer_name,
    amount,
    issuedOn: row.on,
    dueOn: row.on,
    disputeStatus: 'none',
    reference: row.reference,
  };
}

interface Applied {
  readonly row: PaymentCells;
  readonly credit: ItemRef;
  readonly debitAmount: Money;
  readonly creditAmount: Money;
}

function application({ row, credit, debitAmount, creditAmount }: Applied, context: RowContext): ApplicationRow {
  const id = row.id || context.entryId('application', ...partsOf(row), row.on, written(debitAmount));
  const debit = invoiceRef(row, context);
  return {
    type: 'application',
    line: context.line,
    id,
    debit,
    credit,
    debitAmount,
    creditAmount,
    on: row.on,
    derived: false,
  };
}

/** The id that an application without one was given, from what it consisted of. */
function idByContent(row: PaymentCells, context: RowContext): string | null {
  if (!areFilled(row, ['payment', 'invoice'], context)) return null;
  if (row.applied_on === null) {
    context.problem(
      'applied_on',
      'is empty; an un-application names its application by "application" or by the day of it',
    );
    return null;
  }
  const amount = ownAmount('amount', row, context);
  if (amount === null) return null;
  return context.entryId('application', ...partsOf(row), row.applied_on, written(amount));
}

/** The one document that a reversal or adjustment is of. */
function namedItem(row: PaymentCells, context: RowContext): ItemRef | null {
  if (row.payment !== '' && row.invoice !== '') {
    context.problem('payment', 'and the invoice are both named; a reversal or adjustment is of one of them');
    return null;
  }
  if (row.payment === '' && row.invoice === '') {
    context.problem('invoice', 'is empty, and the payment as well; a reversal or adjustment is of one of them');
    return null;
  }
  if (row.invoice !== '') return invoiceRef(row, context);
  return paymentRef({ ...row, document_type: row.document_type || 'payment' }, context);
}

function invoiceRef(row: PaymentCells, context: RowContext): ItemRef {
  const { invoice, invoice_document_type, invoice_fiscal_year, instalment } = row;
  return reference(context, {
    number: invoice,
    companyCode: row.company_code,
    documentType: invoice_document_type,
    fiscalYear: invoice_fiscal_year,
    instalment,
  });
}

function paymentRef({ payment, company_code, document_type, fiscal_year }: PaymentCells, context: RowContext): ItemRef {
  return reference(context, {
    number: payment,
    companyCode: company_code,
    documentType: document_type,
    fiscalYear: fiscal_year,
    instalment: '',
  });
}

/** What a row leaves empty is left out, so that it matches any. */
function reference({ source, mapping }: RowContext, parts: Omit<ItemKey, 'source'>): ItemRef {
  const companyCode = parts.companyCode || (mapping.companyCode ?? '');
  const filled = Object.entries({ ...parts, companyCode }).filter(([, part]) => part !== '');
  return { ...Object.fromEntries(filled), source, number: parts.number };
}

function partsOf(row: PaymentCells): string[] {
  return [
    row.company_code,
    row.document_type,
    row.payment,
    row.fiscal_year,
    row.invoice_document_type,
    row.invoice,
    row.invoice_fiscal_year,
    row.instalment,
  ];
}

function written(amount: Money): string {
  return `${decimalOf(amount)} ${amount.currency}`;
}

function areFilled(
  row: PaymentCells,
  columns: readonly ('payment' | 'invoice' | 'customer')[],
  context: RowContext,
): boolean {
  const empty = columns.filter((column) => row[column] === '');
  for (const column of empty) context.problem(column, 'is empty; this type of row has to name it');
  return empty.length === 0;
}

function amountOf(row: PaymentCells, context: RowContext): Money | null {
  if (row.amount !== null) return context.money('amount', row.amount, row.currency);
  context.problem('amount', 'is empty; this type of row has to have it');
  return null;
}

/** An amount of an event itself, which is never below 0: the type of the row says what it does. */
function ownAmount(column: 'amount' | 'applied_amount', row: PaymentCells, context: RowContext): Money | null {
  const amount = column === 'amount' ? amountOf(row, context) : context.money(column, row[column] ?? '', row.currency);
  return notBelowZero(column, amount, context);
}

function takenFromPayment(row: PaymentCells, context: RowContext): Money | null {
  const amount = context.money('payment_amount', row.payment_amount ?? '', row.payment_currency ?? row.currency);
  return notBelowZero('payment_amount', amount, context);
}

function notBelowZero(column: string, amount: Money | null, context: RowContext): Money | null {
  if (amount === null || amount.minor >= 0) return amount;
  context.problem(column, 'is below 0; the type of the row says what it does, so give the amount without a sign');
  return null;
}
