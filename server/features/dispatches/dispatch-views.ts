import type { DispatchView, GateVerdict } from '#shared/api/dispatches.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import type { Actor } from '../../actor.ts';
import type { SentText } from '../activities/activity-log-service.ts';
import type { ActivityService } from '../activities/activity-service.ts';
import { type Dispatch, isUnsent, itemIdsOf } from './dispatch.ts';
import type { DispatchTickets } from './dispatch-tickets.ts';
import { presentAttachment } from './message-attachments.ts';
import type { MessagePlans } from './message-plan-service.ts';

/** What is kept of a first answer; words and ticket are not, and are added again. */
export interface FirstAnswer {
  readonly gate: GateVerdict;
  readonly delivery: Delivery;
}

export interface ViewSources {
  readonly plans: MessagePlans;
  readonly activityService: ActivityService;
  readonly tickets: DispatchTickets;
}

/** Dispatches as the API shows them. */
export class DispatchViews {
  constructor(private readonly sources: ViewSources) {}

  /** With what a first answer said, where there is one; else the gate is asked anew for a message that has not left. */
  async of(dispatch: Dispatch, actor: Actor, first?: FirstAnswer): Promise<DispatchView> {
    const delivery = first?.delivery ?? dispatch.delivery;
    const [words, gate, attempt] = await Promise.all([
      this.wordsOf(dispatch),
      first?.gate ?? this.gateOf(dispatch),
      this.attemptOf(dispatch, delivery),
    ]);
    const { id, template, totals, internetMessageId } = dispatch;
    const { subject = '', html = '', text = '' } = words ?? {};
    const attachments = dispatch.attachments.map(presentAttachment);
    // What has been sent is as it is: nothing of it can be written anew.
    const parts = dispatch.filled?.parts ?? [{ kind: 'locked' as const, text }];
    return {
      id,
      template,
      clauses: [...(dispatch.clauses ?? [])],
      filled: { subject, html, text, parts, itemIds: itemIdsOf(dispatch), total: [...totals], attachments },
      gate,
      delivery,
      ...attempt,
      ticket: this.ticketOf(dispatch, actor),
      internetMessageId,
    };
  }

  private async attemptOf({ activityId }: Dispatch, delivery: Delivery): Promise<Pick<DispatchView, 'attemptedAt'>> {
    const isOpen = delivery === 'attempted' || delivery === 'in_doubt';
    if (activityId === null || !isOpen) return {};
    const { occurredAt } = await this.sources.activityService.read(activityId);
    return { attemptedAt: occurredAt.toISOString() };
  }

  private async gateOf(dispatch: Dispatch): Promise<GateVerdict> {
    return isUnsent(dispatch) ? this.sources.plans.ask(dispatch) : dispatch.gate;
  }

  private async wordsOf({ filled, activityId }: Dispatch): Promise<SentText | null> {
    if (filled !== null || activityId === null) return filled;
    return this.sources.activityService.readSent(activityId);
  }

  /** Only who prepared a message is told its ticket. */
  private ticketOf({ id, by, ticketHash, spentOn }: Dispatch, { userId, tenantId }: Actor): string | null {
    const isTold = ticketHash !== null && spentOn === null && by.userId === userId;
    return isTold ? this.sources.tickets.of(tenantId, id) : null;
  }
}
