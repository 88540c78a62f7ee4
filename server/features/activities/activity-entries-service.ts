import type { ClientSession } from 'mongoose';
import type { ActivityCode } from '#shared/domain/activity-code.ts';
import type { ActivityId, CustomerId } from '#shared/domain/ids.ts';
import type { LogEntry } from './activity-entry.ts';
import type { ActivityRepository } from './activity-repository.ts';
import type { ActivityTextRepository } from './activity-text-repository.ts';

/** The log's own entries, for those who judge by them. */
export class ActivityEntries {
  constructor(
    private readonly activities: ActivityRepository,
    private readonly texts: ActivityTextRepository,
  ) {}

  /** The entry of an activity; null where there is no such activity. */
  async find(id: ActivityId): Promise<LogEntry | null> {
    const entry = await this.activities.findById(id);
    return entry?.kind === 'activity' ? entry : null;
  }

  /** What points back to an activity, in the order of the log. */
  async pointingTo(id: ActivityId, session?: ClientSession): Promise<LogEntry[]> {
    return this.activities.findPointingTo([id], session);
  }

  /** All entries about activities of some codes towards a customer, by all ids that it has, in the order of the log; also what points back to these. */
  async ofCodes(ids: readonly CustomerId[], codes: readonly ActivityCode[]): Promise<LogEntry[]> {
    return this.activities.findOfCodes(ids, codes);
  }

  /** The first entries after a number, of whatever kind, in the order of the log. */
  async after(seq: number, limit: number): Promise<LogEntry[]> {
    return this.activities.findAfter(seq, limit);
  }

  /** The notes of entries, by their ids, as far as there are any and they have not been erased. */
  async notesOf(ids: readonly ActivityId[]): Promise<ReadonlyMap<ActivityId, string>> {
    const texts = await this.texts.findByActivities(ids);
    return new Map(texts.flatMap(({ activityId, note }) => (note === undefined ? [] : [[activityId, note.text]])));
  }
}
