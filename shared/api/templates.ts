import * as z from 'zod/mini';
import { TEMPLATE_STAGES } from '../domain/dunning.ts';
import { TEXT_STATES, TEXT_STEPS } from '../domain/text-version.ts';
import { operation } from './operation.ts';
import { Id, InstantText, ShortText } from './values.ts';

/** The longest body of a template, in characters. */
export const LONGEST_BODY = 28_000;

const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));
const NO_LANGUAGE = 'is a language such as en or de';
export const LanguageTag = z
  .string()
  .check(
    z.maxLength(35),
    z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, NO_LANGUAGE),
    z.refine(isLocale, { error: NO_LANGUAGE }),
  );
export const BrandKey = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_-]{0,31}$/, 'is a short name of small letters, such as north'));

/** Whether days and amounts can be written in it. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** What a person did to one version, when. */
export const TextDeed = z.object({
  at: InstantText,
  /** The e-mail address, or `command line`. */
  by: z.string(),
  deed: z.enum([...TEXT_STEPS, 'write', 'replace']),
  /** Why it was sent back, or what took its place. */
  reason: z.nullable(z.string()),
});
export type TextDeed = z.infer<typeof TextDeed>;

const Approval = z.object({ at: InstantText, by: z.string() });

export const Governed = {
  id: Id,
  language: z.string(),
  /** Null for every brand. */
  brand: z.nullable(z.string()),
  version: z.int(),
  state: z.enum(TEXT_STATES),
  /** Counts changes of this version. A step names the one that its person has seen. */
  revision: z.int(),
  approvals: z.array(Approval),
  approvalsNeeded: z.int(),
  /** The last thing that was done to it; null for what was loaded before deeds were kept. */
  latest: z.nullable(TextDeed),
  /** The steps that whoever asks may take now. */
  may: z.array(z.enum(TEXT_STEPS)),
};

export const TemplateVersionView = z.object({ ...Governed, name: z.string(), stage: z.enum(TEMPLATE_STAGES) });
export type TemplateVersionView = z.infer<typeof TemplateVersionView>;

export const FieldProblemView = z.object({ field: z.string(), problem: z.string() });

export const TemplateVersionDetail = z.object({
  ...TemplateVersionView.shape,
  subject: z.string(),
  html: z.string(),
  /** How many messages were prepared from it. */
  uses: z.int(),
  history: z.array(TextDeed),
  /** What keeps it from being submitted, by field. */
  problems: z.array(FieldProblemView),
  /** The other versions of the same template, the newest first. */
  others: z.array(z.object({ id: Id, version: z.int(), state: z.enum(TEXT_STATES) })),
});
export type TemplateVersionDetail = z.infer<typeof TemplateVersionDetail>;

const Words = {
  stage: z.enum(TEMPLATE_STAGES),
  subject: z.string().check(z.maxLength(200)),
  html: z.string().check(z.maxLength(LONGEST_BODY)),
};
export const Brand = z.nullable(BrandKey);
export const TextStepBody = z.strictObject({
  step: z.enum(TEXT_STEPS),
  revision: z.int().check(z.minimum(0)),
  /** Needed to send a version back. */
  reason: z.optional(ShortText.check(z.trim(), z.minLength(3))),
});
export type TextStepBody = z.infer<typeof TextStepBody>;
export const Revision = z.int().check(z.minimum(0));
export const OneId = z.strictObject({ id: Id });

/** What a template may ask for, by type, for whoever writes one. */
const VariableView = z.object({
  name: z.string(),
  type: z.enum(['text', 'money', 'date', 'count', 'url', 'email']),
  words: z.string(),
  /** Whether it stands inside the loop over the items. */
  ofItem: z.boolean(),
});

export const BrandView = z.strictObject({
  key: BrandKey,
  name: Name,
  /** The ERP's company codes whose customers belong to it. */
  companyCodes: z.array(z.string().check(z.minLength(1), z.maxLength(40))).check(z.maxLength(100)),
});
export type BrandView = z.infer<typeof BrandView>;

export const listTemplateVersions = operation({
  id: 'listTemplateVersions',
  summary: 'Every version of every template, with the brands and the variables that templates are written with.',
  method: 'get',
  path: '/api/template-versions',
  policy: 'management',
  query: z.strictObject({
    stage: z.optional(z.enum(TEMPLATE_STAGES)),
    language: z.optional(LanguageTag),
    state: z.optional(z.enum(TEXT_STATES)),
    /** `default` for what is of no brand. */
    brand: z.optional(BrandKey),
  }),
  answer: z.object({
    versions: z.array(TemplateVersionView),
    brands: z.array(BrandView),
    variables: z.array(VariableView),
  }),
  status: 200,
});

export const readTemplateVersion = operation({
  id: 'readTemplateVersion',
  summary: 'One version of a template: its words, its history, what keeps it from being submitted.',
  method: 'get',
  path: '/api/template-versions/{id}',
  policy: 'management',
  params: OneId,
  answer: TemplateVersionDetail,
  status: 200,
});

export const draftTemplate = operation({
  id: 'draftTemplate',
  summary: 'Begins a new version of a template, or a new template.',
  method: 'post',
  path: '/api/template-versions',
  policy: 'management',
  body: z.strictObject({ name: Name, language: LanguageTag, brand: Brand, ...Words }),
  answer: TemplateVersionDetail,
  status: 201,
  idempotent: true,
});

export const changeTemplateDraft = operation({
  id: 'changeTemplateDraft',
  summary:
    'Writes a draft anew. A draft that was submitted before keeps its words, and the new ones become the next version, which is answered. Answers text_state where somebody else was faster.',
  method: 'put',
  path: '/api/template-versions/{id}',
  policy: 'management',
  params: OneId,
  body: z.strictObject({ revision: Revision, ...Words }),
  answer: TemplateVersionDetail,
  status: 200,
});

export const stepTemplate = operation({
  id: 'stepTemplate',
  summary:
    'Submits, approves, sends back, puts live or retires a version. Answers second_person_needed where its author would approve it, text_state where it has changed since it was seen, and template_refused with what is wrong with its words.',
  method: 'post',
  path: '/api/template-versions/{id}/steps',
  policy: 'management',
  params: OneId,
  body: TextStepBody,
  answer: TemplateVersionDetail,
  status: 200,
});

/** A run of words that both versions have, or one of them alone. */
const TextRun = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export type TextRun = z.infer<typeof TextRun>;

export const compareTemplates = operation({
  id: 'compareTemplates',
  summary: 'What differs between two versions, word by word.',
  method: 'get',
  path: '/api/template-differences',
  policy: 'management',
  query: z.strictObject({ from: Id, to: Id }),
  answer: z.object({
    from: TemplateVersionView,
    to: TemplateVersionView,
    subject: z.array(TextRun),
    html: z.array(TextRun),
  }),
  status: 200,
});

export const previewTemplate = operation({
  id: 'previewTemplate',
  summary:
    'Checks words that are not saved and fills them, with the figures of a customer or with made-up ones. Who may not read customers gets made-up ones alone.',
  method: 'post',
  path: '/api/template-previews',
  policy: 'management',
  body: z.strictObject({ language: LanguageTag, brand: Brand, ...Words, customerId: z.optional(Id) }),
  answer: z.object({
    /** What is wrong with the words, by field. */
    problems: z.array(FieldProblemView),
    /** The values that are not known or not of their type. */
    missing: z.array(FieldProblemView),
    /** Null where it cannot be filled. */
    filled: z.nullable(z.object({ subject: z.string(), html: z.string(), text: z.string() })),
  }),
  status: 200,
});

export const testSendTemplate = operation({
  id: 'testSendTemplate',
  summary: 'Sends a version to the address of whoever asks, and to nobody else. Where no mail can leave, it says why.',
  method: 'post',
  path: '/api/template-versions/{id}/test-sends',
  policy: 'management',
  params: OneId,
  body: z.strictObject({ customerId: z.optional(Id) }),
  answer: z.object({ to: z.string(), isSent: z.boolean(), why: z.nullable(z.string()) }),
  status: 200,
});

export const changeBrands = operation({
  id: 'changeBrands',
  summary: 'Says under which brands the company duns, and whose customers belong to which.',
  method: 'put',
  path: '/api/brands',
  policy: 'administration',
  body: z.strictObject({ brands: z.array(BrandView).check(z.maxLength(50)) }),
  answer: z.object({ brands: z.array(BrandView) }),
  status: 200,
});
