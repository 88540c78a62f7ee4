import type { AgeingBucket } from '#shared/domain/ageing.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { ITEM_VERSIONS } from '../../features/receivables/item-version.ts';
import { collectionNamed } from '../../mongo/versions.ts';
import type { Facts } from '../facts/facts.ts';
import {
  type AgeingQuestion,
  type OpenAmountByAgeingBucket,
  openAmountByAgeingBucket,
} from './open-amount-by-ageing-bucket-pipeline.ts';
import { openAmountsInFacts } from './open-amounts-in-facts.ts';

/** The open figures of one customer, or of all together, in one currency. */
export interface Ageing {
  readonly currency: CurrencyCode;
  readonly invoiceOpen: Money;
  /** Never above 0. */
  readonly unapplied: Money;
  readonly netOpen: Money;
  /** By the tenant's labels, in their order. */
  readonly buckets: Readonly<Record<string, Money>>;
}

export interface CustomerAgeing extends Ageing {
  readonly customerId: CustomerId;
}

export interface ReceivablesAgeing {
  /** One a currency, in the order of currencies. */
  readonly totals: readonly Ageing[];
  /** One a customer and currency; in no order. */
  readonly byCustomer: readonly CustomerAgeing[];
}

/** Ageing of the current tenant's receivables on a day, as of a run. */
export async function receivablesAgeing(question: AgeingQuestion): Promise<ReceivablesAgeing> {
  const amounts = await collectionNamed(ITEM_VERSIONS)
    .aggregate<OpenAmountByAgeingBucket>(openAmountByAgeingBucket(question))
    .toArray();
  return ageingOfAmounts(amounts, question.buckets);
}

/** The same on a day as facts have it. */
export function receivablesAgeingInFacts(facts: Facts, question: Omit<AgeingQuestion, 'run'>): ReceivablesAgeing {
  return ageingOfAmounts(openAmountsInFacts(facts, question), question.buckets);
}

function ageingOfAmounts(
  amounts: readonly OpenAmountByAgeingBucket[],
  buckets: readonly AgeingBucket[],
): ReceivablesAgeing {
  const byCustomer = [...grouped(amounts, ({ customerId, currency }) => `${customerId} ${currency}`).values()];
  const byCurrency = [...grouped(amounts, ({ currency }) => currency)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    totals: byCurrency.map(([, of]) => ageingOf(of, buckets)),
    byCustomer: byCustomer.map(([first, ...rest]) => ({
      customerId: first.customerId,
      ...ageingOf([first, ...rest], buckets),
    })),
  };
}

type NonEmpty<T> = [T, ...T[]];

function grouped<T>(list: readonly T[], by: (one: T) => string): Map<string, NonEmpty<T>> {
  const groups = new Map<string, NonEmpty<T>>();
  for (const one of list) {
    const group = groups.get(by(one));
    if (group === undefined) groups.set(by(one), [one]);
    else group.push(one);
  }
  return groups;
}

function ageingOf(amounts: NonEmpty<OpenAmountByAgeingBucket>, buckets: readonly AgeingBucket[]): Ageing {
  const { currency } = amounts[0];
  const openIn = (bucket: string | null) => sum(amounts.filter((amount) => amount.bucket === bucket));
  const owed = sum(amounts.filter(({ bucket }) => bucket !== null));
  const given = openIn(null);
  return {
    currency,
    invoiceOpen: money(owed, currency),
    unapplied: money(-given, currency),
    netOpen: money(owed - given, currency),
    buckets: Object.fromEntries(buckets.map(({ label }) => [label, money(openIn(label), currency)])),
  };
}

function sum(amounts: readonly OpenAmountByAgeingBucket[]): number {
  return amounts.reduce((total, { minor }) => total + minor, 0);
}
