import { type AgeingBucket, ageingBucket, daysPastDue } from '#shared/domain/ageing.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { add, type Money, money, total } from '#shared/domain/money.ts';
import { type ItemKind, isDebit, type OpenItem } from '#shared/domain/open-item.ts';

/** An item as the ledger has it on the statement's day. */
export type StatementItem = Pick<OpenItem, 'kind' | 'key' | 'issuedOn' | 'dueOn' | 'amount'> & { readonly left: Money };

export interface StatementLine {
  readonly kind: ItemKind;
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** 0 or negative while it is not past due. */
  readonly daysPastDue: number;
  /** Of a credit item below 0, like `left`. */
  readonly amount: Money;
  readonly left: Money;
}

/** What is open in one currency; the figures are those of the customer card. */
export interface StatementPosition {
  readonly currency: CurrencyCode;
  /** By due day. */
  readonly owed: readonly StatementLine[];
  readonly credits: readonly StatementLine[];
  readonly invoiceOpen: Money;
  /** Never above 0. */
  readonly unapplied: Money;
  readonly netOpen: Money;
  readonly buckets: readonly { readonly label: string; readonly amount: Money }[];
}

/** Puts open items, which come oldest due first, in the order of a statement of account: a currency after the other, what is owed before what was given. */
export function statementOf(
  items: readonly StatementItem[],
  asOf: CalendarDate,
  buckets: readonly AgeingBucket[],
): StatementPosition[] {
  const currencies = [...new Set(items.map(({ left }) => left.currency))].sort();
  return currencies.map((currency) => {
    const lines = items.filter(({ left }) => left.currency === currency).map((item) => lineOf(item, asOf));
    const owed = lines.filter(({ kind }) => isDebit(kind));
    const credits = lines.filter(({ kind }) => !isDebit(kind));
    const sum = (of: readonly StatementLine[]) =>
      total(
        of.map(({ left }) => left),
        currency,
      );
    const inBucket = (label: string) => owed.filter(({ dueOn }) => ageingBucket(dueOn, asOf, buckets) === label);
    return {
      currency,
      owed,
      credits,
      invoiceOpen: sum(owed),
      unapplied: sum(credits),
      netOpen: add(sum(owed), sum(credits)),
      buckets: buckets.map(({ label }) => ({ label, amount: sum(inBucket(label)) })),
    };
  });
}

function lineOf({ kind, key, issuedOn, dueOn, amount, left }: StatementItem, asOf: CalendarDate): StatementLine {
  const signed = (value: Money) => (isDebit(kind) ? value : money(-value.minor, value.currency));
  return {
    kind,
    number: key.instalment === '' ? key.number : `${key.number} / ${key.instalment}`,
    issuedOn,
    dueOn,
    daysPastDue: daysPastDue(dueOn, asOf),
    amount: signed(amount),
    left: signed(left),
  };
}
