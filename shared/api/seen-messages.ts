import * as z from 'zod/mini';
import { CLIENTS } from './activities.ts';
import { DispatchView } from './dispatches.ts';
import { operation } from './operation.ts';
import { Id, InstantText, LongText, ShortText } from './values.ts';

/**
 * What a seen message turned out to be. `dispatch`: one that was made from a template here. `logged`: mail of a colleague to a customer's contact, in the log from now on or
 * before. `none`: mail of others, or to nobody we know. `never_log`: of or to an address that the company does not log.
 */
const SEEN_AS = ['dispatch', 'logged', 'none', 'never_log'] as const;

export const reportSeenMessage = operation({
  id: 'reportSeenMessage',
  summary:
    'Says that a message was seen in a mailbox. A copy of one that was prepared here is recognised by what it carries, by Message-ID, or by thread, recipients and time, and counts as confirmed; other mail of a colleague to a customer’s contact is logged as a reply, once by its Message-ID, whoever sees it.',
  method: 'post',
  path: '/api/seen-messages',
  policy: 'collections',
  body: z.strictObject({
    /** The customer on whose card it was seen; null where the thread names none. */
    customerId: z.nullable(Id),
    client: z.enum(CLIENTS),
    from: ShortText,
    recipients: z.array(ShortText).check(z.maxLength(500)),
    subject: z.optional(ShortText),
    sentAt: z.optional(InstantText),
    conversation: z.optional(ShortText),
    internetMessageId: z.optional(ShortText),
    references: z.optional(LongText),
    /** What the message keeps of the template that was put into it. */
    dispatchId: z.optional(Id),
    /** True where the on-send handler noted that it got no answer. */
    gateNotReached: z.optional(z.boolean()),
  }),
  answer: z.object({
    seenAs: z.enum(SEEN_AS),
    /** The entry of the log, where there is one. */
    activityId: z.nullable(Id),
    dispatch: z.nullable(DispatchView),
  }),
  status: 200,
});
