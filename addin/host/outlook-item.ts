import { newestWords } from '#shared/domain/newest-words.ts';
import { referencesOf, replyToOf } from './internet-headers.ts';
import {
  type Absence,
  type CarriedDispatch,
  HostError,
  type ItemParticipant,
  type Opened,
  type OpenItem,
} from './mail-host.ts';
import { called, has, type OfficeApi } from './outlook-call.ts';
import { DISPATCH_NAME, GATE_NAME, GATE_NOT_REACHED } from './ticket-mark.ts';

export type AnyItem = NonNullable<Office.Mailbox['item']>;
type Role = ItemParticipant['role'];

/** The open item where it is a message; Outlook has none while several are selected, and meetings are none of ours. */
export function messageItem({ context }: OfficeApi): AnyItem | null {
  const item = context.mailbox.item ?? null;
  return item === null || (item.itemType as string) !== 'message' ? null : item;
}

export function isCompose(item: AnyItem): boolean {
  return typeof item.subject !== 'string';
}

/** A message being written has no id until it is saved, so that its thread names it. */
export function keyOf(item: AnyItem): string {
  const conversation = item.conversationId ?? '';
  if (isCompose(item)) return `compose:${conversation}`;
  return `read:${item.itemId || `${conversation}|${item.internetMessageId ?? ''}`}`;
}

/** Reads what is open whole. Rejects with `item_changed` where Outlook opened another while it was read. */
export async function readOpened(office: OfficeApi): Promise<Opened> {
  const item = messageItem(office);
  if (item === null) return { is: 'absent', why: await whyAbsent(office) };
  const key = keyOf(item);
  const read = await readItem(office, item).catch((error: unknown) => {
    // Outlook refuses what is asked of an item that it has closed meanwhile.
    throw isStill(office, key) ? error : itemChanged();
  });
  if (!isStill(office, key)) throw itemChanged();
  const conversation = item.conversationId || null;
  return { is: 'message', item: { ...read, key, ownAddress: ownAddress(office), conversation } };
}

function isStill(office: OfficeApi, key: string): boolean {
  const item = messageItem(office);
  return item !== null && keyOf(item) === key;
}

function itemChanged(): HostError {
  return new HostError('item_changed', 'Another item was opened.');
}

/** Outlook has no item while several are selected, and tells how many only where it lets add-ins ask. */
async function whyAbsent(office: OfficeApi): Promise<Absence> {
  const { mailbox } = office.context;
  if ((mailbox.item ?? null) !== null) return 'not_a_message';
  if (!has(mailbox, 'getSelectedItemsAsync')) return 'none';
  const asked = called<unknown[]>(office, (done) => mailbox.getSelectedItemsAsync(done));
  const selected = await asked.catch(() => []);
  return selected.length > 1 ? 'several' : 'none';
}

function readItem(office: OfficeApi, item: AnyItem): Promise<ReadPart> {
  return isCompose(item) ? readCompose(office, item) : readRead(office, item);
}

type ReadPart = Omit<OpenItem, 'key' | 'ownAddress' | 'conversation'>;

async function readRead(office: OfficeApi, item: Office.MessageRead): Promise<ReadPart> {
  const [text, headers, carried, sharedMailbox] = await Promise.all([
    bodyText(office, item),
    allHeaders(office, item),
    readCarried(office, item),
    ownerOfShared(office, item),
  ]);
  return {
    mode: 'read',
    subject: item.subject,
    participants: [...people('from', [item.from]), ...people('to', item.to ?? []), ...people('cc', item.cc ?? [])],
    sharedMailbox,
    isProtected: text === null,
    sentAt: instantOf(item.dateTimeCreated),
    internetMessageId: item.internetMessageId || null,
    references: headers === null ? null : referencesOf(headers),
    replyTo: headers === null ? null : replyToOf(headers),
    text,
    carried,
  };
}

async function readCompose(office: OfficeApi, item: Office.MessageCompose): Promise<ReadPart> {
  const [subject, to, cc] = await Promise.all([
    called<string>(office, (done) => item.subject.getAsync(done)),
    called<Office.EmailAddressDetails[]>(office, (done) => item.to.getAsync(done)),
    called<Office.EmailAddressDetails[]>(office, (done) => item.cc.getAsync(done)),
  ]);
  const [text, carried, sharedMailbox] = await Promise.all([
    bodyText(office, item),
    readCarried(office, item),
    ownerOfShared(office, item),
  ]);
  const own: ItemParticipant = { role: 'from', address: ownAddress(office), name: '' };
  return {
    mode: 'compose',
    subject,
    participants: [own, ...people('to', to), ...people('cc', cc)],
    sharedMailbox,
    isProtected: text === null,
    sentAt: null,
    internetMessageId: null,
    references: null,
    replyTo: null,
    text,
    carried,
  };
}

function ownAddress({ context }: OfficeApi): string {
  return context.mailbox.userProfile.emailAddress;
}

function people(role: Role, details: readonly (Office.EmailAddressDetails | undefined)[]): ItemParticipant[] {
  const known = details.filter((one): one is Office.EmailAddressDetails => Boolean(one?.emailAddress));
  return known.map(({ emailAddress, displayName }) => ({ role, address: emailAddress, name: displayName ?? '' }));
}

/** Encrypted mail and a few clients refuse the body; the participants alone still name the customer. */
async function bodyText(office: OfficeApi, { body }: { readonly body: Office.Body }): Promise<string | null> {
  const whole = called<string>(office, (done) => body.getAsync(office.CoercionType.Text, done));
  return whole.then(newestWords, () => null);
}

/** Whose mailbox it lies in, where that is not the user's own. Outlook has the call for such items alone, and not in every client. */
async function ownerOfShared(
  office: OfficeApi,
  item: Office.MessageRead | Office.MessageCompose,
): Promise<string | null> {
  if (!has(item, 'getSharedPropertiesAsync')) return null;
  const asked = called<Office.SharedProperties>(office, (done) => item.getSharedPropertiesAsync(done));
  const owner: unknown = (await asked.catch(() => null))?.owner;
  if (typeof owner !== 'string' || owner === '') return null;
  return owner.toLowerCase() === ownAddress(office).toLowerCase() ? null : owner;
}

function instantOf(date: unknown): string | null {
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

async function allHeaders(office: OfficeApi, item: Office.MessageRead): Promise<string | null> {
  if (!has(item, 'getAllInternetHeadersAsync')) return null;
  return called<string>(office, (done) => item.getAllInternetHeadersAsync(done)).catch(() => null);
}

async function readCarried(
  office: OfficeApi,
  item: Pick<Office.MessageRead, 'loadCustomPropertiesAsync'>,
): Promise<CarriedDispatch | null> {
  const loaded = called<Office.CustomProperties>(office, (done) => item.loadCustomPropertiesAsync(done));
  const properties = await loaded.catch(() => null);
  const dispatchId: unknown = properties?.get(DISPATCH_NAME);
  if (typeof dispatchId !== 'string' || dispatchId === '') return null;
  return { dispatchId, gateNotReached: properties?.get(GATE_NAME) === GATE_NOT_REACHED };
}
