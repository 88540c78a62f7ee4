import type { ClientSession } from 'mongoose';
import type { ActivityView } from '#shared/api/activities.ts';
import type { ActivityId, CustomerId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { LogEntry, NewReference } from './activity-entry.ts';
import type { ActivityLog } from './activity-log-service.ts';
import type { ActivityRepository } from './activity-repository.ts';
import type { ActivityService } from './activity-service.ts';
import type { ActivityTextRepository } from './activity-text-repository.ts';
import {
  type AskedOperation,
  type KeyedActor,
  keyedRequest,
  pointingBack,
  requireCodeInUse,
  requireOwnClient,
  requireStanding,
} from './by-hand.ts';
import { type CorrectedActivity, correction, requireCorrectable } from './correction.ts';

export interface AmendmentParts {
  readonly log: ActivityLog;
  readonly activities: ActivityRepository;
  readonly texts: ActivityTextRepository;
  readonly activityService: ActivityService;
  /** All ids that a customer ever had, that of who stands for it first. */
  readonly idsOf: (customerId: CustomerId) => Promise<readonly CustomerId[]>;
}

/** What is said later of an activity. */
export type LaterWord = Pick<NewReference, 'kind' | 'refersTo' | 'note' | 'resolution' | 'client'>;

/** Undoing, correcting and ending what the log has: each by entries that point back. */
export class ActivityAmendments {
  constructor(
    private readonly parts: AmendmentParts,
    private readonly clock: Clock,
  ) {}

  /**
   * Undoes an activity by an entry that points back to it. Collectors undo their own, managers any. Throws DomainError `activity_not_found`, `not_allowed`, or
   * `activity_not_correctable` for one that is undone already or stands for a message of ours.
   */
  async withdraw(id: ActivityId, reason: string | undefined, by: KeyedActor): Promise<ActivityView> {
    await this.once({ operation: 'withdrawActivity', body: { id, reason } }, by, async (session) => {
      const activity = await this.parts.activityService.read(id);
      requireOwnOrManager(activity, by.actor);
      const back = await this.parts.activities.findPointingTo([id], session);
      requireStanding(activity, back);
      await this.parts.log.append([pointingBack(activity, by, { kind: 'withdrawal', note: reason })], session);
      return id;
    });
    return this.parts.activityService.view(id);
  }

  /**
   * Writes an activity of one's own anew, in the place of the earlier entry, once for a key; it stays of the day on which it happened. Throws DomainError
   * `activity_not_found`, `not_allowed`, `activity_not_correctable`, and what `record` throws.
   */
  async correct(id: ActivityId, body: CorrectedActivity, by: KeyedActor): Promise<ActivityView> {
    requireOwnClient(body);
    const corrected = await this.once({ operation: 'correctActivity', body: { id, ...body } }, by, async (session) => {
      const activity = await this.parts.activityService.read(id);
      requireOwn(activity, by.actor);
      if (body.code !== activity.code) requireCodeInUse(body.code, by.actor);
      requireCorrectable(activity, await this.parts.activities.findPointingTo([id], session));
      const [texts] = await this.parts.texts.findByActivities([id], session);
      const [customerId = activity.customerId] = await this.parts.idsOf(activity.customerId);
      const anew = correction({ ...activity, customerId }, { body, by, subject: texts?.subject });
      const entries = [pointingBack(activity, by, { kind: 'withdrawal', client: body.client }), anew];
      const [, entry] = (await this.parts.log.append(entries, session)) as [LogEntry, LogEntry];
      return entry.id;
    });
    return this.parts.activityService.view(corrected);
  }

  /** Adds what is said later of an activity, once for a key, if `check` finds nothing against it in what points back already. Throws what `check` throws. */
  async say(
    asked: AskedOperation,
    { refersTo, ...word }: LaterWord,
    by: KeyedActor,
    check: (back: readonly LogEntry[]) => void,
  ): Promise<void> {
    requireOwnClient(word);
    await this.once(asked, by, async (session) => {
      check(await this.parts.activities.findPointingTo([refersTo.id], session));
      await this.parts.log.append([pointingBack(refersTo, by, word)], session);
      return refersTo.id;
    });
  }

  private once<T>(asked: AskedOperation, by: KeyedActor, effect: (session: ClientSession) => Promise<T>): Promise<T> {
    return this.parts.log.inTurn(() => once(keyedRequest(asked, by, this.clock.now()), effect));
  }
}

function requireOwn({ actor }: LogEntry, { userId }: Actor): void {
  if (actor.id === userId) return;
  throw new DomainError('not_allowed', `Only ${actor.name} can correct this.`);
}

function requireOwnOrManager({ actor }: LogEntry, { userId, role }: Actor): void {
  if (actor.id === userId || role === 'manager') return;
  throw new DomainError('not_allowed', `Only ${actor.name} or a manager can undo this.`);
}
