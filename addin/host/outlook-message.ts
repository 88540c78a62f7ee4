import { fitsForm, type HostAbilities, HostError, type MessageToPlace } from './mail-host.ts';
import { called, has, type OfficeApi } from './outlook-call.ts';
import { attachFiles, takesFiles, takesFilesInForms } from './outlook-files.ts';
import { type AnyItem, isCompose, keyOf, messageItem } from './outlook-item.ts';
import { DISPATCH_NAME, findMark, GATE_NAME, markHtml, TICKET_NAME } from './ticket-mark.ts';

/** What Outlook's form of a new message takes of a subject and of recipients. */
const MAX_SUBJECT = 255;
const MAX_RECIPIENTS = 100;

/** What the client can do with a filled template, looked up at the calls themselves and, for what has none of its own, at the requirement set. */
export function sendingAbilities(
  office: OfficeApi,
): Pick<HostAbilities, 'reply' | 'newMessage' | 'attachToForm' | 'attachToDraft'> {
  const item = messageItem(office);
  const { mailbox } = office.context;
  return {
    reply: item !== null && (has(item, 'displayReplyFormAsync') || has(item, 'displayReplyForm')),
    newMessage: has(mailbox, 'displayNewMessageFormAsync') || has(mailbox, 'displayNewMessageForm'),
    attachToForm: takesFilesInForms(office),
    attachToDraft: takesFiles(office, item),
  };
}

/** Opens a reply form with the template and its files; the ticket travels as a mark in the text, since a form takes no header. */
export async function openReply(
  office: OfficeApi,
  itemKey: string,
  message: MessageToPlace,
  toAll: boolean,
): Promise<void> {
  const item = sameItem(office, itemKey);
  if (isCompose(item)) throw new HostError('not_supported', 'A message that is being written has no reply.');
  const form = { htmlBody: markedForForm(message), ...formFiles(message) };
  const call = toAll ? 'displayReplyAllFormAsync' : 'displayReplyFormAsync';
  if (has(item, call)) return called<void>(office, (done) => item[call](form, done));
  const older = toAll ? 'displayReplyAllForm' : 'displayReplyForm';
  if (!has(item, older)) throw new HostError('not_supported', 'This Outlook opens no reply form.');
  item[older](form);
}

/** Opens the form of a new message. It takes no files: Outlook knows none there but those of an address or of Exchange. */
export async function openNewMessage(
  office: OfficeApi,
  message: MessageToPlace,
  recipients: readonly string[],
): Promise<void> {
  const { mailbox } = office.context;
  const form = {
    toRecipients: recipients.slice(0, MAX_RECIPIENTS),
    subject: message.subject.slice(0, MAX_SUBJECT),
    htmlBody: markedForForm(message),
  };
  if (has(mailbox, 'displayNewMessageFormAsync')) {
    const opened = called<void>(office, (done) => mailbox.displayNewMessageFormAsync(form, done));
    return opened.catch((error: unknown) => {
      throw mailboxMissing(error);
    });
  }
  if (!has(mailbox, 'displayNewMessageForm'))
    throw new HostError('not_supported', 'This Outlook opens no new message.');
  mailbox.displayNewMessageForm(form);
}

/**
 * Puts the template above what is already written, and its ticket into header, properties and text. What an earlier try has put there is not put there again, so that a try that
 * failed half-way can be made anew.
 */
export async function insertMessage(office: OfficeApi, itemKey: string, message: MessageToPlace): Promise<void> {
  const item = sameItem(office, itemKey);
  if (!isCompose(item)) throw new HostError('not_supported', 'The open message is not being written.');
  const compose: Office.MessageCompose = item;
  const type = await called<Office.CoercionType>(office, (done) => compose.body.getTypeAsync(done));
  const html = type === office.CoercionType.Html;
  const isThere = await holds(office, compose, message, type);
  sameItem(office, itemKey);
  if (!isThere) {
    const content = html ? markHtml(message.html, message) : `${message.text}\n\n`;
    await called<void>(office, (done) => compose.body.prependAsync(content, { coercionType: type }, done));
  }
  await carry(office, compose, message, html);
  await fillSubject(office, compose, message.subject);
  await attachFiles(office, compose, message.files);
}

/** The message being written, as long as it is still the one of that key. Throws HostError. */
export function draftOf(office: OfficeApi, itemKey: string): Office.MessageCompose {
  const item = sameItem(office, itemKey);
  if (!isCompose(item)) throw new HostError('not_supported', 'The open message is not being written.');
  return item;
}

function sameItem(office: OfficeApi, itemKey: string): AnyItem {
  const item = messageItem(office);
  if (item !== null && keyOf(item) === itemKey) return item;
  throw new HostError('item_changed', 'Another item is open than the one the template was filled for.');
}

function markedForForm(message: MessageToPlace): string {
  const html = markHtml(message.html, message);
  if (fitsForm(html)) return html;
  throw new HostError('message_too_long', 'The filled template is longer than the 32 KB that a form takes.');
}

/** The key is left out where there is nothing to go with it: older clients refuse what they do not know. */
function formFiles({ files }: MessageToPlace): Pick<Office.ReplyFormData, 'attachments'> {
  // Office.js' own enum may not be there in the client; its value is this word.
  const type = 'base64' as Office.MailboxEnums.AttachmentType;
  const attachments = files.map(({ name, base64 }) => ({ type, name, base64file: base64, inLine: false }));
  return attachments.length === 0 ? {} : { attachments };
}

/** New Outlook with several accounts says this of its own mailbox (office-js#6905). */
function mailboxMissing(error: unknown): unknown {
  const isMissing = error instanceof HostError && error.message.includes('ErrorNonExistentMailbox');
  return isMissing ? new HostError('no_such_mailbox', error.message, { cause: error }) : error;
}

/** Whether the template is in the message already. A client that does not show the body counts as not having it. */
async function holds(
  office: OfficeApi,
  { body }: Office.MessageCompose,
  { dispatchId, text }: MessageToPlace,
  type: Office.CoercionType,
): Promise<boolean> {
  const written = await called<string>(office, (done) => body.getAsync(type, done)).catch(() => '');
  if (type === office.CoercionType.Html) return findMark(written)?.dispatchId === dispatchId;
  return written.replaceAll('\r\n', '\n').startsWith(text);
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
