import type { AttachmentView, AttachmentWish } from '#shared/api/documents.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import type { SentFile } from '../activities/activity-log-service.ts';
import type { DocumentService } from '../documents/document-service.ts';
import type { Debtor } from './debtor.ts';

/** How large the files of one message may be together, in bytes. */
const LARGEST_TOGETHER = 20_000_000;

/** A file that goes with a prepared message, as it was made then; its bytes are kept under its hash. */
export interface DispatchAttachment extends SentFile {
  readonly wish: AttachmentWish;
  readonly contentType: string;
}

/** What goes with messages besides their words. */
export class MessageAttachments {
  constructor(private readonly documents: DocumentService) {}

  /** What could go with a message, and what was wished for of that, in the order of the wishes. Throws DomainError `request_invalid`, or `document_not_found` for an invoice without a document. */
  async preview(
    { customer, items }: Debtor,
    wishes: readonly AttachmentWish[],
  ): Promise<{ attachable: AttachmentView[]; attachments: AttachmentView[] }> {
    requireAbout(wishes, items);
    const attachable = await this.documents.attachable(
      customer,
      items.map(({ id }) => id),
    );
    const attachments = wishes.map((wish) => {
      const view = attachable.find((one) => nameOf(one.wish) === nameOf(wish));
      if (view === undefined) throw new DomainError('document_not_found', 'There is no document of this invoice.');
      return view;
    });
    requireRoom(attachments.map(({ size }) => size ?? 0));
    return { attachable, attachments: underOwnNames(attachments) };
  }

  /**
   * Makes what was wished for and keeps it; the same again is kept once. Throws DomainError `customer_not_found`, `document_not_found`, or `request_invalid` where a wish is there twice or all
   * together is too large.
   */
  async make(customerId: CustomerId, wishes: readonly AttachmentWish[]): Promise<DispatchAttachment[]> {
    const made: DispatchAttachment[] = [];
    requireOnce(wishes);
    for (const wish of wishes) {
      const { fileName, contentType, bytes, sha256 } = await this.documents.make(customerId, wish);
      made.push({ wish, fileName, contentType, size: bytes.length, sha256 });
      requireRoom(made.map(({ size }) => size));
      await this.documents.keep({ sha256, bytes });
    }
    return underOwnNames(made);
  }

  /** The bytes of a file that goes with a message. Throws DomainError `document_not_found`. */
  async read({ sha256 }: DispatchAttachment): Promise<Buffer> {
    return this.documents.read(sha256);
  }
}

/** Throws DomainError `request_invalid` for a wish that is there twice, or for the document of an item that the message is not about. */
export function requireAbout(wishes: readonly AttachmentWish[], items: Debtor['items']): void {
  requireOnce(wishes);
  const place = wishes.findIndex((wish) => wish.kind === 'invoice' && !isAbout(items, wish.itemId as ItemId));
  if (place !== -1) throw refused(place, 'is none of the items that the message is about');
}

export function presentAttachment({ wish, fileName, contentType, size }: DispatchAttachment): AttachmentView {
  return { wish, fileName, contentType, size };
}

/** The files with names that are each there once, so that one can tell which of them a message has: `scan.pdf`, `scan (2).pdf`. */
function underOwnNames<F extends { readonly fileName: string }>(files: readonly F[]): F[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const stem = file.fileName.replace(/\.pdf$/, '');
    let { fileName } = file;
    for (let place = 2; taken.has(fileName.toLowerCase()); place += 1) fileName = `${stem} (${place}).pdf`;
    taken.add(fileName.toLowerCase());
    return { ...file, fileName };
  });
}

function isAbout(items: Debtor['items'], itemId: ItemId): boolean {
  return items.some(({ id }) => id === itemId);
}

function requireOnce(wishes: readonly AttachmentWish[]): void {
  const names = wishes.map(nameOf);
  const place = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (place !== -1) throw refused(place, 'is wished for twice');
}

function requireRoom(sizes: readonly number[]): void {
  const together = sizes.reduce((sum, size) => sum + size, 0);
  if (together <= LARGEST_TOGETHER) return;
  const problems = [{ field: 'attachments', problem: `have ${together} bytes, and may have ${LARGEST_TOGETHER}` }];
  throw new DomainError('request_invalid', 'The attachments are too large together; leave some out.', problems);
}

function nameOf(wish: AttachmentWish): string {
  return wish.kind === 'statement' ? wish.kind : `${wish.kind} ${wish.itemId}`;
}

function refused(place: number, problem: string): DomainError {
  return new DomainError('request_invalid', 'An attachment cannot go with this message.', [
    { field: `attachments.${place}`, problem },
  ]);
}
