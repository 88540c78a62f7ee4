import * as z from 'zod/mini';
import { FeedMapping } from './feed-mapping.ts';
import { operation } from './operation.ts';
import { Id, InstantText, MoneyValue, ShortText } from './values.ts';

/** What stops a file until a person has looked at it: totals that do not add up, most open items gone, another company's file, a statement that says something else than before. */
export const FEED_HOLDS = ['totals_differ', 'open_items_gone', 'other_company', 'statement_changed'] as const;
export type FeedHold = (typeof FEED_HOLDS)[number];

/** The largest file that can be uploaded; as base64, and in JSON, it is a third longer. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
const MAX_UPLOAD_BYTES = Math.ceil((MAX_FILE_BYTES * 4) / 3) + 100_000;
export const RowProblemView = z.object({
  line: z.int(),
  column: z.string(),
  value: z.string(),
  problem: z.string(),
  /** The raw row, shortened; empty where the reader could not tell it. */
  raw: z.string(),
});
export type RowProblemView = z.infer<typeof RowProblemView>;

const runFields = {
  id: Id,
  profile: z.string(),
  source: z.string(),
  fileName: z.string(),
  /** `taking` while it is under way; `abandoned` where its process died, with nothing taken. */
  state: z.enum(['committed', 'unchanged', 'refused', 'held', 'dry_run', 'taking', 'abandoned']),
  /** The run's number in the ledger; null where it changed nothing. */
  number: z.nullable(z.int()),
  /** How many entries the ledger took as new, as changed, found equal, or kept as history. */
  counts: z.object({ new: z.int(), changed: z.int(), equal: z.int(), historic: z.int() }),
  /** Rows in the file, the header and empty lines not counted. */
  rowCount: z.int(),
  /** What the rows that could be read add up to, by kind and currency. */
  totals: z.array(z.object({ kind: z.string(), amount: MoneyValue })),
  problemCount: z.int(),
  /** What it waits for, or was let pass by a person. */
  holds: z.array(z.object({ code: z.enum(FEED_HOLDS), sentence: z.string() })),
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
  coverage: z.enum(['delta', 'snapshot']),
  /** What kind of change of the ledger it was; files are `feed`. */
  kind: z.enum(['feed', 'cash_application', 'merge', 'take_back']),
  /** The number of the run that took it back; null while it stands. */
  takenBackBy: z.nullable(z.int()),
  /** Whether it is the ledger's last run, which can be taken back. */
  canBeTakenBack: z.boolean(),
  /** Whether its file is kept, so that it can be looked at or fed again. */
  hasFile: z.boolean(),
};

export const FeedRunView = z.object({ ...runFields, ...keptFields });
export type FeedRunView = z.infer<typeof FeedRunView>;

const Count = (least: number, most: number) =>
  z.optional(z.coerce.number().check(z.int(), z.minimum(least), z.maximum(most)));

export const takeFeed = operation({
  id: 'takeFeed',
  summary:
    'Reads a file into the ledger. The same file again changes nothing and says so, so it needs no key. Answers feed_refused, with nothing taken, where a row is wrong, and feed_held where a person has to look at it first.',
  method: 'post',
  path: '/api/feed-runs/{profile}',
  policy: 'administration',
  scope: 'feeds',
  params: z.strictObject({ profile: ShortText }),
  body: z.strictObject({
    fileName: z.string().check(z.maxLength(255), z.regex(/[^\\/]$/, 'is not the name of a file')),
    /** The file as text; or, where it is not UTF-8 text (XLSX, UTF-16), its bytes as base64. One of the two. */
    text: z.optional(z.string()),
    base64: z.optional(z.string()),
    mapping: z.optional(FeedMapping),
    onProblem: z.optional(z.enum(['refuse', 'skip'])),
    dataAsOf: z.optional(InstantText),
    dryRun: z.optional(z.boolean()),
    /** A snapshot names every open item of its source: one that it leaves out has been cleared. A delta where it is left out. */
    coverage: z.optional(z.enum(['delta', 'snapshot'])),
    /** Codes of holds that a person has looked at and lets pass. */
    accept: z.optional(z.array(z.enum(FEED_HOLDS))),
  }),
  answer: FeedOutcomeView,
  status: 200,
  maxBytes: MAX_UPLOAD_BYTES,
});

export const listFeedRuns = operation({
  id: 'listFeedRuns',
  summary: 'The files that were read, the last received first.',
  method: 'get',
  path: '/api/feed-runs',
  policy: 'management',
  scope: 'feeds',
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
  scope: 'feeds',
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

/** How a source's feeds stand: the last run of each profile and source, beside the ERP's own time. */
export const FeedStatusView = z.object({
  profile: z.string(),
  source: z.string(),
  last: FeedRunView,
  /** The last that changed the ledger or was found to say the same; null where none did. */
  lastTaken: z.nullable(FeedRunView),
  /** How far the ledger is behind the ERP by this feed: from its as-of time until now, in seconds; null before one was taken. */
  lagSeconds: z.nullable(z.int()),
});
export type FeedStatusView = z.infer<typeof FeedStatusView>;

export const listFeedStatus = operation({
  id: 'listFeedStatus',
  summary: 'The last run of each feed, and how far each is behind the ERP.',
  method: 'get',
  path: '/api/feeds',
  policy: 'management',
  answer: z.object({ feeds: z.array(FeedStatusView) }),
  status: 200,
});

export const listFeedProfiles = operation({
  id: 'listFeedProfiles',
  summary: 'The kinds of files that can be read, with their columns.',
  method: 'get',
  path: '/api/feed-profiles',
  policy: 'management',
  scope: 'feeds',
  answer: z.object({
    profiles: z.array(
      z.object({
        name: z.string(),
        about: z.string(),
        /** Whether it was tried on a file that the vendor or a bank made; `own` where the columns are ours. */
        sample: z.enum(['vendor', 'own', 'untried']),
        takesSnapshots: z.boolean(),
        /** Of tables only. */
        columns: z.array(z.object({ name: z.string(), about: z.string(), kind: z.string(), required: z.boolean() })),
      }),
    ),
  }),
  status: 200,
});

export const readFeedRows = operation({
  id: 'readFeedRows',
  summary: 'Raw rows of a file that was fed, as the file has them, from a line on.',
  method: 'get',
  path: '/api/feed-runs/{id}/rows',
  policy: 'management',
  params: z.strictObject({ id: Id }),
  query: z.strictObject({ from: Count(1, 1_000_000_000), limit: Count(1, 200) }),
  answer: z.object({
    rows: z.array(z.object({ line: z.int(), raw: z.string() })),
    nextFrom: z.nullable(z.int()),
  }),
  status: 200,
});

export const retryFeedRun = operation({
  id: 'retryFeedRun',
  summary:
    'Feeds a kept file again: one that was refused, held, or died; with the holds that a person lets pass. Answers like takeFeed.',
  method: 'post',
  path: '/api/feed-runs/{id}/retry',
  policy: 'administration',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({
    accept: z.optional(z.array(z.enum(FEED_HOLDS))),
    onProblem: z.optional(z.enum(['refuse', 'skip'])),
    /** Reads it by another mapping than before. */
    mapping: z.optional(FeedMapping),
  }),
  answer: FeedOutcomeView,
  status: 200,
});

export const takeBackFeedRun = operation({
  id: 'takeBackFeedRun',
  summary:
    'Takes the ledger’s last run back: what it changed is as before, by a new run. What it said stays to be seen by `knownAt`. Answers feed_run_not_last where a later run stands.',
  method: 'post',
  path: '/api/feed-runs/{id}/take-back',
  policy: 'administration',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ reason: ShortText.check(z.minLength(1)) }),
  answer: FeedRunView,
  status: 200,
});
