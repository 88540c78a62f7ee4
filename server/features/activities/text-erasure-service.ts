import type { ClientSession } from 'mongoose';
import type { TextKind } from '#shared/api/texts.ts';
import type { ActivityId } from '#shared/domain/ids.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import type { EntryActor, LogEntry, NewReference } from './activity-entry.ts';
import type { ActivityLog } from './activity-log-service.ts';
import type { ActivityRepository } from './activity-repository.ts';
import type { ActivityTextRepository } from './activity-text-repository.ts';

export interface ErasureParts {
  readonly log: ActivityLog;
  readonly activities: ActivityRepository;
  readonly texts: ActivityTextRepository;
}

/** Who erases, as the log says it. */
export interface ErasedBy {
  readonly actor: EntryActor;
  /** The tenant's zone, of the IANA list. */
  readonly zone: string;
  readonly client: 'page' | 'job';
  readonly clientKey: string;
}

/** Says, in the transaction of the erasure, which of the entries may lose their texts; what else goes with them it takes away there. */
export type MayGo = (entries: readonly LogEntry[], session: ClientSession) => Promise<readonly LogEntry[]>;

/** Where something was said, by the entry that it belongs to; what points back to an activity is of the activity's kind. */
export function textKindOf({ dispatchId, channel }: Pick<LogEntry, 'dispatchId' | 'channel'>): TextKind {
  if (dispatchId !== null) return 'template_mail';
  return channel === 'email' ? 'other_mail' : 'call_note';
}

/** The one way in which texts leave the log. The entries and their hashes stay, and others say who erased. */
export class TextErasure {
  constructor(private readonly parts: ErasureParts) {}

  /**
   * Erases for good the texts of some entries, as far as they may go, all or none; best no more than 200 at once. Answers the entries whose texts went: those that have none
   * any more are not among them.
   */
  async erase(
    ids: readonly ActivityId[],
    by: ErasedBy,
    mayGo: MayGo = async (entries) => entries,
  ): Promise<LogEntry[]> {
    const { log, activities, texts } = this.parts;
    return log.inTurn(() =>
      inTransaction(async (session) => {
        const there = await texts.findByActivities(ids, session);
        const entries = await activities.findByIds(
          there.map(({ activityId }) => activityId),
          session,
        );
        const going = await mayGo(entries, session);
        if (going.length === 0) return [];
        await log.append(erasuresOf(await this.activitiesOf(going, session), by), session);
        for (const { id } of going) await texts.erase(id, session);
        return [...going];
      }),
    );
  }

  /** What the entries are about: themselves, or the activity to which they point back; each once. */
  private async activitiesOf(entries: readonly LogEntry[], session: ClientSession): Promise<LogEntry[]> {
    const own = entries.filter(isAboutItself);
    const pointing = entries.filter((entry) => !isAboutItself(entry)).flatMap(({ refersTo }) => refersTo ?? []);
    const known = new Set(own.map(({ id }) => id));
    const missing = [...new Set(pointing)].filter((id) => !known.has(id));
    return [...own, ...(await this.parts.activities.findByIds(missing, session))];
  }
}

function isAboutItself({ kind }: LogEntry): boolean {
  return kind === 'activity' || kind === 'stop';
}

function erasuresOf(activities: readonly LogEntry[], by: ErasedBy): NewReference[] {
  return activities.map((refersTo) => ({ kind: 'erasure', refersTo, ...by }));
}
