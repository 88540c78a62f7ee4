import { HostError, type MessageToPlace } from './mail-host.ts';
import { called, has, type OfficeApi } from './outlook-call.ts';
import { type AnyItem, isCompose, keyOf, messageItem } from './outlook-item.ts';
import { DISPATCH_NAME, GATE_NAME, markHtml, TICKET_NAME } from './ticket-mark.ts';

/** Outlook's reply form throws above it. */
const MAX_REPLY_BYTES = 32 * 1024;

export function canReply(office: OfficeApi): boolean {
  const item = messageItem(office);
  return item === null || isCompose(item) || has(item, 'displayReplyFormAsync') || has(item, 'displayReplyForm');
}

/** Opens a reply form with the template; its ticket travels as a mark in the text, since a form takes no header. */
export async function openReply(
  office: OfficeApi,
  itemKey: string,
  message: MessageToPlace,
  toAll: boolean,
): Promise<void> {
  const item = sameItem(office, itemKey);
  if (isCompose(item)) throw new HostError('not_supported', 'A message that is being written has no reply.');
  const htmlBody = markHtml(message.html, message);
  if (new TextEncoder().encode(htmlBody).length > MAX_REPLY_BYTES) {
    throw new HostError('message_too_long', 'The filled template is longer than the 32 KB that a reply form takes.');
  }
  const call = toAll ? 'displayReplyAllFormAsync' : 'displayReplyFormAsync';
  if (has(item, call)) return called<void>(office, (done) => item[call]({ htmlBody }, done));
  const older = toAll ? 'displayReplyAllForm' : 'displayReplyForm';
  if (!has(item, older)) throw new HostError('not_supported', 'This Outlook opens no reply form.');
  item[older]({ htmlBody });
}

/** Puts the template above what is already written, and its ticket into header, properties and text. */
export async function insertMessage(office: OfficeApi, itemKey: string, message: MessageToPlace): Promise<void> {
  const item = sameItem(office, itemKey);
  if (!isCompose(item)) throw new HostError('not_supported', 'The open message is not being written.');
  const compose: Office.MessageCompose = item;
  const type = await called<Office.CoercionType>(office, (done) => compose.body.getTypeAsync(done));
  sameItem(office, itemKey);
  const html = type === office.CoercionType.Html;
  const content = html ? markHtml(message.html, message) : `${message.text}\n\n`;
  await called<void>(office, (done) => compose.body.prependAsync(content, { coercionType: type }, done));
  await carry(office, compose, message, html);
  await fillSubject(office, compose, message.subject);
}

function sameItem(office: OfficeApi, itemKey: string): AnyItem {
  const item = messageItem(office);
  if (item !== null && keyOf(item) === itemKey) return item;
  throw new HostError('item_changed', 'Another item is open than the one the template was filled for.');
}

/** Any one carrier will do; plain text has no mark, so that header or property has to hold. */
async function carry(
  office: OfficeApi,
  item: Office.MessageCompose,
  message: MessageToPlace,
  marked: boolean,
): Promise<void> {
  const carriers = await Promise.allSettled([setHeader(office, item, message), setProperties(office, item, message)]);
  if (marked || carriers.some(({ status }) => status === 'fulfilled')) return;
  throw new HostError('host_refused', 'Outlook keeps neither header nor property; the message cannot be logged.');
}

async function setHeader(
  office: OfficeApi,
  { internetHeaders }: Office.MessageCompose,
  { ticket }: MessageToPlace,
): Promise<void> {
  if (!has(internetHeaders, 'setAsync')) throw new HostError('not_supported', 'This Outlook sets no headers.');
  await called<void>(office, (done) => internetHeaders.setAsync({ [TICKET_NAME]: ticket }, done));
}

async function setProperties(
  office: OfficeApi,
  item: Office.MessageCompose,
  { ticket, dispatchId }: MessageToPlace,
): Promise<void> {
  const properties = await called<Office.CustomProperties>(office, (done) => item.loadCustomPropertiesAsync(done));
  properties.set(TICKET_NAME, ticket);
  properties.set(DISPATCH_NAME, dispatchId);
  properties.remove(GATE_NAME);
  await called<void>(office, (done) => properties.saveAsync(done));
}

async function fillSubject(office: OfficeApi, { subject }: Office.MessageCompose, words: string): Promise<void> {
  const given = await called<string>(office, (done) => subject.getAsync(done));
  if (given.trim() === '') await called<void>(office, (done) => subject.setAsync(words, done));
}
