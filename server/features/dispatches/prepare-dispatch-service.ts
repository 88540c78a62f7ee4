import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { DispatchView, GateVerdict, prepareDispatch } from '#shared/api/dispatches.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import type { CustomerId, DispatchId, ItemId, TemplateId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import { answerGiven, type KeyedRequest, once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { ActivityLog } from '../activities/activity-log-service.ts';
import type { KeyedActor } from '../activities/activity-service.ts';
import type { FreeText } from '../activities/free-text-service.ts';
import type { TemplateService } from '../templates/template-service.ts';
import { type Dispatch, type GateOverride, recipientsHash } from './dispatch.ts';
import type { DispatchRepository } from './dispatch-repository.ts';
import type { DispatchTickets } from './dispatch-tickets.ts';
import type { DispatchViews, FirstAnswer } from './dispatch-views.ts';
import { draftText } from './draft-text.ts';
import { GateClosed } from './gate-closed.ts';
import { type DispatchAttachment, type MessageAttachments, requireAbout } from './message-attachments.ts';
import { entryOf, passageOf } from './message-entry.ts';
import type { MessagePlan, MessagePlans } from './message-plan-service.ts';
import { contactFor, totalsOf } from './message-values.ts';

type PrepareBody = BodyOf<typeof prepareDispatch>;

export interface PrepareParts {
  readonly plans: MessagePlans;
  readonly templates: TemplateService;
  readonly dispatches: DispatchRepository;
  readonly log: ActivityLog;
  readonly freeText: FreeText;
  readonly attachments: MessageAttachments;
  readonly tickets: DispatchTickets;
  readonly views: DispatchViews;
}

interface Prepared extends FirstAnswer {
  readonly id: DispatchId;
}

/** Makes a message ready to leave: with a ticket for Outlook's on-send handler, or past the gate and logged where our side sends next. */
export class PrepareDispatchService {
  constructor(
    private readonly parts: PrepareParts,
    private readonly clock: Clock,
  ) {}

  /**
   * Prepares once for a key. Throws DomainError `gate_closed` where our side would send and neither the gate is open nor a reason was given for this very state; that attempt
   * is logged as stopped. Further what MessagePlans.plan and MessageAttachments.make throw.
   */
  async prepare(body: PrepareBody, by: KeyedActor): Promise<DispatchView> {
    requireRecipients(body);
    const request = this.request('prepareDispatch', by.key, { body, by });
    const attachments = await this.attachmentsFor(body, request);
    const making = { by, attachments };
    const preparing = this.parts.log.inTurn(() => once(request, (session) => this.make(body, making, session)));
    const prepared = await preparing.catch(async (error: unknown) => {
      if (error instanceof GateClosed && body.via === 'gmail') await this.logStop(error.dispatch, by);
      throw error;
    });
    const dispatch = await this.parts.dispatches.findById(prepared.id);
    if (dispatch === null) throw new Error(`Dispatch ${prepared.id} was prepared and is not there.`);
    const view = await this.parts.views.of(dispatch, by.actor, prepared);
    const ticket = body.via === 'outlook' ? this.parts.tickets.of(by.actor.tenantId, prepared.id) : null;
    return { ...view, ticket };
  }

  /** Made before the turn at the log is taken: a statement may be long. A repetition needs none, since it gets the first answer. */
  private async attachmentsFor(
    { customerId, attachments = [] }: PrepareBody,
    request: KeyedRequest,
  ): Promise<DispatchAttachment[]> {
    if (attachments.length === 0 || (await answerGiven(request)) !== null) return [];
    return this.parts.attachments.make(customerId as CustomerId, attachments);
  }

  private async make(
    body: PrepareBody,
    { by, attachments }: { by: KeyedActor; attachments: readonly DispatchAttachment[] },
    session: ClientSession,
  ): Promise<Prepared> {
    const wish = {
      customerId: body.customerId as CustomerId,
      templateId: body.templateId as TemplateId,
      itemIds: body.itemIds as ItemId[],
      recipients: body.recipients,
      freeParts: body.freeParts ?? [],
    };
    const plan = await this.parts.plans.plan(wish, by.actor);
    await this.parts.templates.use(plan.template, session);
    requireAbout(body.attachments ?? [], plan.debtor.items);
    const filled = draftText(plan.filled, body.recipients, attachments);
    const draft = { ...this.draft(body, plan, by), filled, attachments };
    const dispatch = { ...draft, override: await this.overrideFor(body, draft, by) };
    if (body.via === 'gmail') return this.handOver(dispatch, { plan, clientKey: by.key }, session);
    await this.parts.dispatches.insert(dispatch, session);
    return firstAnswer(dispatch);
  }

  private async handOver(
    dispatch: Dispatch,
    { plan, clientKey }: { plan: MessagePlan; clientKey: string },
    session: ClientSession,
  ): Promise<Prepared> {
    const passage = passageOf(dispatch, plan.gate);
    if (passage?.verdict === 'stopped') throw new GateClosed(dispatch, plan.gate);
    const { filled, conversation, internetMessageId } = dispatch;
    const recipients = filled?.recipients ?? [];
    const attempt = { passage, clientKey, sent: filled ?? undefined, conversation, internetMessageId };
    const [entry] = await this.parts.log.append([entryOf(dispatch, attempt)], session);
    const attempted = {
      ...dispatch,
      filled: null,
      override: null,
      delivery: 'attempted' as const,
      activityId: entry?.id ?? null,
      spentOn: recipientsHash(recipients),
    };
    await this.parts.dispatches.insert(attempted, session);
    return firstAnswer(attempted);
  }

  /** The same stop is logged once, however often the same key asks. */
  private async logStop(dispatch: Dispatch, by: KeyedActor): Promise<void> {
    const request = this.request('stopDispatch', `${by.key} ${dispatch.gate.state}`, { body: null, by });
    const passage = passageOf(dispatch, dispatch.gate);
    const { dispatchId: _, ...entry } = entryOf(dispatch, { passage, clientKey: by.key });
    const effect = async (session: ClientSession) => {
      await this.parts.log.append([entry], session);
      return null;
    };
    await this.parts.log.inTurn(() => once(request, effect));
  }

  private async overrideFor(
    { override }: PrepareBody,
    draft: Dispatch,
    { actor }: KeyedActor,
  ): Promise<GateOverride | null> {
    if (override === undefined || draft.gate.open) return null;
    if (override.state !== draft.gate.state) throw new GateClosed(draft, draft.gate);
    const [reason = ''] = await this.parts.freeText.mask([override.reason]);
    return { reason, state: override.state, userId: actor.userId, at: this.clock.now() };
  }

  private draft(
    body: PrepareBody,
    { template, debtor, filled, gate }: MessagePlan,
    { actor }: KeyedActor,
  ): Omit<Dispatch, 'filled' | 'attachments'> {
    const id = randomBytes(12).toString('hex') as DispatchId;
    const { userId, tenantId, name, email, zone, language: reads } = actor;
    const { stage, language, version } = template;
    const ticket = body.via === 'outlook' ? this.parts.tickets.read(this.parts.tickets.of(tenantId, id)) : null;
    const known = contactFor(debtor.customer.contacts, body.recipients);
    return {
      id,
      via: body.via,
      template: { id: template.id, name: template.name, stage, language, version },
      clauses: filled.clauses,
      customerId: debtor.customer.id,
      stated: debtor.items.map((item) => ({ itemId: item.id, left: item.left })),
      totals: totalsOf(debtor.items),
      contact: known === undefined ? null : { name: known.name, email: known.email },
      conversation: body.message?.conversation ?? null,
      internetMessageId: `<${id}@${email.slice(email.lastIndexOf('@') + 1)}>`,
      by: { userId, name, email, zone, language: reads },
      preparedAt: this.clock.now(),
      gate,
      override: null,
      delivery: 'drafted',
      activityId: null,
      ticketHash: ticket?.hash ?? null,
      spentOn: null,
      stoppedAt: null,
      sendingClaim: null,
    };
  }

  private request(operation: string, key: string, { body, by }: { body: unknown; by: KeyedActor }) {
    return { userId: by.actor.userId, operation, key, body, at: this.clock.now() };
  }
}

function firstAnswer({ id, gate, delivery }: { id: DispatchId; gate: GateVerdict } & FirstAnswer): Prepared {
  return { id, gate, delivery };
}

function requireRecipients({ via, recipients }: PrepareBody): void {
  if (via === 'gmail' && recipients.length === 0) {
    throw new DomainError('request_invalid', 'Name at least one recipient.', [
      { field: 'recipients', problem: 'is empty' },
    ]);
  }
  if (recipients.some((recipient) => /\p{Cc}/u.test(recipient) || recipient.trim() === '')) {
    const problems = [{ field: 'recipients', problem: 'holds a line break or another character that no address has' }];
    throw new DomainError('request_invalid', 'A recipient is no e-mail address.', problems);
  }
}
