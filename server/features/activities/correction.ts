import type { correctActivity } from '#shared/api/activities.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import { DomainError } from '../../errors.ts';
import type { LogEntry, NewActivity } from './activity-entry.ts';
import { type KeyedActor, newActivity, requireStanding } from './by-hand.ts';

/** What an activity should have said. */
export type CorrectedActivity = BodyOf<typeof correctActivity>;

interface Anew {
  readonly body: CorrectedActivity;
  readonly by: KeyedActor;
  /** The subject of the message that it is about, where it has not been erased. */
  readonly subject: string | undefined;
}

/** The activity that is written in the place of another: of the same customer, message and time. */
export function correction(activity: LogEntry, { body, by, subject }: Anew): NewActivity {
  const { customerId, message, occurredAt, dataAsOf } = activity;
  const anew = newActivity({ ...body, customerId, corrects: activity }, by);
  return { ...anew, ...(message === null ? {} : { message }), subject, occurredAt, dataAsOf };
}

/** Throws DomainError `activity_not_correctable` for a message of ours, what was undone or corrected already, and a dispute that was resolved. */
export function requireCorrectable(activity: LogEntry, back: readonly LogEntry[]): void {
  requireStanding(activity, back);
  if (back.some(({ kind }) => kind === 'resolution')) {
    throw new DomainError('activity_not_correctable', 'This dispute was resolved; record it anew if it goes on.');
  }
}
