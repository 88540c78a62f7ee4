import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { CurrencyText, InstantText, ShortText } from './values.ts';

/** What a company has to have before its people work with it, in the order in which an admin does it. */
export const SETUP_STEPS = [
  'company',
  'zone',
  'working_days',
  'currencies',
  'buckets',
  'sign_in',
  'feed',
  'users',
  'outlook',
  'gmail',
  'templates',
  'codes',
  'retention',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** One thing that a try looked at. */
const Finding = z.object({
  /** What was looked at, in a few words. */
  what: z.string(),
  passed: z.boolean(),
  /** What was found; where it did not pass, what to do. */
  sentence: z.string(),
});
export type SetupFinding = z.infer<typeof Finding>;

/** The last try of a step: it passed where all of it did. */
const StepTry = z.object({
  at: InstantText,
  by: z.string(),
  passed: z.boolean(),
  findings: z.array(Finding),
});
export type StepTry = z.infer<typeof StepTry>;

export const STEP_STATES = ['done', 'missing', 'not_needed'] as const;
export type StepState = (typeof STEP_STATES)[number];

export const SetupStepView = z.object({
  step: z.enum(SETUP_STEPS),
  state: z.enum(STEP_STATES),
  /** What there is, as the data have it. */
  found: z.string(),
  /** What is still to be done, in one sentence; null where nothing is. */
  missing: z.nullable(z.string()),
  /** The page on which it is done. */
  href: z.string(),
  /** Null where it was never tried. */
  lastTry: z.nullable(StepTry),
});
export type SetupStepView = z.infer<typeof SetupStepView>;

export const readSetup = operation({
  id: 'readSetup',
  summary: 'What of the company’s set-up is done, and what is missing.',
  method: 'get',
  path: '/api/setup',
  policy: 'administration',
  answer: z.object({ steps: z.array(SetupStepView) }),
  status: 200,
});

export const trySetupStep = operation({
  id: 'trySetupStep',
  summary:
    'Tries whether a step of the set-up works, and keeps what was found. Answers setup_step_unknown for none of them.',
  method: 'post',
  path: '/api/setup/checks/{step}',
  policy: 'administration',
  params: z.strictObject({ step: ShortText }),
  answer: SetupStepView,
  status: 200,
});

const DomainText = z.string().check(z.minLength(1), z.maxLength(253));

/** The company itself. */
export const CompanyView = z.object({
  name: z.string(),
  /** An IANA zone, such as Europe/Berlin; days are cut in it. */
  zone: z.string(),
  currency: CurrencyText,
  /** Whether the currency can still be another: not once the ledger has a run. */
  isCurrencyFixed: z.boolean(),
  /** Mail domains of the company itself; they never name a customer. */
  ownDomains: z.array(z.string()),
});
export type CompanyView = z.infer<typeof CompanyView>;

/** What is left out stays as it is. */
export const ChangeCompanyBody = z.strictObject({
  name: z.optional(ShortText),
  zone: z.optional(ShortText),
  currency: z.optional(CurrencyText),
  ownDomains: z.optional(z.array(DomainText).check(z.minLength(1), z.maxLength(50))),
});
export type ChangeCompanyBody = z.infer<typeof ChangeCompanyBody>;

export const readCompany = operation({
  id: 'readCompany',
  summary: 'The company’s name, zone, currency and own mail domains.',
  method: 'get',
  path: '/api/company',
  policy: 'administration',
  answer: CompanyView,
  status: 200,
});

export const changeCompany = operation({
  id: 'changeCompany',
  summary:
    'Changes the company’s name, zone, currency or own mail domains; what is left out stays. Answers company_refused for what cannot be.',
  method: 'put',
  path: '/api/company',
  policy: 'administration',
  body: ChangeCompanyBody,
  answer: CompanyView,
  status: 200,
});

/** A value that an admin pastes elsewhere. */
const PasteValue = z.object({
  label: z.string(),
  value: z.string(),
  /** Where it goes, or what to mind; null where the label says all. */
  note: z.nullable(z.string()),
});
export type PasteValue = z.infer<typeof PasteValue>;

const PasteGroup = z.object({ heading: z.string(), values: z.array(PasteValue) });
export type PasteGroup = z.infer<typeof PasteGroup>;

/** What an admin consented to when the manifest was deployed, and what would be asked now. */
const ConsentChange = z.object({
  what: z.string(),
  before: z.string(),
  after: z.string(),
});
export type ConsentChange = z.infer<typeof ConsentChange>;

export const OutlookSetupView = z.object({
  /** Null where no manifest can be made, which `whyNoManifest` then says. */
  manifest: z.nullable(
    z.object({
      id: z.string(),
      version: z.string(),
      /** Where the Microsoft 365 admin centre can fetch it. */
      address: z.string(),
      problems: z.array(z.object({ line: z.int(), problem: z.string() })),
    }),
  ),
  whyNoManifest: z.nullable(z.string()),
  /** What to register in Entra, in its order. */
  registration: z.array(PasteGroup),
  /** One link a directory of the company; empty while ids or directories are missing. */
  consentLinks: z.array(z.object({ directory: z.string(), href: z.string() })),
  /** The manifest that was taken for deploying last; null where none was. */
  taken: z.nullable(
    z.object({
      at: InstantText,
      by: z.string(),
      version: z.string(),
      /** Whether it is the one that is made now, byte for byte. */
      isSame: z.boolean(),
      /** What has changed since so that Microsoft 365 asks for consent again. */
      consentChanges: z.array(ConsentChange),
    }),
  ),
  lastTry: z.nullable(StepTry),
});
export type OutlookSetupView = z.infer<typeof OutlookSetupView>;

export const readOutlookSetup = operation({
  id: 'readOutlookSetup',
  summary: 'What an admin of Microsoft 365 needs to deploy the Outlook pane.',
  method: 'get',
  path: '/api/setup/outlook',
  policy: 'administration',
  answer: OutlookSetupView,
  status: 200,
});

export const takeManifest = operation({
  id: 'takeManifest',
  summary:
    'The manifest for deploying; it is kept which one was taken, so that a later change can be told. Answers manifest_unavailable where none can be made.',
  method: 'post',
  path: '/api/setup/outlook/manifest',
  policy: 'administration',
  answer: z.object({ fileName: z.string(), xml: z.string() }),
  status: 200,
});

export const GmailSetupView = z.object({
  /** Null where the add-on’s address is not set, which `whyNoDeployment` then says. */
  deployment: z.nullable(z.object({ json: z.string(), problems: z.array(z.string()) })),
  whyNoDeployment: z.nullable(z.string()),
  scopes: z.array(z.object({ scope: z.string(), class: z.string(), reason: z.string() })),
  ids: z.array(PasteGroup),
  lastTry: z.nullable(StepTry),
});
export type GmailSetupView = z.infer<typeof GmailSetupView>;

export const readGmailSetup = operation({
  id: 'readGmailSetup',
  summary: 'What an admin of Google Workspace needs to deploy the Gmail add-on.',
  method: 'get',
  path: '/api/setup/gmail',
  policy: 'administration',
  answer: GmailSetupView,
  status: 200,
});
