import type { DispatchId, UserId } from '#shared/domain/ids.ts';
import type { ActivityClient } from '../activities/activity-log-service.ts';
import { type Dispatch, recipientsHash } from './dispatch.ts';

/** A message from one of our people as somebody sees it in a mailbox; what the mail client does not show is null or empty. */
export interface SentCopy {
  /** What the message carries of the template that was put into it. */
  readonly dispatchId: DispatchId | null;
  readonly internetMessageId: string | null;
  readonly conversation: string | null;
  readonly recipients: readonly string[];
  readonly subject: string | null;
  readonly sentAt: Date | null;
  /** Whose message it is; null where the address is of the company and of no single user, as a shared mailbox. */
  readonly senderId: UserId | null;
  readonly noAnswer: boolean;
  readonly client: ActivityClient;
}

/** How a part of what is seen goes with what is known; a part that either side lacks says nothing. */
type Agreement = 'same' | 'other' | 'unknown';

/** Whether a message that was seen can be this one, by thread and recipients. Either may be missing, not both, and neither may speak against it. */
export function canBe(seen: SentCopy, prepared: Dispatch, knownRecipients: readonly string[]): boolean {
  const parts = [conversationOf(seen, prepared), recipientsOf(seen, prepared, knownRecipients)];
  return parts.includes('same') && !parts.includes('other');
}

/** Whether the thread alone speaks against it. */
export function isOfAnotherThread(seen: SentCopy, prepared: Dispatch): boolean {
  return conversationOf(seen, prepared) === 'other';
}

function conversationOf(seen: SentCopy, { conversation }: Dispatch): Agreement {
  if (seen.conversation === null || conversation === null) return 'unknown';
  return seen.conversation === conversation ? 'same' : 'other';
}

/** People add recipients before they send. A copy, on the other hand, does not show to whom it went blind, so what was announced may be more than what is seen. */
function recipientsOf(
  { recipients }: SentCopy,
  { activityId, spentOn }: Dispatch,
  known: readonly string[],
): Agreement {
  if (recipients.length > 0 && spentOn === recipientsHash(recipients)) return 'same';
  const [seen, expected] = [lowered(recipients), lowered(known)];
  if (seen.size === 0 || expected.size === 0) return 'unknown';
  const isAnnounced = activityId !== null;
  return isWithin(expected, seen) || (isAnnounced && isWithin(seen, expected)) ? 'same' : 'other';
}

function lowered(addresses: readonly string[]): Set<string> {
  return new Set(addresses.map((address) => address.trim().toLowerCase()));
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((each) => whole.has(each));
}
