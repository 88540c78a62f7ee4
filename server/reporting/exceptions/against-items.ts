import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { money } from '#shared/domain/money.ts';
import {
  type CashException,
  inWords,
  type NamedDocument,
  named,
  type PartSeen,
  type PaymentSeen,
} from './exception.ts';

/** A debit item of which nothing was left any more on a day. */
export interface ClosedItem extends NamedDocument {
  readonly paymentId: string;
  readonly closedOn: CalendarDate;
}

/** Payments that are applied and of which something stays all the same. */
export function overpayments(payments: readonly PaymentSeen[], parts: readonly PartSeen[]): CashException[] {
  const applied = groupedByPayment(parts);
  return payments.flatMap((payment): CashException[] => {
    const own = applied.get(payment.id) ?? [];
    if (payment.left <= 0 || own.length === 0) return [];
    const amount = money(payment.left, payment.currency);
    const items = own.map(({ item }) => named(item));
    const sentence = `${inWords(amount)} more than ${items.map(({ number }) => number).join(', ')} took of it.`;
    return [{ ...about(payment), kind: 'overpayment', documents: [named(payment), ...items], amount, sentence }];
  });
}

/** Payments that are applied to items which the ERP holds disputed. */
export function onDisputedItems(payments: readonly PaymentSeen[], parts: readonly PartSeen[]): CashException[] {
  const byId = new Map(payments.map((payment) => [payment.id, payment]));
  return parts.flatMap(({ paymentId, item, amount }): CashException[] => {
    const payment = byId.get(paymentId);
    if (payment === undefined || (item.disputeStatus !== 'disputed' && item.disputeStatus !== 'pending')) return [];
    const documents = [named(payment), named(item)];
    const sentence = `${inWords(amount)} applied to ${item.number}, which is ${item.disputeStatus === 'pending' ? 'about to be disputed' : 'disputed'}.`;
    return [{ ...about(payment), kind: 'disputed_item', documents, amount, sentence }];
  });
}

/** Payments that name items of which nothing was left when they came. */
export function onClosedItems(payments: readonly PaymentSeen[], closed: readonly ClosedItem[]): CashException[] {
  const byId = new Map<string, PaymentSeen>(payments.map((payment) => [payment.id, payment]));
  return closed.flatMap((item): CashException[] => {
    const payment = byId.get(item.paymentId);
    if (payment === undefined || payment.left <= 0) return [];
    const amount = money(payment.left, payment.currency);
    const sentence = `Names ${item.number}, of which nothing has been left since ${item.closedOn}.`;
    return [{ ...about(payment), kind: 'closed_item', documents: [named(payment), named(item)], amount, sentence }];
  });
}

function about({ customerId, on }: PaymentSeen) {
  return { reason: '', customerId, on };
}

function groupedByPayment(parts: readonly PartSeen[]): Map<string, PartSeen[]> {
  const groups = new Map<string, PartSeen[]>();
  for (const part of parts) groups.set(part.paymentId, [...(groups.get(part.paymentId) ?? []), part]);
  return groups;
}
