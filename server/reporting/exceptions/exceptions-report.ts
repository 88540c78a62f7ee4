import type { ItemId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { CustomerService } from '../../features/customers/customer-service.ts';
import type { ReceivablesReadModel } from '../../features/receivables/receivables-read-model.ts';
import { customerColumns, withCustomers } from '../customer-refs.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { byCurrency } from '../touched-cash/money-by-currency.ts';
import { onClosedItems, onDisputedItems, overpayments } from './against-items.ts';
import {
  type AdjustedItem,
  adjustmentsIn,
  closedItemsNamed,
  partsSeen,
  paymentsSeen,
  type ReversedPayment,
  reversalsIn,
} from './cash-exceptions-read-model.ts';
import { duplicates, NEAR_DAYS } from './duplicates.ts';
import { type CashException, EXCEPTION_KINDS, inWords, type NamedDocument, named } from './exception.ts';
import { LEAST_DAYS_OFF, LEAST_HISTORY, LEAST_TIMES_OFF } from './habit.ts';
import { HABIT_DAYS, offHabit } from './off-habit.ts';
import { type ShortPaid, sameMoneyAmong, shortPaysIn } from './short-pays-read-model.ts';

export interface ExceptionsSources {
  readonly customers: CustomerService;
  readonly receivables: ReceivablesReadModel;
}

/** What about the money of a period a person should look at. */
export function exceptionsReport(sources: ExceptionsSources): Report {
  return {
    name: 'exceptions',
    about: 'period',
    filters: ['customer', 'currency'],
    definition: () => ({ title: 'Exceptions in the money received', words: WORDS }),
    run: (question) => run(question, sources),
    lines: (rows) => rows,
    columns: [
      { title: 'Day', cells: ({ on }) => String(on) },
      { title: 'Kind', cells: ({ kind }) => String(kind) },
      { title: 'Reason', cells: ({ reason }) => String(reason) },
      ...customerColumns,
      { title: 'Documents', cells: ({ documents }) => numbersOf(documents as NamedDocument[]) },
      { title: 'Amount', cells: ({ amount }) => decimalCell(amount) },
      { title: 'Currency', cells: ({ amount }) => (amount as Money).currency },
      { title: 'What was found', cells: ({ sentence }) => String(sentence) },
    ],
  };
}

const WORDS = [
  'Payments count by their value date, and as they stand on the last day of the period. One payment may be in several rows; the totals are by kind and currency and are not to be added.',
  `habit_days: the payment came more than 3 robust deviations (1.4826 × the median absolute deviation) and more than ${LEAST_DAYS_OFF} days off the median days past due of the customer’s payments in the ${HABIT_DAYS} days before it, told by the item that took the most of each. habit_amount: it is more than ${LEAST_TIMES_OFF} times the median of those payments or less than one ${LEAST_TIMES_OFF}th of it, and more than 3 robust deviations of the logarithms off. Fewer than ${LEAST_HISTORY} earlier payments make no habit.`,
  `duplicate: the same amount as an earlier payment, and the same reference, or the same payer within ${NEAR_DAYS} days.`,
  'overpayment: the payment is applied, and something of it is left. disputed_item: it is applied to an item that the ERP holds disputed or about to be. closed_item: something of it is left, and it names an item of the customer of which nothing was left before it came.',
  'deduction: a discount, withheld tax, bank fee or write-off of the period, and what was paid short and stays open under a reason; by the day from which it counts.',
  'reversal: a payment of which something was taken back in the period; a bank’s entry that was taken out because the ERP has the same money is none.',
];

async function run(question: ReportQuestion, { customers, receivables }: ExceptionsSources): Promise<ReportBody> {
  const { from, to, position, knownAt, filters } = question;
  const period = { from, to };
  const [payments, parts] = await Promise.all([paymentsSeen(period, position), partsSeen(period, position)]);
  const ofPeriod = payments.filter(({ on }) => on >= from);
  const partsOfPeriod = parts.filter(({ paidOn }) => paidOn >= from);
  const shortPaid = await shortPaysIn(period, { knownAt, position, receivables });
  const shortItems = await receivables.findItems(idsOf(shortPaid), to, position);
  const found = [
    ...offHabit(payments, parts, period),
    ...duplicates(payments, period),
    ...overpayments(ofPeriod, partsOfPeriod),
    ...onDisputedItems(ofPeriod, partsOfPeriod),
    ...onClosedItems(ofPeriod, await closedItemsNamed(ofPeriod, position)),
    ...(await adjustmentsIn(period, position)).flatMap(deduction),
    ...shortPaid.flatMap((paid) => openDeduction(paid, new Map(shortItems.map((item) => [item.id, item])))),
    ...(await reversals(question, receivables)),
  ].filter((exception) => fits(exception, filters));
  const rows = await withCustomers(found.sort(inOrder), customers, position.run);
  return { totals: totalsOf(found), rows: rows as unknown as ReportRow[] };
}

function idsOf(shortPaid: readonly ShortPaid[]): ItemId[] {
  return [...new Set(shortPaid.flatMap(({ itemId, paymentId }) => [itemId, paymentId]))];
}

const DEDUCTIONS: ReadonlySet<string> = new Set(['discount', 'withheld_tax', 'bank_fee', 'write_off']);

function deduction({ id, number, customerId, reason, amount, on }: AdjustedItem): CashException[] {
  if (!DEDUCTIONS.has(reason)) return [];
  const sentence = `${inWords(amount)} taken off ${number}: ${reason.replaceAll('_', ' ')}.`;
  return [{ kind: 'deduction', reason, customerId, documents: [{ id, number }], amount, on, sentence }];
}

type ItemsById = ReadonlyMap<ItemId, Awaited<ReturnType<ReceivablesReadModel['findItems']>>[number]>;

function openDeduction({ itemId, paymentId, reason, amount, on }: ShortPaid, items: ItemsById): CashException[] {
  const [item, payment] = [items.get(itemId), items.get(paymentId)];
  if (item === undefined || payment === undefined) return [];
  const documents = [payment, item].map(({ id, key: { number } }) => ({ id, number }));
  const sentence = `${inWords(amount)} of ${item.key.number} not paid: ${reason.replaceAll('_', ' ')}; ${inWords(item.left)} of it is open.`;
  return [{ kind: 'deduction', reason, customerId: item.customerId, documents, amount, on, sentence }];
}

async function reversals(
  { from, to, position, knownAt }: ReportQuestion,
  receivables: ReceivablesReadModel,
): Promise<CashException[]> {
  const found = await reversalsIn({ from, to }, position);
  const same = await sameMoneyAmong(
    found.map(({ id }) => id),
    { knownAt, position, receivables },
  );
  return found.filter(({ id }) => !same.has(id)).map(reversal);
}

function reversal(reversed: ReversedPayment): CashException {
  const { number, customerId, amount, on } = reversed;
  const sentence = `${inWords(amount)} of ${number} was taken back.`;
  return { kind: 'reversal', reason: '', customerId, documents: [named(reversed)], amount, on, sentence };
}

function fits({ customerId, amount }: CashException, { customer, currency }: ReportQuestion['filters']): boolean {
  return (customer ?? customerId) === customerId && (currency ?? amount.currency) === amount.currency;
}

function totalsOf(exceptions: readonly CashException[]): ReportRow[] {
  return EXCEPTION_KINDS.flatMap((kind) => {
    const ofKind = exceptions.filter((exception) => exception.kind === kind);
    return byCurrency(ofKind.map(({ amount }) => amount)).map((amount) => ({
      kind,
      currency: amount.currency,
      amount,
      rows: ofKind.filter((exception) => exception.amount.currency === amount.currency).length,
    }));
  });
}

function inOrder(a: CashException, b: CashException): number {
  const numbers = (exception: CashException) =>
    exception.documents.map(({ number, id }) => `${number} ${id}`).join(' ');
  return (
    a.on.localeCompare(b.on) ||
    EXCEPTION_KINDS.indexOf(a.kind) - EXCEPTION_KINDS.indexOf(b.kind) ||
    numbers(a).localeCompare(numbers(b)) ||
    a.reason.localeCompare(b.reason)
  );
}

function numbersOf(documents: readonly NamedDocument[]): string {
  return documents.map(({ number }) => number).join(', ');
}
