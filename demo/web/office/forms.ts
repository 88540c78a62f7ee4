import { type HostProfile, offers } from '../outlook/host-profile.ts';
import type { DraftFile } from '../outlook/office-protocol.ts';

/** The longest that a form takes: 32 KB (reference of displayReplyForm and displayNewMessageForm). */
const MAX_FORM_BYTES = 32 * 1024;
const MAX_FILE_NAME = 255;
/** Characters of the encoded string, 25 MB of file (reference of addFileAttachmentFromBase64Async). */
const MAX_BASE64 = 34_865_152;

interface FormFile {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly base64file?: unknown;
}

/** What a form is opened with. */
export interface FormContent {
  readonly html: string;
  readonly files: readonly DraftFile[];
}

/** The content of a reply form, given as HTML or as an object. Throws as Office.js throws before it asks the host. */
export function replyContent(form: unknown, profile: HostProfile): FormContent {
  if (typeof form === 'string') return { html: limited(form), files: [] };
  const { htmlBody = '', attachments = [] } = (form ?? {}) as { htmlBody?: string; attachments?: readonly FormFile[] };
  return { html: limited(htmlBody), files: attachments.flatMap((file) => base64File(file, profile)) };
}

/** The same of a form for a new message, which takes no files as base64 (reference of ReplyFormAttachment). */
export function newMessageContent(form: unknown): FormContent {
  const { htmlBody = '', attachments = [] } = (form ?? {}) as { htmlBody?: string; attachments?: readonly FormFile[] };
  if (attachments.some(({ type }) => type === 'base64')) throw outOfRange('attachments of type base64 are for replies');
  return { html: limited(htmlBody), files: [] };
}

function limited(html: string): string {
  if (new TextEncoder().encode(html).length > MAX_FORM_BYTES) throw outOfRange('htmlBody is longer than 32 KB');
  return html;
}

function base64File({ type, name, base64file }: FormFile, profile: HostProfile): DraftFile[] {
  // A file by its address does not arrive in web and new Outlook (office-js#4599).
  if (type !== 'base64') return [];
  if (!offers(profile, 'form.base64')) throw outOfRange('attachments of type base64 are newer than this Outlook');
  if (typeof name !== 'string' || name.length > MAX_FILE_NAME || typeof base64file !== 'string') {
    throw outOfRange('an attachment needs a name of at most 255 characters and its base64file');
  }
  if (base64file.length > MAX_BASE64) throw outOfRange('an attachment is larger than 25 MB');
  return [{ name, base64: base64file }];
}

function outOfRange(why: string): RangeError {
  return new RangeError(`Sys.ArgumentOutOfRangeException: ${why}.`);
}
