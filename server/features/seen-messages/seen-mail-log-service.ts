import { createHash } from 'node:crypto';
import type { ActivityId, CustomerId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import type { MailSettings } from '../../identity/tenant-settings.ts';
import type { User } from '../../identity/user-repository.ts';
import { type MailAddress, mailAddress } from '../../mail/mail-address.ts';
import { isOwn, ownAddressesOf } from '../../mail/own-addresses.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { isDuplicateKey } from '../../mongo/once.ts';
import type { ActivityLog, EntryContact, NewActivity } from '../activities/activity-log-service.ts';
import type { LoggedMessages } from '../activities/logged-messages-service.ts';
import type { Customer, CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { LoggedMailRepository } from './logged-mail-repository.ts';
import type { SeenBody, SeenMail } from './seen-mail.ts';

export interface SeenMailLogParts {
  readonly log: ActivityLog;
  readonly loggedMessages: LoggedMessages;
  readonly mails: LoggedMailRepository;
  readonly customers: CustomerService;
  readonly positions: LedgerPositionService;
}

/** A message of the company's own that was not made from a template. */
export interface OtherMail {
  readonly body: SeenBody;
  readonly mail: SeenMail;
  /** Null where the address is no single user's, such as a shared mailbox. */
  readonly sender: User | null;
  readonly seer: Actor;
  readonly keptOfMail: MailSettings['keptOfMail'];
}

/** A message that can be logged: it can be told from others, and it is known when it went out. */
interface DatedMail extends SeenMail {
  readonly internetMessageId: string;
  readonly sentAt: Date;
}

interface Addressee {
  readonly customerId: CustomerId;
  readonly contact: EntryContact;
}

/** The mail servers' first standard; what says that it is older has no clock. */
const EARLIEST = Date.UTC(1990, 0, 1);

/** Logs mail that colleagues wrote to a customer's contact, once by its Message-ID, whoever sees it and how often. */
export class SeenMailLog {
  constructor(private readonly parts: SeenMailLogParts) {}

  /**
   * The log's entry of the message; null where it is not logged: it went to nobody we know, or to contacts of several customers, or has no Message-ID or no date. Throws DomainError
   * `customer_not_found`.
   */
  async log(seen: OtherMail): Promise<ActivityId | null> {
    const dated = datedMail(seen.mail);
    if (dated === null) return null;
    const known = await this.known(dated.internetMessageId);
    if (known !== null) return known;
    const addressee = await this.addresseeOf(seen);
    if (addressee === null) return null;
    const entry = entryOf(seen, dated, addressee);
    return this.parts.log.inTurn(() => this.append(entry, dated.internetMessageId));
  }

  /** Where several processes log it at once, one commits; the key of the others is taken then, and nothing of theirs holds. */
  private async append(entry: NewActivity, internetMessageId: string): Promise<ActivityId> {
    const known = await this.parts.mails.find(internetMessageId);
    if (known !== null) return known;
    try {
      return await inTransaction(async (session) => {
        const [logged] = await this.parts.log.append([entry], session);
        if (logged === undefined) throw new Error('The log took an entry and did not give it back.');
        await this.parts.mails.insert({ internetMessageId, activityId: logged.id }, session);
        return logged.id;
      });
    } catch (error) {
      const first = isDuplicateKey(error) ? await this.parts.mails.find(internetMessageId) : null;
      if (first === null) throw error;
      return first;
    }
  }

  private async known(internetMessageId: string): Promise<ActivityId | null> {
    const logged = await this.parts.mails.find(internetMessageId);
    if (logged !== null) return logged;
    return (await this.parts.loggedMessages.find(internetMessageId))?.activityId ?? null;
  }

  /** The one customer, and the contact, that it went to; with a customer on screen, that one or none. */
  private async addresseeOf({ body, mail, seer }: OtherMail): Promise<Addressee | null> {
    const { customers, positions } = this.parts;
    const own = ownAddressesOf(seer);
    const recipients = mail.recipients.filter((recipient) => !isOwn(recipient, own));
    const { run } = await positions.positionAt();
    const addresses = recipients.map(({ address }) => address);
    const candidates =
      body.customerId === null
        ? await customers.findByContactEmails(addresses, run)
        : [await customers.read(body.customerId as CustomerId, run)];
    const [only, ...others] = candidates.flatMap((customer) => addresseeAt(customer, recipients));
    return only === undefined || others.length > 0 ? null : only;
  }
}

function datedMail({ internetMessageId, sentAt, ...mail }: SeenMail): DatedMail | null {
  if (internetMessageId === null || sentAt === null || sentAt.getTime() < EARLIEST) return null;
  return { ...mail, internetMessageId, sentAt };
}

function addresseeAt({ id, contacts }: Customer, recipients: readonly MailAddress[]): Addressee[] {
  const addresses = new Set(recipients.map(({ address }) => address));
  const known = contacts.find(({ email }) => addresses.has(mailAddress(email)?.address ?? ''));
  return known === undefined ? [] : [{ customerId: id, contact: { name: known.name, email: known.email } }];
}

function entryOf(seen: OtherMail, { sentAt, internetMessageId, conversation }: DatedMail, to: Addressee): NewActivity {
  const { sender, seer, body } = seen;
  const actor = sender === null ? { id: seer.userId, name: seer.name } : { id: sender.id, name: sender.name };
  return {
    kind: 'activity',
    actor,
    zone: seer.zone,
    client: body.client,
    clientKey: `seen-mail ${createHash('sha256').update(internetMessageId).digest('base64url')}`,
    customerId: to.customerId,
    itemIds: [],
    code: 'email_reply',
    contact: to.contact,
    delivery: 'confirmed',
    occurredAt: sentAt,
    message: { conversation, internetMessageId },
    note: noteOf(seen),
    ...textsOf(seen),
  };
}

/** Who wrote it and who saw it may be two; the log then says both. */
function noteOf({ sender, seer, mail }: OtherMail): string | undefined {
  if (sender === null) return `Sent from ${mail.from.address}, which is no single user’s; seen by ${seer.name}.`;
  return sender.id === seer.userId ? undefined : `Seen by ${seer.name}.`;
}

/** Never more than subject and recipients: of what such mail says, we are told nothing. */
function textsOf({ body, keptOfMail }: OtherMail): Pick<NewActivity, 'subject' | 'sent'> {
  if (keptOfMail === 'nothing') return {};
  const subject = body.subject ?? '';
  return { subject, sent: { subject, recipients: body.recipients, html: '', text: '' } };
}
