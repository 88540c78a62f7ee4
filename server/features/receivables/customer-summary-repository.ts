import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed, insertVersions, NOT_SUPERSEDED, removeAbandoned, visibleAt } from '../../mongo/versions.ts';
import type { CustomerMoney } from './customer-money.ts';
import { CustomerSummaryModel, type StoredCustomerMoney } from './customer-summary-model.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from './item-version.ts';

const CUSTOMER_SUMMARIES = 'customerSummaries';

type Filter = mongoose.mongo.Filter<StoredCustomerMoney>;

/** A contact part as its feature keeps it; the ledger hands it on unread. */
export type ContactPart = Readonly<Record<string, unknown>>;

export class CustomerSummaryRepository {
  /** Both parts of a customer's summary, in one query; each null where there is none. */
  async find(
    customerId: CustomerId,
    run: number,
  ): Promise<{ money: CustomerMoney | null; contact: ContactPart | null }> {
    const { tenantId, ...visible } = visibleAt(run);
    const filter = {
      tenantId,
      customerId,
      $or: [{ part: 'contact' }, { part: 'money', ...visible }],
    } as unknown as Filter;
    const parts = await summaries().find(filter).toArray();
    const money = parts.find(({ part }) => part === 'money');
    const contact = parts.find((stored) => (stored.part as string) === 'contact');
    return { money: money ?? null, contact: (contact as ContactPart | undefined) ?? null };
  }

  /** The items on which customers' money on a day rests: those not settled by then, and of each customer the latest payment that stands. */
  async findBasis(customerIds: readonly CustomerId[], day: CalendarDate, run: number): Promise<StoredItemVersion[]> {
    const items = collectionNamed<StoredItemVersion>(ITEM_VERSIONS);
    const of = { ...visibleAt(run), customerId: { $in: [...customerIds] } };
    const unsettled = await items.find({ ...of, settledOn: { $gt: day } }).toArray();
    const payments = await items
      .aggregate<{ last: StoredItemVersion }>(lastStandingPayments(of, day))
      .map(({ last }) => last)
      .toArray();
    return [...new Map([...unsettled, ...payments].map((item) => [item.itemId, item])).values()];
  }

  /** Writes money parts under a run that is not committed yet, in the place of those before. */
  async write(parts: readonly CustomerMoney[], run: number, session: ClientSession): Promise<void> {
    const tenantId = currentTenant();
    const customerId = { $in: parts.map((part) => part.customerId) };
    const before = { tenantId, customerId, part: 'money' as const, superseded: NOT_SUPERSEDED, added: { $lt: run } };
    await summaries().updateMany(before, { $set: { superseded: run } }, { session });
    const base = { tenantId, part: 'money' as const, added: run, superseded: NOT_SUPERSEDED };
    const versions = parts.map((part) => ({ ...base, ...part }));
    await insertVersions(CUSTOMER_SUMMARIES, versions, session);
  }

  async removeAbandoned(run: number): Promise<void> {
    await removeAbandoned(CUSTOMER_SUMMARIES, run);
  }

  /** Removes money parts that were superseded by a run or one before it. */
  async removeSuperseded(run: number): Promise<void> {
    await summaries().deleteMany({ tenantId: currentTenant(), part: 'money', superseded: { $lte: run } });
  }
}

function summaries(): mongoose.mongo.Collection<StoredCustomerMoney> {
  return CustomerSummaryModel.collection as unknown as mongoose.mongo.Collection<StoredCustomerMoney>;
}

/** Of each customer the payment with the latest value date of which the bank has not taken everything back by a day. Runs on `itemVersions`. */
function lastStandingPayments(of: object, day: CalendarDate): mongoose.mongo.Document[] {
  const takenBack = {
    $sum: {
      $map: { input: { $filter: { input: '$reversals', cond: { $lte: ['$$this.on', day] } } }, in: '$$this.minor' },
    },
  };
  const sortBy = { issuedOn: -1, minor: -1, itemId: 1 };
  return [
    { $match: { ...of, kind: 'payment', issuedOn: { $lte: day } } },
    { $match: { $expr: { $lt: [takenBack, '$minor'] } } },
    { $group: { _id: '$customerId', last: { $top: { sortBy, output: '$$ROOT' } } } },
  ];
}
