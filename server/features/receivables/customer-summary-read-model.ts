import { type AgeingBucket, ageingBucket, daysPastDue } from '#shared/domain/ageing.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { groupedRead, readByRun } from '../../mongo/grouped.ts';
import { type CustomerMoney, customerMoneyOf } from './customer-money.ts';
import type { ContactPart, CustomerSummaryRepository } from './customer-summary-repository.ts';
import type { LedgerPosition } from './ledger-position-service.ts';

export type { CustomerMoney, DisputedMoney, SummaryItem } from './customer-money.ts';
export type { ContactPart } from './customer-summary-repository.ts';

/** What a customer card needs of the ledger and, unread, of the log. */
export interface CustomerSummary {
  readonly money: CustomerMoney;
  /** The contact parts as the activity log keeps them, one for each id of the customer that it knows. */
  readonly contacts: readonly ContactPart[];
}

/** What a customer owes and has given in one currency on a day. */
export interface MoneyPosition {
  readonly currency: CurrencyCode;
  readonly invoiceOpen: Money;
  readonly unapplied: Money;
  readonly netOpen: Money;
  readonly pastDue: Money;
  /** By the tenant's labels, in their order. */
  readonly buckets: readonly { readonly label: string; readonly amount: Money }[];
}

interface Asked {
  readonly ids: readonly [CustomerId, ...CustomerId[]];
  readonly run: number;
}

const ONE_READ = { atOnce: 100, underWay: 1 } as const;

export class CustomerSummaryReadModel {
  private readonly reading = groupedRead(
    (asks: readonly Asked[]) =>
      readByRun(asks, (own, run) =>
        this.summaries.find(
          own.map(({ ids }) => ids),
          run,
        ),
      ),
    ONE_READ,
  );

  private readonly readingSeqs = groupedRead(async (asks: readonly (readonly CustomerId[])[]) => {
    const seqs = await this.summaries.findContactSeqs(asks.flat());
    return asks.map((ids) => ids.map((id) => seqs.get(id) ?? 0).join(' '));
  }, ONE_READ);

  constructor(private readonly summaries: CustomerSummaryRepository) {}

  /**
   * Both parts in one query, with those of other customers that are asked for at once; contact parts also of the ids that were merged into the customer's. Where no money part holds on that day at that position, it is
   * computed from the ledger.
   */
  async read(
    customerId: CustomerId,
    today: CalendarDate,
    position: LedgerPosition,
    mergedFrom: readonly CustomerId[] = [],
  ): Promise<CustomerSummary> {
    const { money, contacts } = await this.reading.ask({ ids: [customerId, ...mergedFrom], run: position.run });
    if (money !== null && money.validFrom <= today && today < money.validUntil) return { money, contacts };
    return { money: await this.rebuilt(customerId, today, position), contacts };
  }

  /**
   * What tells whether the contact parts of a customer's ids are still those that were read: a number for each id, which every entry of the log about it makes larger. In one query with
   * others that are asked at once.
   */
  async contactSeqs(ids: readonly CustomerId[]): Promise<string> {
    return this.readingSeqs.ask(ids);
  }

  /** The money part by plain computation from the ledger. */
  async rebuilt(customerId: CustomerId, today: CalendarDate, { run }: LedgerPosition): Promise<CustomerMoney> {
    return customerMoneyOf(customerId, await this.summaries.findBasis(customerId, today, run), today);
  }
}

/** The figures of a day on which a summary holds. */
export function positionsOn(
  { profiles }: Pick<CustomerMoney, 'profiles'>,
  today: CalendarDate,
  buckets: readonly AgeingBucket[],
): MoneyPosition[] {
  return profiles.map(({ currency, unappliedMinor, due }) => {
    const owed = sum(due.map(({ minor }) => minor));
    const late = due.filter(({ on }) => daysPastDue(on, today) > 0);
    const inBucket = (label: string) => due.filter(({ on }) => ageingBucket(on, today, buckets) === label);
    return {
      currency,
      invoiceOpen: money(owed, currency),
      unapplied: money(unappliedMinor, currency),
      netOpen: money(owed + unappliedMinor, currency),
      pastDue: money(sum(late.map(({ minor }) => minor)), currency),
      buckets: buckets.map(({ label }) => ({
        label,
        amount: money(sum(inBucket(label).map(({ minor }) => minor)), currency),
      })),
    };
  });
}

function sum(minors: readonly number[]): number {
  return minors.reduce((total, minor) => total + minor, 0);
}
