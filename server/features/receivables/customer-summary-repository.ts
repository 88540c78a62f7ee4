import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { findAtOnce } from '../../mongo/commands.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed, insertVersions, NOT_SUPERSEDED, removeAbandoned, visibleAt } from '../../mongo/versions.ts';
import { firstHabitDay, MOST_INVOICES, type PaidInvoice } from './customer-habit.ts';
import type { CustomerMoney, MoneyBasis } from './customer-money.ts';
import { CustomerSummaryModel, type StoredCustomerMoney } from './customer-summary-model.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from './item-version.ts';

const CUSTOMER_SUMMARIES = 'customerSummaries';

/** How many items of customers are in memory at once, besides those of the largest. */
const ITEMS_AT_ONCE = 2_000;
/** What of an item a customer's money does not rest on. */
const NOT_NEEDED = { numberKeys: 0, hash: 0, receipt: 0, otherNumbers: 0, paid: 0 } as const;

/** A contact part as its feature keeps it; the ledger hands it on unread. */
export type ContactPart = Readonly<Record<string, unknown>>;

export interface StoredParts {
  readonly money: CustomerMoney | null;
  readonly contacts: readonly ContactPart[];
}

export class CustomerSummaryRepository {
  /** The money part of each customer's summary, null where there is none, and the contact parts of all ids that it has, in one query for all. */
  async find(asked: readonly (readonly [CustomerId, ...CustomerId[]])[], run: number): Promise<StoredParts[]> {
    const { tenantId, ...visible } = visibleAt(run);
    const customerIds = asked.map(([customerId]) => customerId);
    const filter = {
      tenantId,
      $or: [
        { customerId: oneOf(asked.flat()), part: 'contact' },
        { customerId: oneOf(customerIds), part: 'money', ...visible },
      ],
    };
    const money = new Map<string, CustomerMoney>();
    const contacts = new Map<string, ContactPart>();
    for (const stored of await findAtOnce<StoredCustomerMoney>(CUSTOMER_SUMMARIES, { filter })) {
      if (stored.part === 'money') money.set(stored.customerId, stored);
      else contacts.set(stored.customerId, stored as unknown as ContactPart);
    }
    return asked.map((ids) => ({
      money: money.get(ids[0]) ?? null,
      contacts: ids.map((id) => contacts.get(id)).filter((part) => part !== undefined),
    }));
  }

  /** The last entry of the log that each of these customers' contact part knows of; those whom the log does not know are left out. */
  async findContactSeqs(customerIds: readonly CustomerId[]): Promise<Map<CustomerId, number>> {
    const filter = { tenantId: currentTenant(), customerId: oneOf(customerIds), part: 'contact' };
    const projection = { _id: 0, customerId: 1, seq: 1 };
    const found = await findAtOnce<{ customerId: CustomerId; seq: number }>(CUSTOMER_SUMMARIES, { filter, projection });
    return new Map(found.map(({ customerId, seq }) => [customerId, seq]));
  }

  /** What a customer's money on a day rests on: the items not settled by then, the latest payment that stands, and the invoices of its habit. */
  async findBasis(customerId: CustomerId, day: CalendarDate, run: number): Promise<MoneyBasis> {
    for await (const basis of this.eachBasis([customerId], day, run)) return basis;
    return { items: [], paid: [] };
  }

  /** The same of several customers, one after the other in the order of ids; one who has no items too. */
  async *eachBasis(
    customerIds: readonly CustomerId[],
    day: CalendarDate,
    run: number,
  ): AsyncGenerator<MoneyBasis & { readonly customerId: CustomerId }> {
    const items = collectionNamed<StoredItemVersion>(ITEM_VERSIONS);
    const of = { ...visibleAt(run), customerId: { $in: [...customerIds] } };
    const [payments, habits] = await Promise.all([
      items.aggregate<{ _id: CustomerId; last: StoredItemVersion }>(lastStandingPayments(of, day)).toArray(),
      items.aggregate<{ _id: CustomerId; paid: PaidInvoice[] }>(newestPaidInvoices(of, day)).toArray(),
    ]);
    const lastOf = new Map(payments.map(({ _id, last }) => [_id, last]));
    const paidOf = new Map(habits.map(({ _id, paid }) => [_id, paid]));
    const unsettled = items
      .find({ ...of, settledOn: { $gt: day } }, { projection: NOT_NEEDED, batchSize: ITEMS_AT_ONCE })
      .sort({ customerId: 1 });
    let next = await unsettled.next();
    for (const customerId of [...customerIds].sort()) {
      const own = new Map<string, StoredItemVersion>();
      for (; next?.customerId === customerId; next = await unsettled.next()) own.set(next.itemId, next);
      const last = lastOf.get(customerId);
      if (last !== undefined) own.set(last.itemId, last);
      yield { customerId, items: [...own.values()], paid: paidOf.get(customerId) ?? [] };
    }
    await unsettled.close();
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

  async removeAbandoned(run: number, alive: () => Promise<void>): Promise<void> {
    await removeAbandoned(CUSTOMER_SUMMARIES, run, alive);
  }

  /** Removes money parts that were superseded by a run or one before it. */
  async removeSuperseded(run: number): Promise<void> {
    await summaries().deleteMany({ tenantId: currentTenant(), part: 'money', superseded: { $lte: run } });
  }
}

/** With one value an equality, which MongoDB plans with less effort. */
function oneOf(ids: readonly CustomerId[]): CustomerId | { $in: CustomerId[] } {
  const distinct = [...new Set(ids)];
  return distinct.length === 1 && distinct[0] !== undefined ? distinct[0] : { $in: distinct };
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

/** Of each customer what paidInvoicesOf gives of its items. Runs on `itemVersions`. */
function newestPaidInvoices(of: object, day: CalendarDate): mongoose.mongo.Document[] {
  const first = firstHabitDay(day);
  const output = { dueOn: '$dueOn', paidOn: '$paidOn' };
  return [
    // What was settled before the first day was paid before it.
    { $match: { ...of, settledOn: { $gte: first, $lte: day }, kind: 'invoice', paid: { $exists: true } } },
    {
      $project: {
        ...{ customerId: 1, itemId: 1, dueOn: 1, minor: 1 },
        paidOn: { $last: '$paid.on' },
        paidMinor: { $sum: '$paid.minor' },
      },
    },
    { $match: { paidOn: { $gte: first }, $expr: { $eq: ['$paidMinor', '$minor'] } } },
    {
      $group: {
        _id: '$customerId',
        paid: { $topN: { n: MOST_INVOICES, sortBy: { paidOn: -1, itemId: 1 }, output } },
      },
    },
  ];
}
