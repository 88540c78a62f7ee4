import type { ActivityView } from '#shared/api/activities.ts';
import type { OpenDisputeView, OpenPromiseView } from '#shared/api/customers.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ActivityId } from '#shared/domain/ids.ts';
import { isOpenPromise, partsOf } from '#shared/domain/promise-to-pay.ts';
import type { LogEntry } from './activity-entry.ts';
import type { ContactLine, ContactSummary, DisputeLine, PromiseLine } from './contact-summary.ts';

/** What later entries and the texts say of an activity. */
export interface ActivityState {
  readonly delivery: LogEntry['delivery'];
  readonly withdrawn: boolean;
  readonly note: string | null;
  /** The activity that was written in its place. */
  readonly correctedBy: ActivityId | null;
}

/** An activity of which nothing but the entry is known yet. */
export function presentNew(entry: LogEntry): ActivityView {
  return presentActivity(entry, { delivery: entry.delivery, withdrawn: false, note: null, correctedBy: null });
}

export function presentActivity(entry: LogEntry, state: ActivityState): ActivityView {
  const { id, seq, kind: _, refersTo, ...rest } = entry;
  const { delivery, withdrawn, note, correctedBy } = state;
  const line = { ...rest, ...(refersTo === null ? {} : { corrects: refersTo }), seq, activityId: id, delivery, note };
  return { ...presentLine(line), withdrawn, correctedBy };
}

/** The contact part of a customer card, for a day in the tenant's zone. */
export interface ContactPart {
  readonly lastContacts: ActivityView[];
  readonly openPromises: OpenPromiseView[];
  /** Those that colleagues recorded; what the ERP calls disputed stands on its items. */
  readonly openDisputes: OpenDisputeView[];
}

export function presentContactSummary(summary: ContactSummary, today: CalendarDate): ContactPart {
  const { customerId } = summary;
  return {
    lastContacts: summary.lastContacts.map((line) => ({
      ...presentLine({ ...line, customerId }),
      withdrawn: false,
      correctedBy: null,
    })),
    openPromises: summary.promises.flatMap((promise) => presentPromise(promise, today)),
    openDisputes: summary.disputes.map(presentDispute),
  };
}

function presentLine(
  line: ContactLine & { readonly customerId: string },
): Omit<ActivityView, 'withdrawn' | 'correctedBy'> {
  const { activityId: id, seq, customerId, itemIds, itemNumbers, actor, code, outcome, reason, amount, date } = line;
  const { contact, note, delivery, client, occurredAt, recordedAt, businessDay, instalments = [] } = line;
  return {
    id,
    seq,
    customerId,
    itemIds: [...itemIds],
    itemNumbers: [...itemNumbers],
    actor: { id: actor.id, name: actor.name },
    code,
    outcome,
    reason,
    amount,
    date,
    instalments: [...instalments],
    contact,
    note,
    delivery,
    client,
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    businessDay,
    corrects: line.corrects ?? null,
  };
}

/** A line for each part that has not passed. */
function presentPromise(promise: PromiseLine, today: CalendarDate): OpenPromiseView[] {
  const { activityId, itemIds, by, recordedAt } = promise;
  const parts = partsOf(promise);
  const about = { activityId, itemIds: [...itemIds], by, recordedAt: recordedAt.toISOString(), parts: parts.length };
  return parts
    .map(({ amount, promisedFor }, place) => ({ ...about, amount, promisedFor, part: place + 1 }))
    .filter((part) => isOpenPromise(part, today));
}

function presentDispute({ activityId, itemIds, amount, reason }: DisputeLine): OpenDisputeView {
  return { activityId, source: 'log', itemIds: [...itemIds], amount, reason };
}
