import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ItemRow, LedgerRow } from '../../receivables/run-service.ts';
import { currency, day, neededAmount, neededNumber, text } from '../json/json-fields.ts';
import { at, listOf, type RecordOf } from '../json/json-member.ts';
import { reversalRow, statedLeftRow } from '../json/json-rows.ts';
import type { RecordContext } from '../json/record-kind.ts';

/** Money that Xero shows within the document that it pays, or that is paid out of it. */
const PAID_WITHIN = listOf('Payments', {
  id: at('PaymentID', neededNumber),
  day: at('Date', day),
  amount: at('Amount', neededAmount),
  reference: at('Reference', text),
  status: at('Status', text),
});

/** What Xero has of every document. */
export const DOCUMENT = {
  type: at('Type', text),
  status: at('Status', text),
  contact: at('Contact.ContactID', neededNumber),
  contactName: at('Contact.Name', text),
  day: at('Date', day),
  dayInWords: at('DateString', day),
  total: at('Total', neededAmount),
  currency: at('CurrencyCode', currency),
  reference: at('Reference', text),
  payments: PAID_WITHIN,
};

export type XeroDocument = RecordOf<typeof DOCUMENT>;

/** Drafts are no receivables yet. A draft that is deleted never was one, and its number may be given again. */
const UNAPPROVED = ['DRAFT', 'SUBMITTED', 'DELETED'];

/** Whether a document counts; those that do not are left out, and counted. */
export function isPosted(status: string, { leaveOut }: RecordContext): boolean {
  if (!UNAPPROVED.includes(status)) return true;
  leaveOut(`documents that Xero has as ${status.toLowerCase()} and never approved`);
  return false;
}

/** The day of a document; null, with a problem noted, where it has none. */
export function dayOfDocument(
  { day, dayInWords }: Pick<XeroDocument, 'day' | 'dayInWords'>,
  { problem }: RecordContext,
): CalendarDate | null {
  const stated = day ?? dayInWords;
  if (stated === null) problem('Date', 'is missing or empty');
  return stated;
}

/** A document with what Xero says is left of it; a voided one is taken back. */
export function withItsState(
  item: ItemRow,
  stated: { readonly status: string; readonly path: string; readonly left: string | null },
  context: RecordContext,
): LedgerRow[] {
  const isVoided = stated.status === 'VOIDED';
  const stands = isVoided ? [item, reversalRow(item, context)] : [item];
  const said = isVoided ? '0' : stated.left;
  const left = said === null ? null : context.money(stated.path, said, item.amount.currency);
  return left === null ? stands : [...stands, statedLeftRow(item.key, left, context)];
}
