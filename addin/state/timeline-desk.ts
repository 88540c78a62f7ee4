import { signal } from '@preact/signals';
import { type ActivityView, readActivityText } from '#shared/api/activities.ts';
import { readTimeline, type TimelineEntry } from '#shared/api/customers.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { type Failure, failureOf } from './failure.ts';
import type { PaneApi } from './pane-api.ts';

export type ActivityText = AnswerOf<typeof readActivityText>;

export interface TimelineState {
  readonly entries: readonly TimelineEntry[];
  /** What to ask for the next page; null where nothing is earlier. */
  readonly nextBefore: CalendarDate | null;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
}

const PAGE = 30;

/** One customer's line of time, read page by page as far back as the reader wants. */
export class TimelineDesk {
  readonly state = signal<TimelineState>({ entries: [], nextBefore: null, isBusy: false, failure: null });

  constructor(
    private readonly api: PaneApi,
    readonly customerId: string,
  ) {}

  /** Begins anew with the latest entries. */
  first(): Promise<void> {
    return this.page([], undefined);
  }

  /** Adds the next page, or asks once more for the one that failed. */
  earlier(): Promise<void> {
    const { entries, nextBefore } = this.state.value;
    return nextBefore === null ? this.first() : this.page(entries, nextBefore);
  }

  /** Shows contacts as they are by now: one may have been logged, undone or written anew since the page was read. */
  follow(contacts: readonly ActivityView[]): void {
    const { entries } = this.state.value;
    if (entries.length === 0) return;
    const known = new Map(contacts.map((contact) => [contact.id, contact]));
    const kept = entries.map((entry) => {
      const contact = entry.type === 'activity' ? known.get(entry.activity.id) : undefined;
      return contact === undefined ? entry : momentOf(contact);
    });
    const there = new Set(entries.flatMap((entry) => (entry.type === 'activity' ? [entry.activity.id] : [])));
    const latest = entries[0]?.on ?? '';
    const added = contacts.filter(({ id, businessDay }) => !there.has(id) && businessDay >= latest).map(momentOf);
    this.state.value = { ...this.state.value, entries: [...added, ...kept] };
  }

  /** What was said in an activity. Throws what the server or the network refuses. */
  text(activityId: string): Promise<ActivityText> {
    return this.api.call(readActivityText, { params: { id: activityId } });
  }

  private async page(before: readonly TimelineEntry[], until: CalendarDate | undefined): Promise<void> {
    if (this.state.value.isBusy) return;
    this.state.value = { ...this.state.value, isBusy: true, failure: null };
    const query = { limit: PAGE, ...(until === undefined ? {} : { before: until }) };
    try {
      const read = await this.api.call(readTimeline, { params: { id: this.customerId }, query });
      const { nextBefore } = read;
      this.state.value = { entries: [...before, ...read.entries], nextBefore, isBusy: false, failure: null };
    } catch (error) {
      this.state.value = { ...this.state.value, isBusy: false, failure: failureOf(error) };
    }
  }
}

function momentOf(activity: ActivityView): TimelineEntry {
  return { type: 'activity', on: activity.businessDay, at: activity.occurredAt, activity };
}
