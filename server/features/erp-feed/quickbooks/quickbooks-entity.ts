import type { CompanyAmount } from '../../receivables/run-service.ts';
import type { JsonObject } from '../json/json-document.ts';
import { amount, currency, day, neededAmount, neededDay, neededNumber, number, text } from '../json/json-fields.ts';
import { at, type RecordOf } from '../json/json-member.ts';
import { type RecordContext, type RecordKind, recordKind } from '../json/record-kind.ts';

/** Where QuickBooks puts the records of an entity: answers to a query, to a change data capture, and to the reading of one. */
export function pathsOf(entity: string): string[] {
  return [`QueryResponse.${entity}[]`, `CDCResponse[].QueryResponse[].${entity}[]`, entity];
}

/** Of a deleted record QuickBooks tells its id and nothing else. */
export function isDeleted(record: JsonObject): boolean {
  return record.status === 'Deleted';
}

/** What QuickBooks has of every document. */
export const DOCUMENT = {
  id: at('Id', neededNumber),
  number: at('DocNumber', number),
  day: at('TxnDate', neededDay),
  dueOn: at('DueDate', day),
  total: at('TotalAmt', neededAmount),
  currency: at('CurrencyRef.value', currency),
  rate: at('ExchangeRate', amount),
  homeTotal: at('HomeTotalAmt', amount),
  customer: at('CustomerRef.value', neededNumber),
  customerName: at('CustomerRef.name', text),
  note: at('PrivateNote', text),
};

export type QuickbooksDocument = RecordOf<typeof DOCUMENT>;

/** QuickBooks keeps a voided document with a total of 0, and says so in its note. */
export function isVoided({ total, note }: Pick<QuickbooksDocument, 'total' | 'note'>): boolean {
  return Number(total) === 0 && /^voided\b/i.test(note);
}

/** The total in the company's currency at the rate of the document's day; null where QuickBooks gives no such, as without multicurrency. */
export function companyAmount(document: QuickbooksDocument, context: RecordContext): CompanyAmount | null {
  const { homeTotal, rate, day: rateOn, currency: code } = document;
  const home = context.mapping.currency ?? null;
  if (homeTotal === null || rate === null || home === null || home === code) return null;
  const company = context.money('HomeTotalAmt', homeTotal, home);
  return company === null ? null : { amount: company, rate, rateOn };
}

/** Records that were deleted; which document of the ledger each was cannot be told from its id. */
export function deletedKind(entity: string, what: string): RecordKind {
  return recordKind({
    paths: pathsOf(entity),
    fits: isDeleted,
    members: { id: at('Id', neededNumber) },
    toLedger(_record, { leaveOut }) {
      leaveOut(
        `deleted ${what}, of which QuickBooks tells the id alone; feed all open invoices and credit memos as a snapshot, which clears them`,
      );
      return [];
    },
  });
}

function cashSale(entity: string, what: string): RecordKind {
  return recordKind({
    paths: pathsOf(entity),
    members: {},
    toLedger(_record, { leaveOut }) {
      leaveOut(what);
      return [];
    },
  });
}

/** What is paid on the spot: QuickBooks posts neither to receivables. */
export const quickbooksCashSales: readonly RecordKind[] = [
  cashSale('RefundReceipt', 'refund receipts, which QuickBooks posts to the bank and not to receivables'),
  cashSale('SalesReceipt', 'sales receipts, which QuickBooks posts to the bank and not to receivables'),
];
