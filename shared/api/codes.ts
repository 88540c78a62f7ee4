import * as z from 'zod/mini';
import { ACTIVITY_CODES, CHANNELS, OUTCOMES, REACHES } from '../domain/activity-code.ts';
import { operation } from './operation.ts';

const Code = z.enum(ACTIVITY_CODES);
const Need = z.enum(['required', 'optional', 'none']);

/** The languages in which a company can call a code by a name of its own. */
export const LABEL_LANGUAGES = ['en', 'de'] as const;

const OwnLabel = z.strictObject({
  code: Code,
  language: z.enum(LABEL_LANGUAGES),
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
});

/** What of the standard codes a company has otherwise. */
export const CompanyCodes = z.strictObject({
  /** Those that are not used: they stay readable in the log, and nothing is recorded by them. */
  off: z.array(Code).check(z.maxLength(ACTIVITY_CODES.length)),
  /** In which order they are offered; those that are left out come after, in the order of the standard. */
  order: z.array(Code).check(z.maxLength(ACTIVITY_CODES.length)),
  /** What the company calls them, at most once for a code and language. */
  labels: z.array(OwnLabel).check(z.maxLength(ACTIVITY_CODES.length * LABEL_LANGUAGES.length)),
});
export type CompanyCodes = z.infer<typeof CompanyCodes>;

/** A company's codes with the count of their changes. */
export type VersionedCodes = CompanyCodes & { readonly version: number };

/** A company that has the codes as they are. */
export const STANDARD_CODES: CompanyCodes = { off: [], order: [], labels: [] };

/** One standard code with what it stands for and asks for, and what the company made of it. */
export const CodeLine = z.object({
  code: Code,
  /** The standard's own term, by language. */
  term: z.object({ en: z.string(), de: z.string() }),
  channel: z.enum(CHANNELS),
  direction: z.enum(['out', 'in']),
  reach: z.enum(REACHES),
  outcomes: z.array(z.enum(OUTCOMES)),
  amount: Need,
  date: Need,
  reason: Need,
  isOff: z.boolean(),
  /** Whether it can be switched off: what the server records by itself, and what figures rest on, cannot. */
  mayBeOff: z.boolean(),
});
export type CodeLine = z.infer<typeof CodeLine>;

export const CodesView = z.object({
  /** Counts the changes, from 0 for the standard as it is. */
  version: z.int(),
  own: CompanyCodes,
  /** In the order in which they are offered. */
  lines: z.array(CodeLine),
});
export type CodesView = z.infer<typeof CodesView>;

export const readCodes = operation({
  id: 'readCodes',
  summary: 'The standard activity codes, and which of them the company uses under what names.',
  method: 'get',
  path: '/api/codes',
  policy: 'management',
  answer: CodesView,
  status: 200,
});

export const changeCodes = operation({
  id: 'changeCodes',
  summary:
    'Says which codes the company uses, in which order and under what names. Answers codes_refused for what does not fit, and codes_changed where somebody else was faster.',
  method: 'put',
  path: '/api/codes',
  policy: 'administration',
  /** `version` is that of the list which was changed. */
  body: z.extend(CompanyCodes, { version: z.int().check(z.minimum(0)) }),
  answer: CodesView,
  status: 200,
});
