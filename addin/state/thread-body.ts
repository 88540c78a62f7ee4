import type { MessageCorrelation } from '#shared/api/activities.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import type { linkThread, ThreadBody } from '#shared/api/thread-context.ts';
import type { ItemParticipant, OpenItem } from '../host/mail-host.ts';

/** The contract's limit for short texts. A longer id would be another one when cut, and is left out. */
const SHORT = 500;
const MAX_PARTICIPANTS = 200;

/** What the server is asked about a thread. */
export function threadBody(item: OpenItem): ThreadBody {
  const replyTo = item.replyTo === null ? [] : [{ role: 'reply_to' as const, header: item.replyTo }];
  const participants = item.participants
    .filter(({ address }) => address.length <= SHORT)
    .slice(0, MAX_PARTICIPANTS - replyTo.length)
    .map(({ role, address, name }) => ({ role, address, ...(name === '' ? {} : { name: name.slice(0, SHORT) }) }));
  return {
    participants: [...participants, ...replyTo],
    subject: item.subject.slice(0, 2_000),
    ...(item.text === null ? {} : { text: item.text }),
    ...idsOf(item),
    ...(item.references === null ? {} : { references: item.references }),
  };
}

/** What ties an activity or a template to the open message; empty where a card was opened by itself. */
export function correlationOf(item: OpenItem | null): MessageCorrelation {
  if (item === null) return {};
  return { ...idsOf(item), ...(item.subject === '' ? {} : { subject: item.subject.slice(0, SHORT) }) };
}

/** What a person's word on whose thread it is can be remembered by; empty where the message has nothing of the kind yet. */
export function linkNames(item: OpenItem): LinkNames {
  const address = counterpartOf(item);
  return {
    ...idsOf(item),
    ...(item.references === null ? {} : { references: item.references }),
    ...(address === null ? {} : { address }),
  };
}

type LinkNames = Pick<BodyInput<typeof linkThread>, 'conversation' | 'internetMessageId' | 'references' | 'address'>;

/** The customer's side of the thread; null where only the own company takes part. */
function counterpartOf({ participants, ownAddress }: OpenItem): string | null {
  const ownDomain = domainOf(ownAddress);
  const ranked = [...participants].sort((a, b) => RANK[a.role] - RANK[b.role]);
  const other = ranked.find(({ address }) => domainOf(address) !== ownDomain && address.length <= SHORT);
  return other?.address ?? null;
}

const RANK: Readonly<Record<ItemParticipant['role'], number>> = { from: 0, reply_to: 1, to: 2, cc: 3 };

function idsOf({ conversation, internetMessageId }: OpenItem): Pick<ThreadBody, 'conversation' | 'internetMessageId'> {
  return {
    ...(conversation !== null && conversation.length <= SHORT ? { conversation } : {}),
    ...(internetMessageId !== null && internetMessageId.length <= SHORT ? { internetMessageId } : {}),
  };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
