import type { ClientSession } from 'mongoose';
import type { DispatchView } from '#shared/api/dispatches.ts';
import { mayBecome } from '#shared/domain/delivery.ts';
import type { DispatchId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import type { Clock } from '../../ports.ts';
import type { ActivityLog, NewEntry, SentText } from '../activities/activity-log-service.ts';
import type { ActivityService } from '../activities/activity-service.ts';
import type { LoggedMessages } from '../activities/logged-messages-service.ts';
import type { Dispatch } from './dispatch.ts';
import type { DispatchRepository } from './dispatch-repository.ts';
import type { DispatchViews } from './dispatch-views.ts';
import { entryOf, unannouncedPassage } from './message-entry.ts';
import { canBe, isOfAnotherThread, type SentCopy } from './sent-copy.ts';

export type { SentCopy } from './sent-copy.ts';

export interface SentCopyParts {
  readonly dispatches: DispatchRepository;
  readonly log: ActivityLog;
  readonly activityService: ActivityService;
  readonly loggedMessages: LoggedMessages;
  readonly views: DispatchViews;
}

/** What a message turned out to be among those that were prepared: one of them, none, or one of several that nobody can tell apart. */
export type Recognised = { readonly as: 'one'; readonly id: DispatchId } | { readonly as: 'none' | 'several' };

const DAY_MS = 24 * 60 * 60_000;
/** The mail server's clock and ours may differ. */
const SKEW_MS = 5 * 60_000;
/** A Message-ID that was given by us. */
const OWN_MESSAGE_ID = /^<([0-9a-f]{24})@[^<>@\s]+>$/;

/** Recognises prepared messages in their sent copies, and notes that they went out. */
export class SentCopies {
  constructor(
    private readonly parts: SentCopyParts,
    private readonly clock: Clock,
  ) {}

  /** By what the message carries, else by its Message-ID, else by thread, recipients and time among what its sender prepared within a day before. */
  async recognise(copy: SentCopy): Promise<Recognised> {
    const certain = (await this.carriedBy(copy)) ?? (await this.withMessageId(copy.internetMessageId));
    if (certain !== null) return { as: 'one', id: certain };
    const [found, ...others] = await this.couldBe(copy);
    if (found === undefined) return { as: 'none' };
    return others.length > 0 ? { as: 'several' } : { as: 'one', id: found.id };
  }

  /** Notes once that a message was seen among sent mail, in the message and in the log. Where it was confirmed before, or cannot be, nothing changes. */
  async confirm(id: DispatchId, copy: SentCopy, actor: Actor): Promise<DispatchView> {
    const known = await this.require(id);
    if (mayBecome(known.delivery, 'confirmed')) {
      await this.parts.log.inTurn(() => inTransaction((session) => this.note(id, { copy, actor }, session)));
    }
    return this.parts.views.of(await this.require(id), actor);
  }

  /** The log's entry of a message that was prepared; null where it was not sent. */
  async activityOf(id: DispatchId): Promise<Dispatch['activityId']> {
    return (await this.require(id)).activityId;
  }

  private async note(
    id: DispatchId,
    { copy, actor }: { copy: SentCopy; actor: Actor },
    session: ClientSession,
  ): Promise<void> {
    const dispatch = await this.require(id, session);
    if (!mayBecome(dispatch.delivery, 'confirmed')) return;
    const [entry] = await this.parts.log.append([await this.entryFor(dispatch, copy, actor)], session);
    const isFirst = dispatch.activityId === null;
    const logged = isFirst ? { activityId: entry?.id ?? null, filled: null, override: null } : {};
    const isChanged = await this.parts.dispatches.change(dispatch, { delivery: 'confirmed', ...logged }, session);
    if (!isChanged) throw new Error(`Dispatch ${id} changed under a transaction that had read it.`);
  }

  private async entryFor(dispatch: Dispatch, copy: SentCopy, actor: Actor): Promise<NewEntry> {
    const { conversation, internetMessageId } = copy;
    const clientKey = `sent-copy ${dispatch.id}`;
    if (dispatch.activityId === null) {
      const passage = unannouncedPassage(dispatch, copy.noAnswer);
      const message = { conversation, internetMessageId };
      const attempt = {
        passage,
        clientKey,
        delivery: 'confirmed' as const,
        sent: sentText(dispatch, copy),
        ...message,
      };
      return { ...entryOf(dispatch, attempt), client: copy.client, occurredAt: sentAt(dispatch, copy) };
    }
    const refersTo = await this.parts.activityService.read(dispatch.activityId);
    const by = { id: actor.userId, name: actor.name };
    const entry = { kind: 'delivery' as const, refersTo, actor: by, zone: actor.zone, client: copy.client, clientKey };
    return { ...entry, delivery: 'confirmed', message: { conversation, internetMessageId } };
  }

  private async carriedBy({ dispatchId }: SentCopy): Promise<DispatchId | null> {
    const dispatch = dispatchId === null ? null : await this.parts.dispatches.findById(dispatchId);
    return dispatch?.id ?? null;
  }

  private async withMessageId(internetMessageId: string | null): Promise<DispatchId | null> {
    if (internetMessageId === null) return null;
    const [, own] = OWN_MESSAGE_ID.exec(internetMessageId) ?? [];
    const dispatch = own === undefined ? null : await this.parts.dispatches.findById(own as DispatchId);
    if (dispatch?.internetMessageId === internetMessageId) return dispatch.id;
    return (await this.parts.loggedMessages.find(internetMessageId))?.dispatchId ?? null;
  }

  private async couldBe(copy: SentCopy): Promise<Dispatch[]> {
    const now = this.clock.now().getTime();
    const at = Math.min(copy.sentAt?.getTime() ?? now, now);
    const span = { after: new Date(at - DAY_MS), until: new Date(at + SKEW_MS) };
    const prepared = await this.parts.dispatches.findUnconfirmed({ ...span, userId: copy.senderId });
    const fitting = prepared.map(async (dispatch) => {
      if (isOfAnotherThread(copy, dispatch)) return [];
      return canBe(copy, dispatch, await this.recipientsKnownOf(dispatch)) ? [dispatch] : [];
    });
    return (await Promise.all(fitting)).flat();
  }

  private async recipientsKnownOf({ filled, activityId }: Dispatch): Promise<readonly string[]> {
    if (filled !== null || activityId === null) return filled?.recipients ?? [];
    return (await this.parts.activityService.readSent(activityId))?.recipients ?? [];
  }

  private async require(id: DispatchId, session?: ClientSession): Promise<Dispatch> {
    const dispatch = await this.parts.dispatches.findById(id, session);
    if (dispatch === null) throw new Error(`Dispatch ${id} was recognised and is not there.`);
    return dispatch;
  }
}

function sentText({ filled }: Dispatch, { recipients, subject }: SentCopy): SentText | undefined {
  if (filled === null) return undefined;
  const seenBy = recipients.length > 0 ? recipients : filled.recipients;
  return { ...filled, recipients: seenBy, subject: subject ?? filled.subject };
}

/** No message was sent before it was prepared, whatever the mail server's clock says. */
function sentAt({ preparedAt }: Dispatch, copy: SentCopy): Date | undefined {
  if (copy.sentAt === null) return undefined;
  return copy.sentAt < preparedAt ? preparedAt : copy.sentAt;
}
