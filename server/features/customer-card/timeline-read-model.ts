import type { TimelineEntry } from '#shared/api/customers.ts';
import { addDays, type CalendarDate, dayNumber } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { total } from '#shared/domain/money.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed, visibleAt } from '../../mongo/versions.ts';
import type { ActivityService } from '../activities/activity-service.ts';
import type { LedgerPosition } from '../receivables/ledger-position-service.ts';
import {
  heldOn,
  type ItemOnDay,
  isInForce,
  type KnownApplication,
  type ReceivablesReadModel,
} from '../receivables/receivables-read-model.ts';

export interface TimelineQuestion {
  /** The ids that the customer has: its own first, then those merged into it. */
  readonly customerIds: readonly [CustomerId, ...CustomerId[]];
  /** Only days before this one; from today back where it is left out. */
  readonly before: CalendarDate | undefined;
  /** About how many entries; the last day of a page is never cut. */
  readonly limit: number;
  readonly today: CalendarDate;
  readonly position: LedgerPosition;
}

export interface Timeline {
  readonly entries: TimelineEntry[];
  /** What `before` is for the next page; null where nothing is earlier. */
  readonly nextBefore: CalendarDate | null;
}

interface Days {
  readonly activities: readonly CalendarDate[];
  readonly items: readonly { readonly id: ItemId; readonly on: CalendarDate }[];
}

/** Money and contact of one customer in one line of time, latest first, in pages of whole days. */
export class TimelineReadModel {
  constructor(
    private readonly receivables: ReceivablesReadModel,
    private readonly activities: ActivityService,
  ) {}

  async read(question: TimelineQuestion): Promise<Timeline> {
    const { limit } = question;
    const before = question.before ?? addDays(question.today, 1);
    const days = await this.daysBefore(before, question);
    const latestFirst = [...days.activities, ...days.items.map(({ on }) => on)].sort().reverse();
    const firstDay = latestFirst[limit - 1];
    if (firstDay === undefined) return { entries: await this.entries(question, before, days), nextBefore: null };
    const [page, earlier] = await Promise.all([
      this.daysBefore(before, question, firstDay),
      this.daysBefore(firstDay, { ...question, limit: 0 }),
    ]);
    const hasEarlier = earlier.activities.length + earlier.items.length > 0;
    return { entries: await this.entries(question, before, page), nextBefore: hasEarlier ? firstDay : null };
  }

  /** On which days something happened, latest first: all since a day, or one more of each kind than fills a page. */
  private async daysBefore(before: CalendarDate, question: TimelineQuestion, since?: CalendarDate): Promise<Days> {
    const { customerIds, limit, position, today } = question;
    const [customerId] = customerIds;
    const from = since === undefined ? {} : { $gte: since };
    const most = since === undefined ? limit + 1 : 0;
    const counted = before > today ? addDays(today, 1) : before;
    const [activities, items] = await Promise.all([
      collectionNamed<{ businessDay: CalendarDate }>('activities')
        .find({
          tenantId: currentTenant(),
          customerId: { $in: [...customerIds] },
          businessDay: { $lt: before, ...from },
          kind: 'activity',
        } as never)
        .project<{ businessDay: CalendarDate }>({ _id: 0, businessDay: 1 })
        .sort({ businessDay: -1 })
        .limit(most)
        .toArray(),
      collectionNamed<{ itemId: ItemId; issuedOn: CalendarDate }>('itemVersions')
        .find({ ...visibleAt(position.run), customerId, issuedOn: { $lt: counted, ...from } } as never)
        .project<{ itemId: ItemId; issuedOn: CalendarDate }>({ _id: 0, itemId: 1, issuedOn: 1 })
        .sort({ issuedOn: -1 })
        .limit(most)
        .toArray(),
    ]);
    return {
      activities: activities.map(({ businessDay }) => businessDay),
      items: items.map(({ itemId: id, issuedOn: on }) => ({ id, on })),
    };
  }

  private async entries(question: TimelineQuestion, before: CalendarDate, page: Days): Promise<TimelineEntry[]> {
    const { customerIds } = question;
    const limit = page.activities.length;
    const [activities, money] = await Promise.all([
      limit === 0 ? [] : this.activities.ofCustomers(customerIds, { before, limit }),
      this.moneyEntries(
        question,
        page.items.map(({ id }) => id),
      ),
    ]);
    const contact = activities.map(
      (activity): TimelineEntry => ({ type: 'activity', on: activity.businessDay, at: activity.occurredAt, activity }),
    );
    // A stable sort: within a day contact comes first, as the log has it, then money in the order of numbers.
    return [...contact, ...money].sort((a, b) => dayNumber(b.on) - dayNumber(a.on));
  }

  private async moneyEntries({ today, position }: TimelineQuestion, ids: readonly ItemId[]): Promise<TimelineEntry[]> {
    if (ids.length === 0) return [];
    const items = await this.receivables.findItems(ids, today, position);
    const credits = items.filter(({ kind }) => !isDebit(kind));
    const applications = credits.length === 0 ? [] : await this.applicationsOf(credits, today, position);
    const paid = await this.receivables.findItems(
      [...new Set(applications.map(({ debitItemId }) => debitItemId))],
      today,
      position,
    );
    const numbers = new Map(paid.map(({ id, key }) => [id, key.number]));
    const byNumber = [...items].sort((a, b) => (a.key.number < b.key.number ? -1 : 1));
    return [...byNumber.filter(({ kind }) => !isDebit(kind)), ...byNumber.filter(({ kind }) => isDebit(kind))].map(
      (item) =>
        moneyEntry(
          item,
          applications.filter(({ creditItemId }) => creditItemId === item.id),
          { numbers, today },
        ),
    );
  }

  private async applicationsOf(
    credits: readonly ItemOnDay[],
    today: CalendarDate,
    position: LedgerPosition,
  ): Promise<KnownApplication[]> {
    const known = await this.receivables.applicationsOn(
      credits.map(({ id }) => id),
      position,
    );
    return known.filter((application) => isInForce(application, today));
  }
}

function moneyEntry(
  { kind, issuedOn: on, dueOn, amount, key: { number } }: ItemOnDay,
  applications: readonly KnownApplication[],
  { numbers, today }: { readonly numbers: ReadonlyMap<ItemId, string>; readonly today: CalendarDate },
): TimelineEntry {
  if (isDebit(kind)) return { type: 'invoice', kind, on, number, amount, dueOn };
  const applied = total(
    applications.map((application) => heldOn(application, today).credit),
    amount.currency,
  );
  const itemNumbers = [...new Set(applications.map(({ debitItemId }) => numbers.get(debitItemId) ?? ''))].sort();
  return { type: 'payment', kind, on, number, amount, applied, itemNumbers };
}
