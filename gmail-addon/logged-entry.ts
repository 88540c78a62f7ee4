import { type ActivityView, readActivityText } from '#shared/api/activities.ts';
import { readTimeline } from '#shared/api/customers.ts';
import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { GoogleRequest } from './google-request.ts';

/** Where an entry of the log is found again. */
export interface EntryPlace {
  readonly customerId: string;
  readonly activityId: string;
  /** The day in whose entries it stands. */
  readonly on: CalendarDate;
}

/** The entry as it stands by now; null where it is not there. Throws ApiError, ApiUnreachable. */
export async function entryOf({ api }: GoogleRequest, place: EntryPlace): Promise<ActivityView | null> {
  const { customerId: id, activityId, on } = place;
  // A page of the line of time ends with a day, so the smallest page before the next day is that day.
  const { entries } = await api.call(readTimeline, { params: { id }, query: { before: addDays(on, 1), limit: 1 } });
  const activities = entries.flatMap((one) => (one.type === 'activity' ? [one.activity] : []));
  return activities.find((one) => one.id === activityId) ?? null;
}

/** An entry's note in full, of which lists may hold the beginning alone; empty where it has none. Throws ApiError, ApiUnreachable. */
export async function noteOf({ api }: GoogleRequest, { id, note }: ActivityView): Promise<string> {
  if (note === null) return '';
  const text = await api.call(readActivityText, { params: { id } });
  return text.note ?? '';
}
