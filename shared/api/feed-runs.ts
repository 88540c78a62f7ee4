import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { CurrencyText, Id, InstantText, MoneyValue, ShortText } from './values.ts';

export const FEED_PROFILES = ['customers', 'invoices', 'payments', 'cleared-items'] as const;
/** How a file's rows are read: which columns it has, and what a row becomes in the ledger. */
export type FeedProfileName = (typeof FEED_PROFILES)[number];

const MAX_FILE_BYTES = 32 * 1024 * 1024;
const Name = z.string().check(z.minLength(1), z.maxLength(200));

const ZoneText = z
  .string()
  .check(z.refine(isZone, { error: 'is not a zone of the IANA list; write one such as Europe/Berlin or UTC' }));

/** What a file's own words, columns and formats mean. The same as JSON in a file for the command line. */
export const FeedMapping = z.strictObject({
  /** For the reader; has no effect. */
  about: z.optional(z.string().check(z.maxLength(2_000))),
  /** The profile that it is for; with another one it is refused. */
  profile: z.optional(z.enum(FEED_PROFILES)),
  /** Where the rows come from. Files of one ERP have one source, so that their rows find one another; `erp` where it is left out. */
  source: z.optional(z.string().check(z.regex(/^[\w.-]{1,50}$/, 'is 1 to 50 letters, digits, dots, hyphens'))),
  /** The company code of rows that carry none. */
  companyCode: z.optional(Name),
  /** The currency of rows that carry none, and of a company that the feed creates. */
  currency: z.optional(CurrencyText),
  /** The zone of a company that the feed creates. */
  zone: z.optional(ZoneText),
  delimiter: z.optional(z.enum([',', ';', '\t'])),
  /** Our column → the file's. Columns that are not named here are not read. Where it is left out, the file has our own names. */
  columns: z.optional(z.record(Name, Name)),
  /** Such as `M/D/YYYY`, `DD.MM.YYYY`, `YYYYMMDD.0`. Where it is left out, it is found from the whole file. */
  dateFormat: z.optional(Name),
  /** Our column → its own date format, where it differs from the file's. */
  dateFormats: z.optional(z.record(Name, Name)),
  numberFormat: z.optional(
    z.strictObject({
      decimal: z.optional(z.enum(['.', ','])),
      /** What groups thousands; empty for nothing. Where it is left out, any usual sign but the decimal one. */
      grouping: z.optional(z.enum(['.', ',', ' ', "'", ''])),
      /** How an amount below 0 is written: `-5`, `5-` or `(5)`. Where it is left out, each of them. */
      negative: z.optional(z.enum(['leading', 'trailing', 'parentheses'])),
      /** What to do with more decimals than the currency has: refuse the row, or round half away from 0. */
      excessDecimals: z.optional(z.enum(['refuse', 'round'])),
    }),
  ),
  /** True where the file gives credit items an amount below 0: a negative invoice is then a credit memo. */
  signedAmounts: z.optional(z.boolean()),
  /** Words that stand for an empty cell, such as `00.00.0000` or `NULL`. */
  emptyWords: z.optional(z.array(Name)),
  /** Our column → the file's word → ours, such as `disputed` for `Yes`. */
  values: z.optional(z.record(Name, z.record(z.string(), z.string()))),
});
export type FeedMapping = z.infer<typeof FeedMapping>;

export const RowProblemView = z.object({
  line: z.int(),
  column: z.string(),
  value: z.string(),
  problem: z.string(),
});
export type RowProblemView = z.infer<typeof RowProblemView>;

const runFields = {
  id: Id,
  profile: z.string(),
  source: z.string(),
  fileName: z.string(),
  /** `taking` while it is under way; `abandoned` where its process died, with nothing taken. */
  state: z.enum(['committed', 'unchanged', 'refused', 'dry_run', 'taking', 'abandoned']),
  /** The run's number in the ledger; null where it changed nothing. */
  number: z.nullable(z.int()),
  /** How many entries the ledger took as new, as changed, found equal, or kept as history. */
  counts: z.object({ new: z.int(), changed: z.int(), equal: z.int(), historic: z.int() }),
  /** Rows in the file, the header and empty lines not counted. */
  rowCount: z.int(),
  /** What the rows that could be read add up to, by kind and currency. */
  totals: z.array(z.object({ kind: z.string(), amount: MoneyValue })),
  problemCount: z.int(),
  notes: z.array(z.string()),
};

/** What came of one file. `problems` are the first thousand; the run's own page goes on. */
export const FeedOutcomeView = z.object({ ...runFields, problems: z.array(RowProblemView) });
export type FeedOutcomeView = z.infer<typeof FeedOutcomeView>;

const keptFields = {
  receivedAt: InstantText,
  committedAt: z.nullable(InstantText),
  /** The source's own as-of time; the time of receipt where nobody stated one. */
  dataAsOf: InstantText,
  actor: z.string(),
};

export const FeedRunView = z.object({ ...runFields, ...keptFields });
export type FeedRunView = z.infer<typeof FeedRunView>;

const Count = (least: number, most: number) =>
  z.optional(z.coerce.number().check(z.int(), z.minimum(least), z.maximum(most)));

export const takeFeed = operation({
  id: 'takeFeed',
  summary:
    'Reads a file into the ledger. The same file again changes nothing and says so, so it needs no key. Answers feed_refused, with nothing taken, where a row is wrong.',
  method: 'post',
  path: '/api/feed-runs/{profile}',
  policy: 'administration',
  params: z.strictObject({ profile: ShortText }),
  body: z.strictObject({
    fileName: z.string().check(z.maxLength(255), z.regex(/[^\\/]$/, 'is not the name of a file')),
    text: z.string(),
    mapping: z.optional(FeedMapping),
    onProblem: z.optional(z.enum(['refuse', 'skip'])),
    dataAsOf: z.optional(InstantText),
    dryRun: z.optional(z.boolean()),
  }),
  answer: FeedOutcomeView,
  status: 200,
  maxBytes: MAX_FILE_BYTES,
});

export const listFeedRuns = operation({
  id: 'listFeedRuns',
  summary: 'The files that were read, the last received first.',
  method: 'get',
  path: '/api/feed-runs',
  policy: 'management',
  query: z.strictObject({ before: z.optional(InstantText), limit: Count(1, 200) }),
  answer: z.object({ runs: z.array(FeedRunView), nextBefore: z.nullable(InstantText) }),
  status: 200,
});

export const readFeedRun = operation({
  id: 'readFeedRun',
  summary: 'One file that was read: its totals, and a page of what was wrong in it.',
  method: 'get',
  path: '/api/feed-runs/{id}',
  policy: 'management',
  params: z.strictObject({ id: Id }),
  query: z.strictObject({ problemsFrom: Count(0, 1_000_000), limit: Count(1, 1_000) }),
  answer: z.object({
    run: FeedRunView,
    problems: z.array(RowProblemView),
    /** Where the next page of problems begins; null after the last. */
    nextProblemsFrom: z.nullable(z.int()),
  }),
  status: 200,
});

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
