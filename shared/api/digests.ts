import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { InstantText, ShortText } from './values.ts';

export const DIGEST_RHYTHMS = ['daily', 'weekly', 'monthly'] as const;
export type DigestRhythm = (typeof DIGEST_RHYTHMS)[number];

/** The digest that one gets by e-mail: never more than its reader may see on the page. */
export const DigestView = z.object({
  /** Null where one gets none. */
  rhythm: z.nullable(z.enum(DIGEST_RHYTHMS)),
  /** Keys of the measures in it, in this order. */
  measures: z.array(z.string()),
  /** When the next one leaves: at 7 in the company’s zone, on a working day. */
  next: z.nullable(InstantText),
  /** *In doubt* may or may not have left, and is not sent again. */
  last: z.nullable(
    z.object({ at: InstantText, state: z.enum(['sent', 'failed', 'in_doubt']), why: z.nullable(z.string()) }),
  ),
});
export type DigestView = z.infer<typeof DigestView>;

export const readDigest = operation({
  id: 'readDigest',
  summary: 'How one gets the digest.',
  method: 'get',
  path: '/api/digest',
  policy: 'signed_in',
  answer: DigestView,
  status: 200,
});

export const chooseDigest = operation({
  id: 'chooseDigest',
  summary:
    'Chooses the rhythm and the measures of one’s digest. Answers measure_unknown for a measure that there is not.',
  method: 'put',
  path: '/api/digest',
  policy: 'signed_in',
  body: z.strictObject({
    rhythm: z.nullable(z.enum(DIGEST_RHYTHMS)),
    measures: z.optional(z.array(ShortText).check(z.maxLength(40))),
  }),
  answer: DigestView,
  status: 200,
});

export const previewDigest = operation({
  id: 'previewDigest',
  summary: 'The digest as it would leave now.',
  method: 'get',
  path: '/api/digest/preview',
  policy: 'signed_in',
  answer: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
  status: 200,
});
