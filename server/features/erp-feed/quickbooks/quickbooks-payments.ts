import { add, type Money, money } from '#shared/domain/money.ts';
import type { ItemRow, LedgerRow } from '../../receivables/run-service.ts';
import { amount, neededAmount, neededNumber, number, text } from '../json/json-fields.ts';
import { at, listOf, type RecordOf } from '../json/json-member.ts';
import { applicationRow, itemRow, type NamedDocument, statedLeftRow } from '../json/json-rows.ts';
import { type RecordContext, recordKind } from '../json/record-kind.ts';
import { nameOf } from './quickbooks-documents.ts';
import { companyAmount, DOCUMENT, isDeleted, isVoided, pathsOf } from './quickbooks-entity.ts';

const MEMBERS = {
  ...DOCUMENT,
  unapplied: at('UnappliedAmt', amount),
  checkNumber: at('PaymentRefNum', number),
  lines: listOf('Line', {
    amount: at('Amount', neededAmount),
    linked: listOf('LinkedTxn', { id: at('TxnId', neededNumber), entity: at('TxnType', text) }),
    extra: listOf('LineEx.any', { name: at('value.Name', text), value: at('value.Value', text) }),
  }),
};

type Payment = RecordOf<typeof MEMBERS>;

/** A part of a payment, or of a credit memo that was applied in it, or what it paid. */
interface Part {
  readonly document: NamedDocument;
  /** What tells it apart among the parts of the payment. */
  readonly id: string;
  readonly amount: Money;
}

/** Payments, with what they paid. Credit memos that were applied in a payment give first, in the order of the lines, then the money. */
export const quickbooksPayments = recordKind({
  paths: pathsOf('Payment'),
  fits: (record) => !isDeleted(record),
  members: MEMBERS,
  toLedger(record, context) {
    const total = context.money('TotalAmt', record.total, record.currency);
    if (total === null) return [];
    if (isVoided(record)) return voided(context);
    const item = total.minor === 0 ? null : paymentItem(record, total, context);
    const parts = together(
      record.lines.flatMap((_line, index) => partOf(record, { index, currency: total.currency }, context)),
    );
    const given = parts.filter(({ document }) => document.type === 'credit_memo');
    const own = item === null ? [] : [{ document: ownDocument(record), id: 'money', amount: total }];
    const paid = parts.filter(({ document }) => document.type === 'invoice');
    const applications = applicationsOf(record, { credits: [...given, ...own], debits: paid }, context);
    return [...(item === null ? [] : withUnapplied(item, record, context)), ...applications];
  },
});

/** Its total is 0 then, and its lines are gone, so what it was cannot be told; the invoices that it paid come with what is left of them again. */
function voided({ leaveOut }: RecordContext): LedgerRow[] {
  leaveOut('voided payments; what they had left unapplied goes with the next snapshot');
  return [];
}

function ownDocument({ id }: Payment): NamedDocument {
  return { type: 'payment', number: id };
}

function paymentItem(record: Payment, total: Money, context: RecordContext): ItemRow {
  const company = companyAmount(record, context);
  return itemRow(
    {
      ...ownDocument(record),
      kind: 'payment',
      customer: { number: record.customer, name: record.customerName },
      amount: total,
      issuedOn: record.day,
      reference: record.checkNumber,
      more: company === null ? {} : { company },
    },
    context,
  );
}

function withUnapplied(item: ItemRow, { unapplied }: Payment, context: RecordContext): LedgerRow[] {
  const left = unapplied === null ? null : context.money('UnappliedAmt', unapplied, item.amount.currency);
  return left === null ? [item] : [item, statedLeftRow(item.key, left, context)];
}

const TYPES: Readonly<Record<string, NamedDocument['type']>> = { Invoice: 'invoice', CreditMemo: 'credit_memo' };

/** What a line of a payment is linked to. Lines of other transactions are left out: what is left says the rest. */
function partOf(
  record: Payment,
  { index, currency }: { readonly index: number; readonly currency: Money['currency'] },
  context: RecordContext,
): Part[] {
  const line = record.lines[index];
  const linked = line?.linked[0];
  const type = TYPES[linked?.entity ?? ''];
  if (line === undefined || linked === undefined || type === undefined) {
    context.leaveOut('lines of payments that are linked to no invoice or credit memo');
    return [];
  }
  const path = `Line[${index}]`;
  const number = numberOf(linked, line.extra, context);
  if (number === null) {
    const wrong = `is ${linked.entity} ${linked.id}, whose number stands neither in the line nor elsewhere in the file; feed it in the same file`;
    context.problem(`${path}.LinkedTxn[0].TxnId`, wrong);
  }
  const applied = context.money(`${path}.Amount`, line.amount, currency);
  if (number === null || applied === null || applied.minor === 0) return [];
  return [{ document: { type, number }, id: nameOf(linked.entity, linked.id), amount: applied }];
}

/** Lines of one document are one part. */
function together(parts: readonly Part[]): Part[] {
  const byId = new Map<string, Part>();
  for (const part of parts) {
    const before = byId.get(part.id);
    byId.set(part.id, before === undefined ? part : { ...part, amount: add(before.amount, part.amount) });
  }
  return [...byId.values()];
}

/** The number of what a line is linked to: QuickBooks gives its id, and beside it the number that people call it by. */
function numberOf(
  { id, entity }: { readonly id: string; readonly entity: string },
  extra: Payment['lines'][number]['extra'],
  { names }: RecordContext,
): string | null {
  const known = names.get(nameOf(entity, id));
  if (known !== undefined) return known;
  const stated = extra.find(({ name }) => name === 'txnReferenceNumber');
  return stated === undefined ? null : stated.value || id;
}

/** Sets credits against debits, each in their order, as far as they go. */
function applicationsOf(
  record: Payment,
  { credits, debits }: { readonly credits: readonly Part[]; readonly debits: readonly Part[] },
  context: RecordContext,
): LedgerRow[] {
  const derived = credits.length > 1 && debits.length > 1;
  const rest = credits.map(({ amount: given }) => given.minor);
  return debits.flatMap((debit) => {
    let open = debit.amount.minor;
    return credits.flatMap((credit, index) => {
      const minor = Math.min(open, rest[index] ?? 0);
      if (minor === 0) return [];
      open -= minor;
      rest[index] = (rest[index] ?? 0) - minor;
      const id = `Payment ${record.id}:${credit.id}:${debit.id}`;
      const stated = { id, debit: debit.document, credit: credit.document, on: record.day, derived };
      return [applicationRow({ ...stated, amount: money(minor, debit.amount.currency) }, context)];
    });
  });
}
