import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { ActivityId, DispatchId } from '#shared/domain/ids.ts';
import type { LogEntry } from './activity-entry.ts';
import type { ActivityRepository } from './activity-repository.ts';

/** A message of ours that stands in the log. */
export interface LoggedMessage {
  readonly activityId: ActivityId;
  /** Null where it was not made from a template. */
  readonly dispatchId: DispatchId | null;
}

/** Tells which messages of ours the log has already. */
export class LoggedMessages {
  constructor(private readonly activities: ActivityRepository) {}

  /**
   * The message of ours with this Message-ID; null where the log has none. A call that was noted beside a message is no message of ours; and a message from a
   * template has its id for certain only once it is confirmed: what was said before may name the message that it answers.
   */
  async find(internetMessageId: string): Promise<LoggedMessage | null> {
    const bare = internetMessageId.replace(/^<|>$/g, '');
    const entries = await this.activities.findByMessageIds([internetMessageId, bare]);
    const entry = entries.find(isThatMessage);
    return entry === undefined ? null : { activityId: entry.refersTo ?? entry.id, dispatchId: entry.dispatchId };
  }
}

function isThatMessage({ code, dispatchId, delivery }: LogEntry): boolean {
  const { channel, direction } = codeDefinition(code);
  const isOfOurs = channel === 'email' && direction === 'out';
  return isOfOurs && (dispatchId === null || delivery === 'confirmed');
}
