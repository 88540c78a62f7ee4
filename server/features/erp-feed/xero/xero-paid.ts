import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { LedgerRow } from '../../receivables/run-service.ts';
import { applicationRow, itemRow, type NamedDocument, reversalRow, unapplicationRow } from '../json/json-rows.ts';
import type { RecordContext } from '../json/record-kind.ts';
import type { XeroDocument } from './xero-document.ts';

export interface PaidMoney {
  readonly id: string;
  readonly day: CalendarDate;
  /** The path under which the amount stands. */
  readonly path: string;
  readonly amount: string;
  readonly currency: XeroDocument['currency'];
  readonly reference: string;
  readonly isDeleted: boolean;
  readonly customer: { readonly number: string; readonly name: string };
}

/** Money received for an invoice, and its application; taken back where Xero has deleted it. */
export function receivedRows(paid: PaidMoney, invoice: NamedDocument, context: RecordContext): LedgerRow[] {
  return paidRows(paid, { kind: 'payment', other: invoice }, context);
}

/** Money paid out of a credit note, an overpayment or a prepayment. */
export function refundedRows(paid: PaidMoney, credit: NamedDocument, context: RecordContext): LedgerRow[] {
  return paidRows(paid, { kind: 'refund', other: credit }, context);
}

function paidRows(
  paid: PaidMoney,
  { kind, other }: { readonly kind: 'payment' | 'refund'; readonly other: NamedDocument },
  context: RecordContext,
): LedgerRow[] {
  const amount = context.money(paid.path, paid.amount, paid.currency);
  if (amount === null) return [];
  const own: NamedDocument = { type: kind, number: paid.id };
  const { customer, reference, day: issuedOn } = paid;
  const item = itemRow({ ...own, kind, customer, amount, issuedOn, reference }, context);
  const [debit, credit] = kind === 'payment' ? [other, own] : [own, other];
  const id = `payment:${paid.id}`;
  const application = applicationRow({ id, debit, credit, amount, on: issuedOn }, context);
  if (!paid.isDeleted) return [item, application];
  return [item, application, unapplicationRow({ id, on: issuedOn }, context), reversalRow(item, context)];
}

export function embeddedPayments(
  document: XeroDocument & { readonly issuedOn: CalendarDate },
  context: RecordContext,
  rowsOf: (paid: PaidMoney) => LedgerRow[],
): LedgerRow[] {
  const customer = { number: document.contact, name: document.contactName };
  return document.payments.flatMap((payment, index) => {
    const { id, amount, reference, status } = payment;
    if (payment.day === null) context.problem(`Payments[${index}].Date`, 'is missing or empty');
    return rowsOf({
      id,
      day: payment.day ?? document.issuedOn,
      path: `Payments[${index}].Amount`,
      amount,
      currency: document.currency,
      reference,
      isDeleted: status === 'DELETED',
      customer,
    });
  });
}
