import type { ActivityCode } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';

/** An activity as reports count it: withdrawn ones are left out, and the message's delivery is the last that is known. */
export interface LoggedActivity {
  readonly id: string;
  readonly seq: number;
  readonly actorId: string;
  readonly actorName: string;
  readonly customerId: string;
  readonly itemIds: readonly string[];
  readonly itemNumbers: readonly string[];
  readonly code: ActivityCode;
  readonly outcome: string | null;
  /** `job` where nobody pressed anything. */
  readonly client: string;
  readonly delivery: Delivery | null;
  readonly on: CalendarDate;
  readonly occurredAt: Date;
}

export interface LoggedPeriod {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Only what was recorded by then. */
  readonly knownAt: Date;
}

interface StoredReference {
  readonly refersTo: string;
  readonly kind: 'withdrawal' | 'delivery';
  readonly delivery: Delivery | null;
}

const ACTIVITIES = 'activities';
const FIELDS = {
  seq: 1,
  actor: 1,
  customerId: 1,
  itemIds: 1,
  itemNumbers: 1,
  code: 1,
  outcome: 1,
  client: 1,
  delivery: 1,
  businessDay: 1,
  occurredAt: 1,
};

/** The activities of a period's days as they were known at an instant, in the order of day, time and log. */
export async function loggedActivities(period: LoggedPeriod): Promise<LoggedActivity[]> {
  const { from, to, knownAt } = period;
  const filter = {
    tenantId: currentTenant(),
    kind: 'activity' as const,
    businessDay: { $gte: from, $lte: to },
    recordedAt: { $lte: knownAt },
  };
  const stored = await collectionNamed<StoredActivity>(ACTIVITIES)
    .find(filter as never, { projection: FIELDS })
    .sort({ businessDay: 1, occurredAt: 1, seq: 1 })
    .toArray();
  const later = await referencesTo(from, knownAt);
  return stored.flatMap((entry) =>
    presentActivity(entry as unknown as StoredActivity, later.get(String(entry._id)) ?? []),
  );
}

interface StoredActivity {
  readonly _id: string;
  readonly seq: number;
  readonly actor: { readonly id: string; readonly name: string };
  readonly customerId: string;
  readonly itemIds: readonly string[];
  readonly itemNumbers: readonly string[];
  readonly code: ActivityCode;
  readonly outcome: string | null;
  readonly client: string;
  readonly delivery: Delivery | null;
  readonly businessDay: CalendarDate;
  readonly occurredAt: Date;
}

/** What was said later of activities since a day. Nothing can point back to an activity before it happened. */
async function referencesTo(from: CalendarDate, knownAt: Date): Promise<Map<string, StoredReference[]>> {
  const filter = {
    tenantId: currentTenant(),
    kind: { $in: ['withdrawal', 'delivery'] },
    businessDay: { $gte: from },
    recordedAt: { $lte: knownAt },
  };
  const projection = { refersTo: 1, kind: 1, delivery: 1 };
  const stored = await collectionNamed<StoredReference>(ACTIVITIES)
    .find(filter as never, { projection })
    .sort({ seq: 1 })
    .toArray();
  const byActivity = new Map<string, StoredReference[]>();
  for (const reference of stored as unknown as StoredReference[]) {
    const known = byActivity.get(reference.refersTo) ?? [];
    known.push(reference);
    byActivity.set(reference.refersTo, known);
  }
  return byActivity;
}

function presentActivity(entry: StoredActivity, later: readonly StoredReference[]): LoggedActivity[] {
  if (later.some(({ kind }) => kind === 'withdrawal')) return [];
  const delivery = later.findLast(({ kind }) => kind === 'delivery')?.delivery ?? entry.delivery;
  const { _id: id, actor, businessDay: on, ...rest } = entry;
  return [{ ...rest, id, actorId: actor.id, actorName: actor.name, on, delivery }];
}
