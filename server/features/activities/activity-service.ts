import type { ClientSession } from 'mongoose';
import type { ActivityView, RecordActivityBody, readActivityText } from '#shared/api/activities.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import type { ActivityId, CustomerId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import { once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { LogEntry, SentText } from './activity-entry.ts';
import type { ActivityLog } from './activity-log-service.ts';
import type { ActivityRepository, CustomerPage } from './activity-repository.ts';
import type { ActivityTextRepository } from './activity-text-repository.ts';
import {
  type AskedOperation,
  type KeyedActor,
  keyedRequest,
  newActivity,
  requireCodeInUseOnce,
  requireOwnClient,
  type SaidActivity,
} from './by-hand.ts';
import type { FreeText } from './free-text-service.ts';
import { presentActivity, presentNew } from './present-activity.ts';

export type { LogEntry } from './activity-entry.ts';
export type { CustomerPage } from './activity-repository.ts';
export type { KeyedActor } from './by-hand.ts';

/** What joins the transaction of an entry. */
export type Beside = (entry: LogEntry, session: ClientSession) => Promise<void>;

export interface ActivityParts {
  readonly log: ActivityLog;
  readonly activities: ActivityRepository;
  readonly texts: ActivityTextRepository;
  readonly freeText: FreeText;
}

const TEXTS_CLOSED = 'What mail says is not for your role; the admin of your company decides that.';

/** Recording by hand, and reading the log of a customer. */
export class ActivityService {
  constructor(
    private readonly parts: ActivityParts,
    private readonly clock: Clock,
  ) {}

  /** Records what a user did; once for a key. Throws DomainError `request_invalid`, `activity_code_off`, `customer_not_found`, `item_not_found`, or `log_busy`. */
  async record(body: RecordActivityBody, by: KeyedActor): Promise<ActivityView> {
    return this.recordFor({ operation: 'recordActivity', body }, body, by);
  }

  /** The same for another operation, which says it in its own way; the key is that operation's. */
  async recordFor(asked: AskedOperation, said: SaidActivity, by: KeyedActor): Promise<ActivityView> {
    requireOwnClient(said);
    const request = keyedRequest(asked, by, this.clock.now());
    await requireCodeInUseOnce(request, said.code, by.actor);
    const [note = ''] = await this.parts.freeText.mask([said.note ?? '']);
    // The answer that is kept has no note: texts lie in one place, from which they can be erased.
    const view = await this.parts.log.appendOnce(request, [newActivity(said, by)], ([entry]) =>
      presentNew(entry as LogEntry),
    );
    return { ...view, note: note === '' ? null : note };
  }

  /** The same where something else has to hold together with the entry; answers the activity's id. */
  async recordWith(asked: AskedOperation, said: SaidActivity, by: KeyedActor, beside: Beside): Promise<ActivityId> {
    requireOwnClient(said);
    const request = keyedRequest(asked, by, this.clock.now());
    await requireCodeInUseOnce(request, said.code, by.actor);
    const effect = async (session: ClientSession) => {
      const [entry] = (await this.parts.log.append([newActivity(said, by)], session)) as [LogEntry];
      await beside(entry, session);
      return entry.id;
    };
    return this.parts.log.inTurn(() => once(request, effect));
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
    const { subject = '', recipients = [], body, plainBody = '', rewritten = [], files = [] } = texts;
    return { subject, recipients, html: body.text, text: plainBody, rewritten, files };
  }

  /**
   * What was said in an activity, by hand or in its message, as far as it is kept; without `mayReadMail` no subject of mail either. Throws DomainError `activity_not_found`, or
   * `texts_closed` for the text of a message where mail may not be read.
   */
  async readText(id: ActivityId, mayReadMail: boolean): Promise<AnswerOf<typeof readActivityText>> {
    const { id: activityId } = await this.read(id);
    const [texts] = await this.parts.texts.findByActivities([activityId]);
    const { note, subject, recipients = [], plainBody, rewritten = [], files = [] } = texts ?? {};
    const isMessage = subject !== undefined || plainBody !== undefined;
    const isOurs = plainBody !== undefined || recipients.length > 0;
    if (isOurs && !mayReadMail) throw new DomainError('texts_closed', TEXTS_CLOSED);
    const said = { subject: subject ?? '', recipients: [...recipients], text: plainBody ?? '' };
    const message = {
      ...said,
      rewritten: rewritten.map(({ name, original, written }) => ({ name, original, written })),
      files: files.map(({ fileName, size, sha256 }) => ({ fileName, size, sha256 })),
    };
    return { note: note?.text ?? null, message: isMessage && mayReadMail ? message : null };
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
      const correctedBy = own.find(({ kind }) => kind === 'activity')?.id ?? null;
      return presentActivity(entry, { delivery, withdrawn, note: notes.get(entry.id) ?? null, correctedBy });
    });
  }

  /** The log's entry of an activity. Throws DomainError `activity_not_found`. */
  async read(id: ActivityId): Promise<LogEntry> {
    const entry = await this.parts.activities.findById(id);
    if (entry?.kind === 'activity') return entry;
    throw new DomainError('activity_not_found', 'There is no such activity.');
  }
}
