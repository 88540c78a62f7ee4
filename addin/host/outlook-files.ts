import { filesNotNamed } from './file-names.ts';
import { type FileToAttach, HostError } from './mail-host.ts';
import { called, has, type OfficeApi } from './outlook-call.ts';
import { type AnyItem, isCompose } from './outlook-item.ts';

/** What Outlook takes of an attachment's name. */
const MAX_NAME = 255;

/** Reply forms take files as they are from Mailbox 1.15 on; an older client throws at the word `base64`. */
export function takesFilesInForms(office: OfficeApi): boolean {
  return supports(office, '1.15');
}

/** Whether a message being written takes files; while one is being read, what the requirement set promises. */
export function takesFiles(office: OfficeApi, item: AnyItem | null): boolean {
  if (item !== null && isCompose(item)) return has(item, 'addFileAttachmentFromBase64Async');
  return supports(office, '1.8');
}

/** Puts the files into the message, one after the other; what it has already, by its name, is not put there again. */
export async function attachFiles(
  office: OfficeApi,
  item: Office.MessageCompose,
  files: readonly FileToAttach[],
): Promise<void> {
  if (files.length === 0) return;
  if (!has(item, 'addFileAttachmentFromBase64Async')) {
    throw new HostError('not_supported', 'This Outlook takes no files from an add-in.');
  }
  const there = await attachedNames(office, item);
  for (const { name, base64 } of filesNotNamed(files, there ?? [], ({ name }) => name)) {
    await called<string>(office, (done) =>
      item.addFileAttachmentFromBase64Async(base64, name.slice(0, MAX_NAME), { isInline: false }, done),
    );
  }
}

/** The names of the files that the message has; null where the client does not say. */
export async function attachedNames(office: OfficeApi, item: Office.MessageCompose): Promise<string[] | null> {
  if (!has(item, 'getAttachmentsAsync')) return null;
  const listed = called<Office.AttachmentDetailsCompose[]>(office, (done) => item.getAttachmentsAsync(done));
  return listed.then(
    (attachments) => attachments.map(({ name }) => name),
    () => null,
  );
}

function supports({ context }: OfficeApi, version: string): boolean {
  const { requirements } = context;
  return has(requirements, 'isSetSupported') && requirements.isSetSupported('Mailbox', version);
}
