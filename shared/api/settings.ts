import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { CalendarDateText, InstantText, MoneyValue, ShortText } from './values.ts';

const LastDay = z.int().check(z.minimum(0), z.maximum(3_650));

/** 1 for Monday to 7 for Sunday; at least one day of the week is worked on. */
const Weekend = z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7));
/** Single days off. */
const Holidays = z.array(CalendarDateText).check(z.maxLength(500));

/** In the measure’s own unit: days, a fraction, a count. */
const MeasureTarget = z.strictObject({ measure: ShortText, value: z.number() });

/** What is kept of mail that was not made from a template: `nothing` but that it was sent, to whom and when. */
export const KEPT_OF_MAIL = ['subject_and_recipients', 'nothing'] as const;

/** Addresses, and mail domains with the hosts below them. */
const NeverLog = z.array(ShortText).check(z.maxLength(500));

/** How a company wants its figures cut and its money applied. */
export const SettingsView = z.object({
  ageing: z.object({
    preset: z.enum(['to_90', 'to_120', 'own']),
    /** The last day past due of each bucket but the last one, which has no end. */
    lastDays: z.array(LastDay),
    labels: z.array(z.string()),
  }),
  /** Whether what is certain posts by itself after each feed. */
  autoPost: z.boolean(),
  /** How much may be written off in one decision; a currency that is not named: nothing. */
  writeOffTolerance: z.array(MoneyValue),
  /** How much may be missing of an invoice for it to be taken as paid short: the larger of a fraction of it and an amount. */
  matchingTolerance: z.object({ fraction: z.number(), amounts: z.array(MoneyValue) }),
  /** Whether what names nothing is proposed for the oldest items. */
  oldestFirst: z.boolean(),
  /** On which days the company works. */
  calendar: z.strictObject({ weekend: Weekend, holidays: Holidays }),
  /** Working days after a promised day within which the money may still come. */
  promiseGraceDays: z.int(),
  /** What the company aims at, by measure. */
  targets: z.array(MeasureTarget),
  /** Mail of or to these is never logged by itself. */
  neverLog: NeverLog,
  /** What is kept of mail that was not made from a template. */
  keptOfMail: z.enum(KEPT_OF_MAIL),
  /** Whether people may send with Outlook’s own button although the gate is closed; the log then says so. */
  sendAnyway: z.boolean(),
});
export type SettingsView = z.infer<typeof SettingsView>;

const Tolerances = z.array(MoneyValue).check(z.maxLength(50));

/** What is left out stays as it is. */
export const ChangeSettingsBody = z.strictObject({
  buckets: z.optional(z.union([z.enum(['to_90', 'to_120']), z.array(LastDay).check(z.minLength(2), z.maxLength(12))])),
  autoPost: z.optional(z.boolean()),
  writeOffTolerance: z.optional(Tolerances),
  matchingTolerance: z.optional(
    z.strictObject({ fraction: z.number().check(z.minimum(0), z.maximum(0.2)), amounts: Tolerances }),
  ),
  oldestFirst: z.optional(z.boolean()),
  calendar: z.optional(z.strictObject({ weekend: z.optional(Weekend), holidays: z.optional(Holidays) })),
  promiseGraceDays: z.optional(z.int().check(z.minimum(0), z.maximum(30))),
  targets: z.optional(z.array(MeasureTarget).check(z.maxLength(200))),
  neverLog: z.optional(NeverLog),
  keptOfMail: z.optional(z.enum(KEPT_OF_MAIL)),
  sendAnyway: z.optional(z.boolean()),
});
export type ChangeSettingsBody = z.infer<typeof ChangeSettingsBody>;

const SettingChangeView = z.object({ at: InstantText, by: z.string(), before: SettingsView, after: SettingsView });

export const readSettings = operation({
  id: 'readSettings',
  summary: 'The company’s settings, and who changed them last.',
  method: 'get',
  path: '/api/settings',
  policy: 'management',
  answer: z.object({
    settings: SettingsView,
    /** The latest first, at most 20. */
    changes: z.array(SettingChangeView),
  }),
  status: 200,
});

export const changeSettings = operation({
  id: 'changeSettings',
  summary:
    'Changes the company’s settings; what is left out stays as it is. Answers settings_refused for what does not fit together.',
  method: 'put',
  path: '/api/settings',
  policy: 'administration',
  body: ChangeSettingsBody,
  answer: SettingsView,
  status: 200,
});
