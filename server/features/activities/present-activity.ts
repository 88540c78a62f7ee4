import type { ActivityView } from '#shared/api/activities.ts';
import type { OpenDisputeView, OpenPromiseView } from '#shared/api/customers.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { isOpenPromise } from '#shared/domain/promise-to-pay.ts';
import type { LogEntry } from './activity-entry.ts';
import type { ContactLine, ContactSummary, DisputeLine, PromiseLine } from './contact-summary.ts';

/** What later entries and the texts say of an activity. */
export interface ActivityState {
  readonly delivery: LogEntry['delivery'];
  readonly withdrawn: boolean;
  readonly note: string | null;
}

export function presentActivity(entry: LogEntry, { delivery, withdrawn, note }: ActivityState): ActivityView {
  const { id, seq, kind: _, ...rest } = entry;
  return { ...presentLine({ ...rest, seq, activityId: id, delivery, note }), withdrawn };
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
    lastContacts: summary.lastContacts.map((line) => ({ ...presentLine({ ...line, customerId }), withdrawn: false })),
    openPromises: summary.promises.filter((promise) => isOpenPromise(promise, today)).map(presentPromise),
    openDisputes: summary.disputes.map(presentDispute),
  };
}

function presentLine(line: ContactLine & { readonly customerId: string }): Omit<ActivityView, 'withdrawn'> {
  const { activityId: id, seq, customerId, itemIds, itemNumbers, actor, code, outcome, reason, amount, date } = line;
  const { contact, note, delivery, client, occurredAt, recordedAt, businessDay } = line;
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
    contact,
    note,
    delivery,
    client,
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    businessDay,
  };
}

function presentPromise({ activityId, amount, promisedFor, itemIds, by, recordedAt }: PromiseLine): OpenPromiseView {
  return { activityId, amount, promisedFor, itemIds: [...itemIds], by, recordedAt: recordedAt.toISOString() };
}

function presentDispute({ activityId, itemIds, amount, reason }: DisputeLine): OpenDisputeView {
  return { activityId, source: 'log', itemIds: [...itemIds], amount, reason };
}
