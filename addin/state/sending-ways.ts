import type { CustomerCard } from '#shared/api/customers.ts';
import type { HostAbilities, OpenItem } from '../host/mail-host.ts';

/** How a template gets into a message: a reply to the sender or to all, a new message, or the one that is being written. */
export type SendingWay = 'reply' | 'reply_all' | 'new' | 'insert';

export type CardContact = CustomerCard['contacts'][number];

/** The contract's limits of recipients. */
const LONGEST_ADDRESS = 500;
const MOST_RECIPIENTS = 100;

/** What the client and the open message allow, the likeliest first; empty where nothing can be sent from here. `item` is null where no message is open. */
export function waysFor(item: OpenItem | null, can: HostAbilities): readonly SendingWay[] {
  if (!can.sending) return [];
  if (item?.mode === 'compose') return ['insert'];
  const fresh: SendingWay[] = can.newMessage ? ['new'] : [];
  return item !== null && can.reply ? [...replyWays(item), ...fresh] : fresh;
}

/** To all first where the message is our own: its sender would be ourselves. One way alone where both go to the same people. */
function replyWays(item: OpenItem): SendingWay[] {
  const all = addressees(item, 'reply_all');
  if (isOwn(item, senderOf(item))) return ['reply_all'];
  return addressees(item, 'reply').length === all.length ? ['reply'] : ['reply', 'reply_all'];
}

/** To whom a template goes that way; `chosen` are those of a new message. */
export function recipientsFor(item: OpenItem | null, way: SendingWay, chosen: readonly string[]): string[] {
  const addresses = way === 'new' || item === null ? chosen : addressees(item, way);
  const usable = addresses.filter((address) => address.length <= LONGEST_ADDRESS);
  return [...new Set(usable)].slice(0, MOST_RECIPIENTS);
}

/** Whom a new message is likely for: the contacts who take part in the open one, else the only one there is. */
export function likelyContacts(item: OpenItem | null, contacts: readonly CardContact[]): string[] {
  const taking = new Set(item?.participants.map(({ address }) => address.toLowerCase()));
  const writable = contacts.filter(({ email }) => email !== '');
  const present = writable.filter(({ email }) => taking.has(email.toLowerCase()));
  const likely = writable.length === 1 ? writable : present;
  return likely.map(({ email }) => email);
}

/** Whether the message is from the mailbox's user, or from the shared mailbox that it lies in. */
export function isFromUs(item: OpenItem): boolean {
  return isOwn(item, senderOf(item));
}

function addressees(item: OpenItem, way: Exclude<SendingWay, 'new'>): string[] {
  const answered = way === 'reply' || way === 'reply_all' ? answeredAt(item) : [];
  const others = way === 'reply' ? [] : item.participants.filter(({ role }) => role === 'to' || role === 'cc');
  const all = [...answered, ...others.map(({ address }) => address)];
  return all.filter((address): address is string => address !== undefined && !isOwn(item, address));
}

/** A reply goes where the sender asked for it, and not to where it came from. */
function answeredAt(item: OpenItem): (string | undefined)[] {
  const asked = item.replyTo?.match(/[^\s<>,;:"']+@[^\s<>,;:"']+/g) ?? [];
  return asked.length > 0 ? [...asked] : [senderOf(item)];
}

function senderOf({ participants }: OpenItem): string | undefined {
  return participants.find(({ role }) => role === 'from')?.address;
}

function isOwn({ ownAddress, sharedMailbox }: OpenItem, address: string | undefined): boolean {
  const own = [ownAddress, sharedMailbox ?? ownAddress].map((one) => one.toLowerCase());
  return address === undefined || own.includes(address.toLowerCase());
}
