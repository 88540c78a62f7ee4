import type { BodyInput } from '#shared/api/operation.ts';
import { reportSeenMessage } from '#shared/api/seen-messages.ts';
import type { UserApi } from './duethread-api.ts';
import { GmailFailure } from './gmail-failure.ts';
import type { GmailMailbox } from './gmail-mailbox.ts';
import type { GmailMessage } from './gmail-message.ts';
import { seenBody } from './open-thread.ts';
import { READS_THREADS } from './unproven.ts';

export interface OpenThread {
  readonly mailbox: Pick<GmailMailbox, 'readThread'>;
  readonly api: Pick<UserApi, 'call' | 'session'>;
  /** The open message. */
  readonly open: GmailMessage;
  /** On whose card it is seen; null where the thread names none. */
  readonly customerId: string | null;
}

/** How many of a thread's messages are reported at one opening, the latest first; the others follow at the next. */
const MAX_REPORTED = 10;
const MAX_KEPT = 20_000;

/**
 * Says to the server which mail the user sent in a thread that is opened: mail that we prepared and did not hand over ourselves, or never heard of again, and mail that was written by hand. It works beside
 * the card, which waits for none of it, and reports each message once in a session; what fails is tried at the next opening.
 */
export class SentMailWatch {
  private readonly reported = new Set<string>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly onFailure: (failure: Error) => void) {}

  look(thread: OpenThread): void {
    const looking = this.report(thread)
      .catch((error: Error) => this.onFailure(error))
      .finally(() => this.underWay.delete(looking));
    this.underWay.add(looking);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  private async report({ mailbox, api, open, customerId }: OpenThread): Promise<void> {
    const messages = await messagesOf(mailbox, open);
    const sent = messages.filter(({ isSent, id }) => isSent && id !== '' && !this.reported.has(keyOf(api, id)));
    for (const message of sent.slice(-MAX_REPORTED).reverse()) {
      await this.reportOnce(api, message, seenBody(message, customerId));
    }
  }

  private async reportOnce(
    api: OpenThread['api'],
    { id }: GmailMessage,
    body: BodyInput<typeof reportSeenMessage>,
  ): Promise<void> {
    const key = keyOf(api, id);
    if (this.reported.has(key)) return;
    this.keep(key);
    try {
      await api.call(reportSeenMessage, { body });
    } catch (error) {
      this.reported.delete(key);
      throw error;
    }
  }

  private keep(key: string): void {
    const [oldest] = this.reported;
    if (this.reported.size >= MAX_KEPT && oldest !== undefined) this.reported.delete(oldest);
    this.reported.add(key);
  }
}

/** Where Gmail shows no more of the thread, the open message is all there is to tell of. */
async function messagesOf(mailbox: OpenThread['mailbox'], open: GmailMessage): Promise<GmailMessage[]> {
  if (!READS_THREADS || open.threadId === '') return [open];
  try {
    return await mailbox.readThread(open.threadId);
  } catch (error) {
    if (error instanceof GmailFailure) return [open];
    throw error;
  }
}

function keyOf({ session: { user, expiresAt } }: OpenThread['api'], id: string): string {
  return `${user.id} ${expiresAt} ${id}`;
}
