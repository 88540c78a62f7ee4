import type { FilledMessage, FreePart } from '#shared/api/dispatches.ts';
import type { AttachmentView, AttachmentWish } from '#shared/api/documents.ts';

/** What a person wrote and chose for one customer and one template. It outlives the message on screen, and is gone when it is used. */
export interface TemplateWork {
  /** Why it goes out although the gate is closed, as typed. */
  readonly reason: string;
  /** What was written in the place of free parts, by their names. */
  readonly freeParts: Readonly<Record<string, string>>;
  /** The files that are ticked. */
  readonly files: readonly AttachmentWish[];
}

const NO_WORK: TemplateWork = { reason: '', freeParts: {}, files: [] };

/** What is half-written in templates, by customer and template. In memory alone. */
export class TemplateWorks {
  private readonly works = new Map<string, TemplateWork>();

  of(customerId: string, templateId: string): TemplateWork {
    return this.works.get(nameOf(customerId, templateId)) ?? NO_WORK;
  }

  keep(customerId: string, templateId: string, work: TemplateWork): void {
    this.works.set(nameOf(customerId, templateId), work);
  }

  forget(customerId: string, templateId: string): void {
    this.works.delete(nameOf(customerId, templateId));
  }

  forgetAll(): void {
    this.works.clear();
  }
}

function nameOf(customerId: string, templateId: string): string {
  return JSON.stringify([customerId, templateId]);
}

export type FreePartView = Extract<FilledMessage['parts'][number], { kind: 'free' }>;

/** What stands in a free part by now. */
export function writtenIn({ freeParts }: TemplateWork, { name, original }: FreePartView): string {
  return freeParts[name] ?? original;
}

/** What was written, as far as it differs from the approved words of the template as it is by now. */
export function changedParts(work: TemplateWork, { parts }: Pick<FilledMessage, 'parts'>): FreePart[] {
  return parts.flatMap((part) => {
    if (part.kind === 'locked') return [];
    const text = writtenIn(work, part);
    return text === part.original ? [] : [{ name: part.name, text }];
  });
}

/** The part's approved words again. */
export function withoutPart(work: TemplateWork, name: string): TemplateWork {
  const { [name]: _, ...freeParts } = work.freeParts;
  return { ...work, freeParts };
}

export function toggledFile(work: TemplateWork, wish: AttachmentWish): TemplateWork {
  const others = work.files.filter((file) => !isSameFile(file, wish));
  return { ...work, files: others.length < work.files.length ? others : [...others, wish] };
}

/** What is ticked, as far as it can go with the message by now. */
export function tickedFiles({ files }: TemplateWork, attachable: readonly AttachmentView[]): AttachmentView[] {
  return attachable.filter(({ wish }) => files.some((file) => isSameFile(file, wish)));
}

function isSameFile(a: AttachmentWish, b: AttachmentWish): boolean {
  return fileKey(a) === fileKey(b);
}

/** Names a file among those that can go with a message. */
export function fileKey(wish: AttachmentWish): string {
  return wish.kind === 'invoice' ? `invoice ${wish.itemId}` : wish.kind;
}
