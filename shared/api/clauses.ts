import * as z from 'zod/mini';
import { operation } from './operation.ts';
import {
  Brand,
  FieldProblemView,
  Governed,
  LanguageTag,
  LONGEST_BODY,
  OneId,
  Revision,
  TextDeed,
  TextStepBody,
} from './templates.ts';

export const ClauseName = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_-]{0,63}$/, 'is a name of small letters, such as bank_details'));

export const ClauseView = z.object({
  ...Governed,
  name: z.string(),
  /** Empty for every language. */
  language: z.string(),
  html: z.string(),
  text: z.string(),
  /** Whether it says where to pay, so that two persons approve each change. */
  isBankDetails: z.boolean(),
  history: z.array(TextDeed),
  problems: z.array(FieldProblemView),
});
export type ClauseView = z.infer<typeof ClauseView>;

export const listClauses = operation({
  id: 'listClauses',
  summary: 'Every version of every clause: bank details, legal words.',
  method: 'get',
  path: '/api/clauses',
  policy: 'management',
  answer: z.object({ clauses: z.array(ClauseView) }),
  status: 200,
});

export const draftClause = operation({
  id: 'draftClause',
  summary: 'Begins a new version of a clause, or a new clause.',
  method: 'post',
  path: '/api/clauses',
  policy: 'management',
  body: z.strictObject({
    name: ClauseName,
    language: z.union([z.literal(''), LanguageTag]),
    brand: Brand,
    html: z.string().check(z.maxLength(LONGEST_BODY)),
  }),
  answer: ClauseView,
  status: 201,
  idempotent: true,
});

export const changeClauseDraft = operation({
  id: 'changeClauseDraft',
  summary: 'Writes the draft of a clause anew, as changeTemplateDraft does.',
  method: 'put',
  path: '/api/clauses/{id}',
  policy: 'management',
  params: OneId,
  body: z.strictObject({ revision: Revision, html: z.string().check(z.maxLength(LONGEST_BODY)) }),
  answer: ClauseView,
  status: 200,
});

export const stepClause = operation({
  id: 'stepClause',
  summary: 'Submits, approves, sends back, puts live or retires a clause. Bank details need the approval of two.',
  method: 'post',
  path: '/api/clauses/{id}/steps',
  policy: 'management',
  params: OneId,
  body: TextStepBody,
  answer: ClauseView,
  status: 200,
});

export const acknowledgeClause = operation({
  id: 'acknowledgeClause',
  summary: 'Notes that whoever asks has seen the warning about changed bank details.',
  method: 'post',
  path: '/api/clauses/{id}/acknowledgements',
  policy: 'collections',
  params: OneId,
  answer: z.object({}),
  status: 200,
});
