import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { Id, InstantText, ShortText } from './values.ts';

/** A file that can go with a message: a statement of account as of today, or the ERP's own document of an item. */
export const AttachmentWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('statement') }),
  z.strictObject({ kind: z.literal('invoice'), itemId: Id }),
]);
export type AttachmentWish = z.infer<typeof AttachmentWish>;

export const AttachmentView = z.object({
  wish: AttachmentWish,
  fileName: z.string(),
  contentType: z.string(),
  /** In bytes; null for a statement that is made when it is asked for. */
  size: z.nullable(z.int()),
});
export type AttachmentView = z.infer<typeof AttachmentView>;

export const linkDocument = operation({
  id: 'linkDocument',
  summary:
    'An address under which the browser can open a statement or an invoice document of a customer, without signing in, for five minutes.',
  method: 'post',
  path: '/api/customers/{id}/document-links',
  policy: 'reading',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ wish: AttachmentWish }),
  answer: z.object({ url: z.string(), expiresAt: InstantText }),
  status: 200,
});

export const storeInvoiceDocument = operation({
  id: 'storeInvoiceDocument',
  summary:
    'Takes the ERP’s own PDF of an invoice. The same bytes again change nothing; others are a new version, and the earlier stays for what was sent with it.',
  method: 'post',
  path: '/api/invoice-documents',
  policy: 'administration',
  scope: 'documents',
  maxBytes: 14_000_000,
  body: z.strictObject({
    /** The invoice's number as the ERP writes it. */
    number: ShortText.check(z.minLength(1)),
    /** The source of the feed, where several have a document of that number. */
    source: z.optional(ShortText),
    fileName: ShortText.check(z.minLength(1)),
    /** At most 10 MB before encoding. */
    base64: z.string(),
  }),
  answer: z.object({ itemId: Id, fileName: z.string(), version: z.int(), isNew: z.boolean() }),
  status: 200,
});
