import { daysBetween } from '#shared/domain/calendar-date.ts';
import { money } from '#shared/domain/money.ts';
import { type CashException, inWords, named, type PaymentSeen } from './exception.ts';
import type { Period } from './off-habit.ts';

/** Two payments of one payer over the same amount within so many days look like the same money sent twice. */
export const NEAR_DAYS = 7;

/** Payments of a period that look like an earlier one: the same amount, and the same payer within 7 days or the same reference. */
export function duplicates(payments: readonly PaymentSeen[], { from, to }: Period): CashException[] {
  const sameAmount = new Map<string, PaymentSeen[]>();
  for (const payment of [...payments].filter(({ minor }) => minor > 0).sort(firstFirst)) {
    const key = `${payment.currency} ${payment.minor}`;
    const group = sameAmount.get(key);
    if (group === undefined) sameAmount.set(key, [payment]);
    else group.push(payment);
  }
  return [...sameAmount.values()].flatMap((group) =>
    group.flatMap((payment, place) => {
      if (payment.on < from || payment.on > to) return [];
      const found = group.slice(0, place).flatMap((earlier) => {
        const why = whyAlike(payment, earlier);
        return why === null ? [] : [{ earlier, why }];
      });
      const [first] = found;
      return first === undefined ? [] : [duplicateOf(payment, first.earlier, first.why)];
    }),
  );
}

function duplicateOf(payment: PaymentSeen, earlier: PaymentSeen, why: string): CashException {
  const amount = money(payment.minor, payment.currency);
  return {
    kind: 'duplicate',
    reason: '',
    customerId: payment.customerId,
    documents: [named(payment), named(earlier)],
    amount,
    on: payment.on,
    sentence: `${inWords(amount)} came on ${earlier.on} as ${earlier.number} already: ${why}.`,
  };
}

function whyAlike(payment: PaymentSeen, earlier: PaymentSeen): string | null {
  const reference = payment.references.find((each) => earlier.references.includes(each));
  if (reference !== undefined) return `both carry the reference ${reference}`;
  if (daysBetween(earlier.on, payment.on) > NEAR_DAYS) return null;
  const samePayer =
    payment.payerKeys.length > 0 && earlier.payerKeys.length > 0
      ? payment.payerKeys.some((key) => earlier.payerKeys.includes(key))
      : payment.customerId === earlier.customerId &&
        (payment.payerKeys.length === 0) === (earlier.payerKeys.length === 0);
  return samePayer ? `the same payer and amount within ${NEAR_DAYS} days` : null;
}

function firstFirst(a: PaymentSeen, b: PaymentSeen): number {
  return a.on.localeCompare(b.on) || a.number.localeCompare(b.number) || a.id.localeCompare(b.id);
}
