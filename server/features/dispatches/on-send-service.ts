import type { ClientSession } from 'mongoose';
import type { announceSend } from '#shared/api/dispatches.ts';
import type { AnswerOf, BodyOf } from '#shared/api/operation.ts';
import { DomainError } from '../../errors.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { currentTenant, inTenant } from '../../mongo/tenancy.ts';
import type { ActivityLog, NewEntry } from '../activities/activity-log-service.ts';
import type { ActivityService } from '../activities/activity-service.ts';
import { type Dispatch, isUnsent, recipientsHash } from './dispatch.ts';
import type { DispatchRepository } from './dispatch-repository.ts';
import type { DispatchTickets } from './dispatch-tickets.ts';
import { mayBePassed } from './gate.ts';
import { reasonsForAlert } from './gate-closed.ts';
import { type Attempt, entryOf, passageOf } from './message-entry.ts';
import type { MessagePlans } from './message-plan-service.ts';

type Announcement = BodyOf<typeof announceSend>;
type Answer = AnswerOf<typeof announceSend>;

export interface OnSendParts {
  readonly plans: MessagePlans;
  readonly dispatches: DispatchRepository;
  readonly log: ActivityLog;
  readonly activityService: ActivityService;
  readonly tickets: DispatchTickets;
  readonly tenants: TenantRepository;
}

const GO: Answer = { allowed: true, reasons: [], mayGoAnyway: false };

/** What the on-send handler asks as the user presses Send. Its only credential is the message's ticket. */
export class OnSendService {
  constructor(private readonly parts: OnSendParts) {}

  /**
   * Asks the gate and logs the attempt, or the stop. The same ticket for the same recipients has one effect, and gives the same answer.
   * Throws DomainError `ticket_refused` for a ticket that is none of ours or was spent on other recipients.
   */
  async announce(announcement: Announcement): Promise<Answer> {
    const ticket = this.parts.tickets.read(announcement.ticket);
    if (ticket === null) throw refused();
    return inTenant(ticket.tenantId, async () => {
      const dispatch = await this.parts.dispatches.findByTicket(ticket.hash);
      if (dispatch === null) throw refused();
      return this.answer(dispatch, announcement);
    });
  }

  private async answer(dispatch: Dispatch, announcement: Announcement): Promise<Answer> {
    const isSpent = dispatch.spentOn !== null && dispatch.delivery !== 'failed';
    return isSpent ? again(dispatch, announcement) : this.atTheGate(dispatch, announcement);
  }

  private async atTheGate(dispatch: Dispatch, announcement: Announcement): Promise<Answer> {
    // The gate is asked inside the turn, so that nothing is waited for between its verdict and the log.
    const answer = await this.parts.log.inTurn(() => this.decide(dispatch, announcement));
    if (answer !== null) return answer;
    const changed = await this.parts.dispatches.findById(dispatch.id);
    if (changed === null) throw refused();
    return this.answer(changed, announcement);
  }

  /** Null where the dispatch has changed since it was read. */
  private async decide(dispatch: Dispatch, announcement: Announcement): Promise<Answer | null> {
    const gate = await this.parts.plans.ask(dispatch);
    const passage = passageOf(dispatch, gate);
    const current = { ...dispatch, gate };
    if (passage?.verdict === 'stopped') return this.stop(current, attemptOf(passage, announcement));
    const done = await inTransaction((session) => this.attempt(current, announcement, { passage, session }));
    return done ? GO : null;
  }

  /** False where the dispatch has changed since it was read. */
  private async attempt(
    dispatch: Dispatch,
    announcement: Announcement,
    { passage, session }: { passage: Attempt['passage']; session: ClientSession },
  ): Promise<boolean> {
    const spent = { spentOn: recipientsHash(announcement.recipients), gate: dispatch.gate };
    // The dispatch first: of two announcements at once, the database lets one change it, and the other finds it changed.
    const claimed = {
      ...spent,
      conversation: dispatch.conversation ?? announcement.conversation ?? null,
      ...(isUnsent(dispatch) ? { delivery: 'attempted' as const } : {}),
    };
    if (!(await this.parts.dispatches.change(dispatch, claimed, session))) return false;
    const entry = await this.entryFor(dispatch, attemptOf(passage, announcement), announcement);
    if (entry === null) return true;
    const [logged] = await this.parts.log.append([entry], session);
    if (dispatch.activityId !== null) return true;
    const after = { ...dispatch, ...claimed };
    const kept = { activityId: logged?.id ?? null, filled: null, override: null };
    return this.parts.dispatches.change(after, kept, session);
  }

  /** Null where the user had said already that it was sent. */
  private async entryFor(
    dispatch: Dispatch,
    attempt: Attempt,
    { recipients, subject }: Announcement,
  ): Promise<NewEntry | null> {
    const { activityId, filled, delivery } = dispatch;
    if (activityId === null) {
      const sent = filled === null ? undefined : { ...filled, recipients, subject: subject ?? filled.subject };
      return entryOf(dispatch, { ...attempt, sent });
    }
    if (delivery !== 'failed') return null;
    const refersTo = await this.parts.activityService.read(activityId);
    const { actor, zone, client, clientKey, message } = entryOf(dispatch, attempt);
    return { kind: 'delivery', refersTo, actor, zone, client, clientKey, message, delivery: 'attempted' };
  }

  /** Outlook may ask twice for one press of Send; the same stop is logged once. */
  private async stop(dispatch: Dispatch, attempt: Attempt): Promise<Answer> {
    if (dispatch.stoppedAt !== dispatch.gate.state) {
      await inTransaction(async (session) => {
        const isNew = await this.parts.dispatches.stop(dispatch, session);
        if (isNew) await this.parts.log.append([entryOf(dispatch, attempt)], session);
      });
    }
    const tenant = await this.parts.tenants.findById(currentTenant());
    const mayGoAnyway = tenant?.settings.sendAnyway === true && mayBePassed(dispatch.gate);
    return { allowed: false, reasons: reasonsForAlert(dispatch.gate, dispatch.by.language), mayGoAnyway };
  }
}

function again({ spentOn }: Dispatch, { recipients }: Announcement): Answer {
  if (spentOn === recipientsHash(recipients)) return GO;
  throw new DomainError('ticket_refused', 'This ticket was spent on a message to others; prepare the message anew.');
}

function attemptOf(passage: Attempt['passage'], { ticket, conversation }: Announcement): Attempt {
  return { passage, clientKey: `on-send ${recipientsHash([ticket])}`, conversation };
}

function refused(): DomainError {
  return new DomainError('ticket_refused', 'The ticket is not known.');
}
