import type { AsvsRow } from './asvs-row.ts';

const CONTRACT = 'server/api-contract.test.ts';
const UNFIT = 'refuses a body that does not fit, and writes nothing';
const LIMITS = 'server/http/request-limits.test.ts';
const PAGES = 'server/http/pages.test.ts';
const RANDOM = 'server/features/templates/random-contexts.test.ts';
const RULES = 'security/source-rules.test.ts';
const RULES_HOLD = 'hold everywhere but where a reason stands for it';
const NO_MARKUP =
  'have no unfilled variable, no unescaped markup, no header and no recipient too many (… contexts, seed …)';

/** What comes in and goes out: V1 to V5. */
export const ASVS_REQUESTS: readonly AsvsRow[] = [
  {
    row: 1,
    ids: 'V1.2.4 (1)',
    about: 'no operators in queries from a request',
    control: 'closed schemas, filters that are written out, strictQuery throw, sanitizeFilter, no $where',
    tests: [
      [CONTRACT, UNFIT],
      [CONTRACT, 'refuses a query that it does not know, or that says something twice'],
      [RULES, RULES_HOLD],
    ],
  },
  {
    row: 2,
    ids: 'V1.2.1, V1.2.2 (1)',
    about: 'output is escaped for where it stands',
    control: 'preact, an escaping LiquidJS, an html tag for cards',
    tests: [
      [
        'server/features/templates/fill-template.test.ts',
        'puts the values in, escaped in the HTML and as they are in subject and text',
      ],
      ['gmail-addon/honest-cards.test.ts', 'keeps what customers and mails say from becoming markup'],
      [PAGES, 'write what comes from outside as text'],
    ],
  },
  {
    row: 3,
    ids: 'V1.2.9 (2), V1.3.12 (3)',
    about: 'text of users in regular expressions; expressions that take long',
    control: 'what is looked for is escaped; what is read is read in time that grows with its length',
    tests: [
      ['server/features/texts/text-erasure.test.ts', 'takes a name for letters, whatever else they could mean'],
      ['server/mail/mail-header.test.ts', 'takes any text, and no longer for a longer one than in proportion'],
      ['server/features/activities/mask-card-numbers.test.ts', 'takes time in proportion to the length of the text'],
    ],
  },
  {
    row: 4,
    ids: 'V1.2.10 (3)',
    about: 'no formula in CSV or XLSX',
    control: 'cells that begin as a formula are made text, for every character that may part columns',
    tests: [
      ['security/formulas.test.ts', 'leave CSV without a formula where … parts the columns'],
      ['security/formulas.test.ts', 'leave a workbook without a formula, and say the same there'],
    ],
  },
  {
    row: 5,
    ids: 'V1.3.1 (1), V3.2.2 (1)',
    about: 'markup of users',
    control: 'templates are plain text with variables; nothing in the clients sets markup',
    tests: [
      [RANDOM, NO_MARKUP],
      [RULES, RULES_HOLD],
    ],
  },
  {
    row: 6,
    ids: 'V1.3.6 (2), V15.3.2 (2)',
    about: 'the server asks no address that a user names',
    control: 'self-tests ask configured addresses alone, follow no redirect and read little',
    tests: [
      [
        'server/features/setup/own-addresses.test.ts',
        'asks no address that is not configured, whatever its name begins with',
      ],
      ['server/features/setup/own-addresses.test.ts', 'follows no redirect'],
    ],
  },
  {
    row: 7,
    ids: 'V1.3.7 (2)',
    about: 'templates are data',
    control: 'a closed list of tags and variables; a value is never read as a template',
    tests: [
      ['server/features/templates/fill-template.test.ts', 'takes what a value holds for text, never for a template'],
    ],
  },
  {
    row: 8,
    ids: 'V1.3.11 (2)',
    about: 'mail headers and recipients',
    control: 'no line breaks in headers, recipients as a list of checked addresses',
    tests: [
      [RANDOM, NO_MARKUP],
      ['server/features/dispatches/prepare-dispatch.test.ts', 'needs recipients that are addresses'],
    ],
  },
  {
    row: 9,
    ids: 'V1.5.1 (1)',
    about: 'XML without entities',
    control: 'a file with a document type is refused',
    tests: [['server/features/erp-feed/xml-document.test.ts', 'refuses …']],
  },
  {
    row: 10,
    ids: 'V2.2.1, V2.2.2 (1), V2.2.3 (2)',
    about: 'the server checks, also what goes together',
    control: 'schemas at the door, rules of the trade in the services',
    tests: [
      [CONTRACT, UNFIT],
      ['server/features/promises-to-pay/promise-routes.test.ts', 'refuses …, with nothing written'],
    ],
  },
  {
    row: 11,
    ids: 'V2.3.1 (1), V2.3.2 (2)',
    about: 'steps in their order, limits of the business',
    control: 'states of templates, disputes and messages; messages are limited by the minute',
    tests: [
      ['server/features/templates/template-routes.test.ts', 'are for managers and admins alone, and not to be skipped'],
      ['server/features/disputes/dispute-routes.test.ts', 'ends once, whoever says so how often'],
      [LIMITS, 'hold for messages'],
    ],
  },
  {
    row: 12,
    ids: 'V2.3.3 (2)',
    about: 'all or nothing',
    control: 'one transaction for an entry, its texts and its summary; a run shows by one switch',
    tests: [
      ['server/features/activities/activity-log-service.test.ts', 'writes all or none'],
      [
        'server/features/receivables/run-killed.test.ts',
        'leaves nothing behind when its process is killed at any moment',
      ],
    ],
  },
  {
    row: 13,
    ids: 'V2.3.4 (2), V15.4.2 (3)',
    about: 'nothing twice',
    control: 'keys of requests and unique indexes inside the write',
    tests: [
      [CONTRACT, 'needs a key, and has one effect for one key'],
      ['gmail-addon/deliveries.test.ts', 'has the effect of one, whatever it writes'],
    ],
  },
  {
    row: 14,
    ids: 'V2.3.5 (3)',
    about: 'two persons for what weighs much',
    control: 'templates, bank details, and the lifting of a legal hold',
    tests: [
      [
        'server/features/templates/template-routes.test.ts',
        'never let an author or a last editor approve, whatever their role',
      ],
      [
        'server/features/templates/clause-routes.test.ts',
        'about bank details need two approvals, neither by the author nor twice by one',
      ],
      ['server/features/texts/text-holds.test.ts', 'is lifted by two admins, and by no one alone'],
    ],
  },
  {
    row: 15,
    ids: 'V2.4.1 (2)',
    about: 'limits of requests',
    control: 'per user, key and address, for calls, reports and messages, exact over processes',
    tests: [
      [LIMITS, 'hold for a user, and leave the next one alone'],
      [LIMITS, 'hold for reports before they do for all calls'],
    ],
  },
  {
    row: 16,
    ids: 'V3.3.1 (1) – V3.3.4 (2)',
    about: 'the cookie of the pages',
    control: '__Host-, Secure, HttpOnly, SameSite',
    tests: [
      [PAGES, 'sign in by a cookie that is bound to this host over https'],
      ['server/identity/page-sign-in.test.ts', 'gives a new id at the sign-in, in a cookie that no script reads'],
    ],
  },
  {
    row: 17,
    ids: 'V3.4.1 (1)',
    about: 'HSTS',
    control: 'a year on every answer over https',
    tests: [[PAGES, 'show a manager every page of theirs by its own address, framed nowhere']],
  },
  {
    row: 18,
    ids: 'V3.4.2 (1)',
    about: 'other origins',
    control: 'no answer allows another origin anything',
    tests: [['security/answers.test.ts', 'let no page of another origin read or send anything']],
  },
  {
    row: 19,
    ids: 'V3.4.3 – V3.4.6 (2), V3.4.8 (3)',
    about: 'headers of pages',
    control: 'a policy by class of page without unsafe-*, nosniff, frame-ancestors, opener policy',
    tests: [
      [PAGES, 'show a manager every page of theirs by its own address, framed nowhere'],
      [
        PAGES,
        "show the pane in the mail clients' frames only, with their Office.js and the sign-in, and nothing inline",
      ],
      [
        'browser/manager-pages.test.ts',
        'show nothing inline and nothing of others: the policy of the page refuses no part of it',
      ],
    ],
    open: 'The pane sets no opener policy: Outlook opens it as a dialog, which that would cut off.',
  },
  {
    row: 20,
    ids: 'V3.5.1 – V3.5.3 (1)',
    about: 'requests that another page makes a browser send',
    control: 'a header that no form can send, the origin, JSON alone; GET changes nothing',
    tests: [
      ['server/identity/page-sign-in.test.ts', 'trades the cookie for our own pages only'],
      ['server/identity/page-sign-in.test.ts', 'ends at the sign-out, which only a page of ours can ask for'],
      [CONTRACT, 'refuses a body that cannot be read, and writes nothing'],
    ],
  },
  {
    row: 21,
    ids: 'V3.5.4, V3.5.5 (2)',
    about: 'apart by host; who a message between windows is from',
    control: 'the sign-in window takes no answer to what it did not begin',
    tests: [['addin/sign-in/code-flow.test.ts', 'takes no answer to a sign-in that it did not begin']],
    open: 'API, pages and pane share a host, so that a company deploys one address. The pane has no cookie, and the pages’ session is traded by a header of ours alone.',
  },
  {
    row: 22,
    ids: 'V4.1.3 (2), V15.3.4 (2)',
    about: 'the address of who asks',
    control: 'the count of proxies is configured, and production does not start without it',
    tests: [
      ['server/config.test.ts', 'refuses in production what would open a door to strangers, by name'],
      [LIMITS, 'hold for the sign-in, by address'],
    ],
  },
  {
    row: 23,
    ids: 'V5.2.1, V5.2.2 (1), V5.2.3 (2), V5.4.2 (2)',
    about: 'files that come in',
    control: 'a limit of bytes, kind by content, a limit of what is unpacked, names made safe',
    tests: [
      ['server/features/erp-feed/feed-run-routes.test.ts', 'is refused with what to do where it is too large'],
      ['server/features/erp-feed/xml-document.test.ts', 'refuses what is nested too deep, or too large'],
      ['server/features/documents/document-routes.test.ts', 'refuses …'],
    ],
  },
];
