import type { ClientSession } from 'mongoose';
import type { ActivityView, RecordActivityBody } from '#shared/api/activities.ts';
import type { ActivityId, CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { type KeyedRequest, once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { LogEntry, NewActivity, NewReference, SentText } from './activity-entry.ts';
import type { ActivityLog } from './activity-log-service.ts';
import type { ActivityRepository, CustomerPage } from './activity-repository.ts';
import type { ActivityTextRepository } from './activity-text-repository.ts';
import type { FreeText } from './free-text-service.ts';
import { presentActivity } from './present-activity.ts';

export type { CustomerPage } from './activity-repository.ts';

export interface ActivityParts {
  readonly log: ActivityLog;
  readonly activities: ActivityRepository;
  readonly texts: ActivityTextRepository;
  readonly freeText: FreeText;
}

/** Who asks, and under which key of the client. */
export interface KeyedActor {
  readonly actor: Actor;
  readonly key: string;
}

/** Recording by hand, undoing, and reading the log of a customer. */
export class ActivityService {
  constructor(
    private readonly parts: ActivityParts,
    private readonly clock: Clock,
  ) {}

  /** Records what a user did; once for a key. Throws DomainError `request_invalid`, `customer_not_found`, `item_not_found`, or `log_busy`. */
  async record(body: RecordActivityBody, by: KeyedActor): Promise<ActivityView> {
    requireOwnClient(body);
    const [note = ''] = await this.parts.freeText.mask([body.note ?? '']);
    // The answer that is kept has no note: texts lie in one place, from which they can be erased.
    const request = this.request('recordActivity', { body, by });
    const view = await this.parts.log.appendOnce(request, [newActivity(body, by)], ([entry]) =>
      presentActivity(entry as LogEntry, { delivery: entry?.delivery ?? null, withdrawn: false, note: null }),
    );
    return { ...view, note: note === '' ? null : note };
  }

  /**
   * Undoes an activity by an entry that points back to it. Collectors undo their own, managers any. Throws DomainError `activity_not_found`, `not_allowed`, or
   * `activity_not_correctable` for one that is undone already or stands for a message of ours.
   */
  async withdraw(id: ActivityId, reason: string | undefined, by: KeyedActor): Promise<ActivityView> {
    await this.once('withdrawActivity', { body: { id, reason }, by }, async (session) => {
      const activity = await this.read(id);
      requireOwnOrManager(activity, by.actor);
      const back = await this.parts.activities.findPointingTo([id], session);
      requireStanding(activity, back);
      await this.parts.log.append([pointingBack(activity, by, { kind: 'withdrawal', note: reason })], session);
      return id;
    });
    return this.view(id);
  }

  /** Erases the texts of an activity for good: note, subject, recipients and body. The entry and its hashes stay, and another says who erased. */
  async eraseTexts(id: ActivityId, by: KeyedActor): Promise<void> {
    await this.once('eraseTexts', { body: { id }, by }, async (session) => {
      const activity = await this.read(id);
      await this.parts.log.append([pointingBack(activity, by, { kind: 'erasure' })], session);
      await this.parts.texts.erase(id, session);
      return id;
    });
  }

  /** An activity with what became of it. Throws DomainError `activity_not_found`. */
  async view(id: ActivityId): Promise<ActivityView> {
    const [view] = await this.present([await this.read(id)]);
    return view as ActivityView;
  }

  /** What was done towards a customer, by all ids that it has, latest first, withdrawn activities included. */
  async ofCustomers(ids: readonly CustomerId[], page: CustomerPage): Promise<ActivityView[]> {
    return this.present(await this.parts.activities.findOfCustomers(ids, page));
  }

  /** What was said in a message of ours; null where it was erased, or the activity is no message of ours. */
  async readSent(id: ActivityId): Promise<SentText | null> {
    const [texts] = await this.parts.texts.findByActivities([id]);
    if (texts?.body === undefined) return null;
    const { subject = '', recipients = [], body, plainBody = '' } = texts;
    return { subject, recipients, html: body.text, text: plainBody };
  }

  private async present(entries: readonly LogEntry[]): Promise<ActivityView[]> {
    const ids = entries.map(({ id }) => id);
    const [back, texts] = await Promise.all([
      this.parts.activities.findPointingTo(ids),
      this.parts.texts.findByActivities(ids),
    ]);
    const notes = new Map(texts.map(({ activityId, note }) => [activityId, note?.text ?? null]));
    return entries.map((entry) => {
      const own = back.filter(({ refersTo }) => refersTo === entry.id);
      const { delivery } = own.findLast(({ kind }) => kind === 'delivery') ?? entry;
      const withdrawn = own.some(({ kind }) => kind === 'withdrawal');
      return presentActivity(entry, { delivery, withdrawn, note: notes.get(entry.id) ?? null });
    });
  }

  /** The log's entry of an activity. Throws DomainError `activity_not_found`. */
  async read(id: ActivityId): Promise<LogEntry> {
    const entry = await this.parts.activities.findById(id);
    if (entry?.kind === 'activity') return entry;
    throw new DomainError('activity_not_found', 'There is no such activity.');
  }

  private once<T>(
    operation: string,
    asked: { body: unknown; by: KeyedActor },
    effect: (session: ClientSession) => Promise<T>,
  ): Promise<T> {
    return this.parts.log.inTurn(() => once(this.request(operation, asked), effect));
  }

  private request(operation: string, { body, by }: { body: unknown; by: KeyedActor }): KeyedRequest {
    return { userId: by.actor.userId, operation, key: by.key, body, at: this.clock.now() };
  }
}

function requireOwnClient({ client }: RecordActivityBody): void {
  if (client !== 'job' && client !== 'import') return;
  const problems = [{ field: 'client', problem: 'is for the server itself; write outlook, gmail or page' }];
  throw new DomainError('request_invalid', `A user does not record as "${client}".`, problems);
}

function requireOwnOrManager({ actor }: LogEntry, { userId, role }: Actor): void {
  if (actor.id === userId || role === 'manager') return;
  throw new DomainError('not_allowed', `Only ${actor.name} or a manager can undo this.`);
}

function requireStanding({ dispatchId }: LogEntry, back: readonly LogEntry[]): void {
  if (dispatchId !== null) {
    throw new DomainError('activity_not_correctable', 'A message that was sent cannot be undone in the log.');
  }
  if (back.some(({ kind }) => kind === 'withdrawal')) {
    throw new DomainError('activity_not_correctable', 'This activity has been undone already.');
  }
}

function newActivity(body: RecordActivityBody, { actor, key }: KeyedActor): NewActivity {
  const { customerId, itemIds, contact, code, outcome, reason, amount, date, note, client, message } = body;
  return {
    kind: 'activity',
    actor: { id: actor.userId, name: actor.name },
    zone: actor.zone,
    client,
    clientKey: key,
    customerId: customerId as CustomerId,
    itemIds: itemIds as ItemId[],
    code,
    contact,
    outcome,
    reason,
    amount,
    date,
    note,
    message,
    subject: message?.subject,
    occurredAt: instant(body.occurredAt),
    dataAsOf: instant(body.dataAsOf ?? undefined),
  };
}

function pointingBack(
  refersTo: LogEntry,
  { actor, key }: KeyedActor,
  { kind, note }: Pick<NewReference, 'kind' | 'note'>,
): NewReference {
  const by = { id: actor.userId, name: actor.name };
  return { kind, refersTo, actor: by, zone: actor.zone, client: 'page', clientKey: key, note };
}

function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
