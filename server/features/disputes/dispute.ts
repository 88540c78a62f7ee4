import type { ActivityId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import type { LogEntry } from '../activities/activity-service.ts';

/** A dispute as the log has it. */
export interface Dispute {
  /** The activity that raised it. */
  readonly raised: LogEntry;
  /** The entry that ended it; null while it goes on. */
  readonly resolution: LogEntry | null;
  /** Whether the activity was undone, or corrected. */
  readonly isWithdrawn: boolean;
  /** Its own id, and that of each dispute in whose place it was written, the nearest first: who had those has it. */
  readonly ids: readonly ActivityId[];
}

/** The disputes in what the log says of them, in its order. */
export function disputesIn(entries: readonly LogEntry[]): Dispute[] {
  const raised = entries.filter(({ kind }) => kind === 'activity');
  const corrected = new Map(raised.map(({ id, refersTo }) => [id, refersTo]));
  const withdrawn = new Set(entries.filter(({ kind }) => kind === 'withdrawal').map(({ refersTo }) => refersTo));
  const resolutions = new Map(
    entries.filter(({ kind }) => kind === 'resolution').map((entry) => [entry.refersTo, entry]),
  );
  return raised.map((entry) => ({
    raised: entry,
    resolution: resolutions.get(entry.id) ?? null,
    isWithdrawn: withdrawn.has(entry.id),
    ids: chainOf(entry.id, corrected),
  }));
}

function chainOf(id: ActivityId, corrected: ReadonlyMap<ActivityId, ActivityId | null>): ActivityId[] {
  const chain: ActivityId[] = [];
  for (let at: ActivityId | null = id; at !== null; at = corrected.get(at) ?? null) chain.push(at);
  return chain;
}

/** Throws DomainError `dispute_not_found` for one that was undone, or `dispute_resolved`; `back` is what points to the activity that raised it. */
export function requireOpenDispute(back: readonly LogEntry[]): void {
  if (back.some(({ kind }) => kind === 'withdrawal')) throw unknownDispute();
  if (back.some(({ kind }) => kind === 'resolution')) {
    throw new DomainError('dispute_resolved', 'This dispute has been resolved already.');
  }
}

export function unknownDispute(): DomainError {
  return new DomainError('dispute_not_found', 'There is no such dispute.');
}
