import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { Id, InstantText, ShortText } from './values.ts';

/** What was said, by where it was said: in a message made from a template, in other mail, in a note of a call or of anything else. */
export const TEXT_KINDS = ['template_mail', 'other_mail', 'call_note'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

/** Who can be allowed to read what mail says; admins run the set-up and see no customers. */
export const TEXT_READERS = ['collector', 'manager', 'reader'] as const;
export type TextReader = (typeof TEXT_READERS)[number];

/** Whole days for which a text is kept after the day on which it was logged; null for ever. */
const KeptDays = z.nullable(z.int().check(z.minimum(1), z.maximum(36_500)));

export const TextRulesView = z.object({
  /** The roles that may read what mail says. */
  readers: z.array(z.enum(TEXT_READERS)),
  keptDays: z.object({ template_mail: KeptDays, other_mail: KeptDays, call_note: KeptDays }),
});
export type TextRulesView = z.infer<typeof TextRulesView>;

/** What is left out stays as it is. */
export const ChangeTextRulesBody = z.strictObject({
  readers: z.optional(z.array(z.enum(TEXT_READERS)).check(z.maxLength(3))),
  keptDays: z.optional(
    z.strictObject({
      template_mail: z.optional(KeptDays),
      other_mail: z.optional(KeptDays),
      call_note: z.optional(KeptDays),
    }),
  ),
});
export type ChangeTextRulesBody = z.infer<typeof ChangeTextRulesBody>;

const NamedCustomer = z.object({ id: Id, number: z.string(), name: z.string() });

/** That nothing that was said to a customer may be removed. */
export const TextHoldView = z.object({
  id: Id,
  customer: NamedCustomer,
  reason: z.string(),
  setBy: z.string(),
  setAt: InstantText,
  /** Who asked for it to be lifted, which another admin has to confirm; null where nobody did. */
  lifting: z.nullable(z.object({ askedBy: z.string(), askedAt: InstantText })),
});
export type TextHoldView = z.infer<typeof TextHoldView>;

/** Whose texts are to be erased: those with a person at a customer, with a whole customer, or by one of the company's own people. */
export const ErasureSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('contact'), email: ShortText.check(z.minLength(3)) }),
  z.strictObject({ kind: z.literal('customer'), customerId: Id }),
  z.strictObject({ kind: z.literal('user'), userId: Id }),
]);
export type ErasureSubject = z.infer<typeof ErasureSubject>;

const Count = z.int().check(z.minimum(0));

/** How many there are: activities with texts by their kind, messages that were prepared and never sent, tasks, notes of reviews. */
export const ErasureCounts = z.strictObject({
  template_mail: Count,
  other_mail: Count,
  call_note: Count,
  drafts: Count,
  tasks: Count,
  reviewNotes: Count,
});
export type ErasureCounts = z.infer<typeof ErasureCounts>;

export const readTextRules = operation({
  id: 'readTextRules',
  summary: 'Who may read what mail says, and how long what was said is kept.',
  method: 'get',
  path: '/api/texts/rules',
  policy: 'administration',
  answer: TextRulesView,
  status: 200,
});

export const changeTextRules = operation({
  id: 'changeTextRules',
  summary: 'Changes who may read what mail says, and how long it is kept; what is left out stays as it is.',
  method: 'put',
  path: '/api/texts/rules',
  policy: 'administration',
  body: ChangeTextRulesBody,
  answer: TextRulesView,
  status: 200,
});

export const listTextHolds = operation({
  id: 'listTextHolds',
  summary: 'The customers of whom nothing that was said may be removed, the latest hold first.',
  method: 'get',
  path: '/api/texts/holds',
  policy: 'administration',
  answer: z.object({ holds: z.array(TextHoldView) }),
  status: 200,
});

export const setTextHold = operation({
  id: 'setTextHold',
  summary: 'Keeps what was said to a customer from being removed, whether by its time or by an erasure.',
  method: 'post',
  path: '/api/texts/holds',
  policy: 'administration',
  body: z.strictObject({ customerId: Id, reason: ShortText.check(z.minLength(3)) }),
  answer: TextHoldView,
  status: 201,
  idempotent: true,
});

export const liftTextHold = operation({
  id: 'liftTextHold',
  summary:
    'Lifts a hold in two steps by two admins: one asks, another confirms. `keep` takes the asking back. Answers hold_state where the step does not fit, and second_admin_needed where it is the same admin.',
  method: 'post',
  path: '/api/texts/holds/{id}/lifting',
  policy: 'administration',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ step: z.enum(['ask', 'confirm', 'keep']) }),
  /** Null once it is lifted. */
  answer: z.object({ hold: z.nullable(TextHoldView) }),
  status: 200,
});

export const previewErasure = operation({
  id: 'previewErasure',
  summary: 'What an erasure of a person’s texts would take away, and what a hold refuses; nothing is erased.',
  method: 'post',
  path: '/api/texts/erasures/preview',
  policy: 'administration',
  body: z.strictObject({ subject: ErasureSubject }),
  answer: z.object({ found: ErasureCounts, held: ErasureCounts, heldCustomers: z.array(NamedCustomer) }),
  status: 200,
});

export const eraseTexts = operation({
  id: 'eraseTexts',
  summary:
    'Erases a person’s texts for good; the log keeps that it was done, by whom and when, and its hashes. Answers erasure_changed where it would take away something else than the preview said.',
  method: 'post',
  path: '/api/texts/erasures',
  policy: 'administration',
  body: z.strictObject({
    subject: ErasureSubject,
    /** `found` of the preview. */
    expected: ErasureCounts,
  }),
  answer: z.object({ erased: ErasureCounts, held: ErasureCounts }),
  status: 201,
  idempotent: true,
});
