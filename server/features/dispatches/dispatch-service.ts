import type { ClientSession } from 'mongoose';
import type {
  claimSending,
  DispatchView,
  overrideGate,
  readDispatchAttachment,
  reportDelivery,
} from '#shared/api/dispatches.ts';
import type { AnswerOf, BodyOf } from '#shared/api/operation.ts';
import { mayBecome } from '#shared/domain/delivery.ts';
import type { CustomerId, DispatchId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/role.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { ActivityLog, LogEntry, NewEntry } from '../activities/activity-log-service.ts';
import type { ActivityService, KeyedActor } from '../activities/activity-service.ts';
import type { FreeText } from '../activities/free-text-service.ts';
import { type Dispatch, isUnsent } from './dispatch.ts';
import type { DispatchRepository } from './dispatch-repository.ts';
import type { DispatchViews, FirstAnswer } from './dispatch-views.ts';
import { GateClosed } from './gate-closed.ts';
import type { MessageAttachments } from './message-attachments.ts';
import { entryOf, unannouncedPassage } from './message-entry.ts';
import type { MessagePlans } from './message-plan-service.ts';

type Report = BodyOf<typeof reportDelivery>;
type Override = BodyOf<typeof overrideGate>;

export interface DispatchParts {
  readonly plans: MessagePlans;
  readonly dispatches: DispatchRepository;
  readonly log: ActivityLog;
  readonly activityService: ActivityService;
  readonly freeText: FreeText;
  readonly attachments: MessageAttachments;
  readonly views: DispatchViews;
  readonly mailReaders: MailReaders;
}

/** Says which roles may read what mail says that somebody else sent. */
export interface MailReaders {
  mayRead(role: Role): Promise<boolean>;
}

/** Prepared messages after they were prepared: reading, going past the gate, and what became of them. */
export class DispatchService {
  constructor(
    private readonly parts: DispatchParts,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `dispatch_not_found`, or `texts_closed` for what a colleague sent where mail may not be read. */
  async read(id: DispatchId, actor: Actor): Promise<DispatchView> {
    const dispatch = await this.require(id);
    await this.requireReadable(dispatch, actor);
    return this.parts.views.of(dispatch, actor);
  }

  /** To whom a message goes; null where there is no such message. */
  async customerOf(id: DispatchId): Promise<CustomerId | null> {
    return (await this.parts.dispatches.findById(id))?.customerId ?? null;
  }

  /** A file that goes with a message. Throws DomainError `dispatch_not_found`, or `document_not_found` where there is none at that place or the message's texts were erased. */
  async readAttachment(id: DispatchId, place: string, actor: Actor): Promise<AnswerOf<typeof readDispatchAttachment>> {
    const dispatch = await this.require(id);
    await this.requireReadable(dispatch, actor);
    const { attachments, activityId } = dispatch;
    const attachment = attachments.find((_, at) => String(at) === place);
    const isErased = activityId !== null && (await this.parts.activityService.readSent(activityId)) === null;
    if (attachment === undefined || isErased) {
      throw new DomainError('document_not_found', 'Nothing goes with the message at that place.');
    }
    const { fileName, contentType } = attachment;
    const bytes = await this.parts.attachments.read(attachment);
    return { fileName, contentType, base64: bytes.toString('base64') };
  }

  private async requireReadable({ by, activityId }: Dispatch, { userId, role }: Actor): Promise<void> {
    if (activityId === null || by.userId === userId || (await this.parts.mailReaders.mayRead(role))) return;
    throw new DomainError(
      'texts_closed',
      'What mail says is not for your role; the admin of your company decides that.',
    );
  }

  /** Takes the handing over of a message for one claim, of who prepared it. Throws DomainError `dispatch_not_found`. */
  async claim(id: DispatchId, claim: string, { userId }: Actor): Promise<AnswerOf<typeof claimSending>> {
    const { by, delivery } = await this.require(id);
    const granted = by.userId === userId && (await this.parts.dispatches.claim(id, claim));
    return { granted, delivery };
  }

  /**
   * Keeps the reason for sending although the gate is closed, for this message and this state of ledger and log. Throws DomainError `dispatch_not_found`, `dispatch_state` where it
   * has been sent, and `gate_closed` with the reasons that hold now where the state is another.
   */
  async override(id: DispatchId, { reason, state }: Override, by: KeyedActor): Promise<DispatchView> {
    const first = await once(this.request('overrideGate', { id, reason, state }, by), async (session) => {
      const dispatch = await this.require(id, session);
      if (!isUnsent(dispatch)) throw new DomainError('dispatch_state', `The message is ${dispatch.delivery} already.`);
      const gate = await this.parts.plans.ask(dispatch);
      if (!gate.open && gate.state !== state) throw new GateClosed(dispatch, gate);
      const [masked = ''] = await this.parts.freeText.mask([reason]);
      const override = { reason: masked, state, userId: by.actor.userId, at: this.clock.now() };
      if (!gate.open) await this.parts.dispatches.change(dispatch, { override }, session);
      return { gate, delivery: dispatch.delivery };
    });
    return this.view(id, by.actor, first);
  }

  /**
   * Notes what became of a message, in the dispatch and as an entry of the log. What is known already is no new effect. Throws DomainError `dispatch_not_found`, or `dispatch_state`
   * where the message cannot come into that state.
   */
  async report(id: DispatchId, report: Report, by: KeyedActor): Promise<DispatchView> {
    const effect = async (session: ClientSession) => {
      const dispatch = await this.require(id, session);
      const { delivery } = report;
      if (dispatch.delivery !== delivery) await this.note(dispatch, { report, by }, session);
      return { gate: dispatch.gate, delivery };
    };
    const request = this.request('reportDelivery', { id, ...report }, by);
    const first = await this.parts.log.inTurn(() => once(request, effect));
    return this.view(id, by.actor, first);
  }

  private async note(
    dispatch: Dispatch,
    { report, by }: { report: Report; by: KeyedActor },
    session: ClientSession,
  ): Promise<void> {
    const { delivery } = report;
    requireMayBecome(dispatch, delivery);
    const activity = dispatch.activityId === null ? null : await this.parts.activityService.read(dispatch.activityId);
    const asked = activity === null ? unannounced(dispatch, report, by) : changeOf(activity, report, by);
    const [entry] = await this.parts.log.append([asked], session);
    const logged = activity === null ? { activityId: entry?.id ?? null, filled: null, override: null } : {};
    const isChanged = await this.parts.dispatches.change(dispatch, { delivery, ...logged }, session);
    if (!isChanged) throw new DomainError('dispatch_state', 'The message has just changed; look again.');
  }

  private async require(id: DispatchId, session?: ClientSession): Promise<Dispatch> {
    const dispatch = await this.parts.dispatches.findById(id, session);
    if (dispatch === null) throw new DomainError('dispatch_not_found', 'There is no such message.');
    return dispatch;
  }

  private async view(id: DispatchId, actor: Actor, first: FirstAnswer): Promise<DispatchView> {
    return this.parts.views.of(await this.require(id), actor, first);
  }

  private request(operation: string, body: unknown, { actor, key }: KeyedActor) {
    return { userId: actor.userId, operation, key, body, at: this.clock.now() };
  }
}

function requireMayBecome({ via, delivery }: Dispatch, next: Report['delivery']): void {
  // Where our side sends, the next attempt passes the gate as a message of its own.
  const isAttemptOfOurs = via === 'gmail' && next === 'attempted';
  if (mayBecome(delivery, next) && !isAttemptOfOurs) return;
  throw new DomainError('dispatch_state', `A message that is ${delivery} cannot become ${next}.`);
}

/** The user says that a message went out which the on-send handler never announced. */
function unannounced(dispatch: Dispatch, { delivery, message }: Report, { key }: KeyedActor): NewEntry {
  return entryOf(dispatch, {
    passage: unannouncedPassage(dispatch),
    clientKey: key,
    delivery,
    sent: dispatch.filled ?? undefined,
    conversation: message?.conversation,
    internetMessageId: message?.internetMessageId,
  });
}

function changeOf(refersTo: LogEntry, { delivery, message, detail }: Report, { actor, key }: KeyedActor): NewEntry {
  const by = { id: actor.userId, name: actor.name };
  const { client } = refersTo;
  const entry = { kind: 'delivery' as const, refersTo, actor: by, zone: actor.zone, client, clientKey: key };
  return { ...entry, delivery, message, note: detail };
}
