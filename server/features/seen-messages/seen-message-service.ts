import type { AnswerOf } from '#shared/api/operation.ts';
import type { reportSeenMessage } from '#shared/api/seen-messages.ts';
import type { DispatchId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { isNeverLogged } from '../../identity/never-log.ts';
import type { SettingsService } from '../../identity/settings-service.ts';
import type { User, UserRepository } from '../../identity/user-repository.ts';
import { isDaemon, isNoReply, type MailAddress } from '../../mail/mail-address.ts';
import { isOwn, ownAddressesOf } from '../../mail/own-addresses.ts';
import type { SentCopies, SentCopy } from '../dispatches/sent-copy-service.ts';
import { readSeenMail, type SeenBody, type SeenMail } from './seen-mail.ts';
import type { SeenMailLog } from './seen-mail-log-service.ts';

type Answer = AnswerOf<typeof reportSeenMessage>;

export interface SeenMessageParts {
  readonly sentCopies: SentCopies;
  readonly mailLog: SeenMailLog;
  readonly settings: SettingsService;
  readonly users: UserRepository;
}

const NONE: Answer = { seenAs: 'none', activityId: null, dispatch: null };
const NEVER_LOG: Answer = { ...NONE, seenAs: 'never_log' };

/** Tells what a message is that was seen in a mailbox, and keeps what that says. */
export class SeenMessageService {
  constructor(private readonly parts: SeenMessageParts) {}

  /**
   * Mail from outside the company is none of ours, whatever it carries. Of several prepared messages that it may be, none is taken, and nothing is logged: what it is, a person
   * says. Throws DomainError `customer_not_found`, or `request_invalid` for a client that no user has.
   */
  async report(body: SeenBody, actor: Actor): Promise<Answer> {
    requireUserClient(body);
    const mail = readSeenMail(body);
    if (mail === null) return NONE;
    const sender = await this.parts.users.findByAddress(mail.from.address);
    if (sender === null && !isSharedMailbox(mail.from, actor)) return NONE;
    const copy = sentCopyOf(body, mail, sender);
    const recognised = await this.parts.sentCopies.recognise(copy);
    if (recognised.as === 'one') return this.asDispatch(recognised.id, copy, actor);
    return recognised.as === 'several' ? NONE : this.asOtherMail({ body, mail, sender }, actor);
  }

  private async asDispatch(id: DispatchId, copy: SentCopy, actor: Actor): Promise<Answer> {
    const dispatch = await this.parts.sentCopies.confirm(id, copy, actor);
    return { seenAs: 'dispatch', activityId: await this.parts.sentCopies.activityOf(id), dispatch };
  }

  private async asOtherMail(
    { body, mail, sender }: { body: SeenBody; mail: SeenMail; sender: User | null },
    actor: Actor,
  ): Promise<Answer> {
    const { neverLog, keptOfMail } = await this.parts.settings.read();
    if ([mail.from, ...mail.recipients].some((address) => isNeverLogged(address, neverLog))) return NEVER_LOG;
    const activityId = await this.parts.mailLog.log({ body, mail, sender, seer: actor, keptOfMail });
    return activityId === null ? NONE : { seenAs: 'logged', activityId, dispatch: null };
  }
}

/** An address of the company's own that people write from; what a machine sends nobody did. */
function isSharedMailbox(from: MailAddress, actor: Actor): boolean {
  return isOwn(from, ownAddressesOf(actor)) && !isDaemon(from) && !isNoReply(from);
}

function sentCopyOf(body: SeenBody, mail: SeenMail, sender: User | null): SentCopy {
  const { internetMessageId, conversation, sentAt } = mail;
  return {
    dispatchId: (body.dispatchId as DispatchId | undefined) ?? null,
    internetMessageId,
    conversation,
    recipients: body.recipients,
    subject: body.subject ?? null,
    sentAt,
    senderId: sender?.id ?? null,
    noAnswer: body.gateNotReached === true,
    client: body.client,
  };
}

function requireUserClient({ client }: SeenBody): void {
  if (client !== 'job' && client !== 'import') return;
  const problems = [{ field: 'client', problem: 'is for the server itself; write outlook, gmail or page' }];
  throw new DomainError('request_invalid', `A user sees nothing as "${client}".`, problems);
}
