import type { AsvsRow } from './asvs-row.ts';

const SESSIONS = 'server/identity/sessions.test.ts';
const SESSION_LIST = 'server/identity/page-session-list.test.ts';
const PAGE_SIGN_IN = 'server/identity/page-sign-in.test.ts';
const KEYS = 'server/identity/key-sets.test.ts';
const CONFIG = 'server/config.test.ts';
const OPERATIONS = 'server/http/operations.test.ts';
const PROVIDER = 'server/identity/page-provider.test.ts';
const MATRIX = 'server/authorization-matrix.test.ts';
const CONTRACT = 'server/api-contract.test.ts';
const NO_DOOR = 'refuses in production what would open a door to strangers, by name';
const HOLDS_FOR = 'holds for …: ……';
const LOG = 'running/log-without-personal-data.test.ts';

/** Who people are, what they may, and what is kept of it: V6 to V16. */
export const ASVS_PEOPLE: readonly AsvsRow[] = [
  {
    row: 24,
    ids: 'V6.1.3, V6.3.4 (2)',
    about: 'every way in is as strong',
    control: 'Entra and Google by the same code; what is for demo and development does not start in production',
    tests: [
      [PROVIDER, 'that plays … lets nobody in with …'],
      [CONFIG, NO_DOOR],
    ],
  },
  {
    row: 25,
    ids: 'V6.3.1 (1), V6.3.3, V6.8.4 (2)',
    about: 'guessing; a second factor',
    control: 'sign-ins are limited by address; the directory asks for the second factor',
    tests: [['server/http/request-limits.test.ts', 'hold for the sign-in, by address']],
    open: 'We keep no passwords and read neither amr nor acr: a company asks for a second factor by its directory’s own rules.',
  },
  {
    row: 26,
    ids: 'V6.8.1, V6.8.2 (2)',
    about: 'a person is issuer and subject',
    control: 'an address only finds an invitation, once',
    tests: [
      [PAGE_SIGN_IN, 'knows a person again by the directory, whatever their address has become'],
      [SESSIONS, 'ties an invitation to the first who signs in under its address, and to nobody after'],
    ],
  },
  {
    row: 27,
    ids: 'V7.2.1 – V7.2.4 (1)',
    about: 'sessions',
    control: 'random ids of the server’s, a new one at the sign-in, each request looked up',
    tests: [
      [PAGE_SIGN_IN, 'gives a new id at the sign-in, in a cookie that no script reads'],
      [SESSION_LIST, 'are refused after a sign-out everywhere also where the store still has them'],
    ],
  },
  {
    row: 28,
    ids: 'V7.3.1, V7.3.2 (2)',
    about: 'how long a session lasts',
    control: '8 hours without a request, 24 hours in all',
    tests: [[PAGE_SIGN_IN, 'ends after 8 hours without a request, and 24 hours after the sign-in']],
  },
  {
    row: 29,
    ids: 'V7.4.1, V7.4.2 (1), V7.4.5 (2)',
    about: 'sessions end at once',
    control: 'at the sign-out, everywhere, by an admin, and with the user',
    tests: [
      [SESSION_LIST, 'end everywhere at once, and whoever signs in again is in'],
      [SESSION_LIST, 'are ended by an admin, which the admin log keeps'],
      [SESSIONS, 'shuts a disabled user out with the next request'],
    ],
  },
  {
    row: 30,
    ids: 'V8.1.1 (1), V8.2.1, V8.2.2, V8.3.1 (1)',
    about: 'who may do what',
    control: 'a policy for each operation or the server does not start; a matrix of all of them',
    tests: [
      [MATRIX, 'has a policy for every operation of the document'],
      [MATRIX, HOLDS_FOR],
      [
        'server/features/portfolios/portfolio-routes.test.ts',
        'hides a customer of another owner from … as if there were none',
      ],
    ],
  },
  {
    row: 31,
    ids: 'V8.2.3 (2)',
    about: 'fields that one may not write',
    control: 'closed schemas: a body with a field beside them is refused',
    tests: [
      ['server/http/openapi.test.ts', 'describes each body as one that takes no unknown field'],
      [CONTRACT, 'refuses a body that does not fit, and writes nothing'],
    ],
  },
  {
    row: 32,
    ids: 'V8.3.2 (3)',
    about: 'a change of role holds at once',
    control: 'role and company are read from our store at each request',
    tests: [
      [
        'server/features/users/user-routes.test.ts',
        'are out at their next request when they are shut out, and do no more than their new role',
      ],
    ],
  },
  {
    row: 33,
    ids: 'V8.4.1 (2)',
    about: 'companies are apart',
    control: 'the driver refuses a command that does not hold to one company',
    tests: [
      ['server/mongo/tripwire.test.ts', 'shows a tenant its own rows only, whatever the query'],
      [CONTRACT, 'answers the same for what is of another company'],
    ],
  },
  {
    row: 34,
    ids: 'V9.1.1 – V9.1.3, V9.2.1 (1)',
    about: 'tokens of others',
    control: 'algorithms, key source and times are pinned',
    tests: [
      [SESSIONS, 'knows at least forty bad tokens of Entra'],
      [SESSIONS, 'refuses a token of … with …, and does not say why'],
      [KEYS, 'are not fetched again and again for tokens with invented keys'],
    ],
  },
  {
    row: 35,
    ids: 'V9.2.2 – V9.2.4, V10.3.1 – V10.3.3 (2)',
    about: 'what a token is for',
    control: 'audience, issuer and scope of each',
    tests: [
      [SESSIONS, "does not take one directory's token for the other's"],
      [KEYS, 'sign only for the issuer that their set names'],
      ['server/identity/machine-keys.test.ts', 'open what their scopes name, and nothing else'],
    ],
  },
  {
    row: 36,
    ids: 'V10.2.1 (2)',
    about: 'the code flow',
    control: 'PKCE, state and nonce, new ones each time',
    tests: [
      [PROVIDER, 'asks … for a code with PKCE, a nonce and a state, new ones each time'],
      ['addin/sign-in/code-flow.test.ts', 'takes no answer to a sign-in that it did not begin'],
    ],
  },
  {
    row: 37,
    ids: 'V11.4.1 (1), V11.4.3 (2)',
    about: 'hashes',
    control: 'the log is chained by SHA-256; its texts by salted HMAC',
    tests: [
      [
        'server/features/activities/entry-hash.test.ts',
        'is over these parts of an entry, in this order, as it is in every log that there is',
      ],
      ['server/features/activities/log-chain.test.ts', 'finds a log whole that was written by the application'],
    ],
    open: 'The end of the chain is not signed: who can write the whole database can write the chain anew. A backup keeps the end of it elsewhere.',
  },
  {
    row: 38,
    ids: 'V11.5.1 (2)',
    about: 'secrets are random',
    control: '256 bits of node:crypto, kept as hashes',
    tests: [
      ['server/identity/machine-keys.test.ts', 'are shown once and kept as a hash'],
      ['server/features/dispatches/on-send.test.ts', 'needs a prepared message, of which the store knows no ticket'],
      ['security/source-rules.test.ts', 'hold everywhere but where a reason stands for it'],
    ],
  },
  {
    row: 39,
    ids: 'V12.2.1 (1), V12.3.1, V12.3.2 (2)',
    about: 'TLS',
    control: 'production starts with https addresses alone',
    tests: [[CONFIG, NO_DOOR]],
    open: 'TLS to MongoDB is of its address, which the operator gives; a set without it is not refused.',
  },
  {
    row: 40,
    ids: 'V13.2.2, V13.2.4, V13.3.1 (2)',
    about: 'least rights, few addresses, secrets apart',
    control:
      'the driver refuses changes of the logs; only configured addresses are asked; secrets come from the environment and are said nowhere',
    tests: [
      ['server/mongo/tripwire.test.ts', 'refuses any change of the activity log, also with its tenant'],
      ['gmail-addon/config.test.ts', 'goes to Google and nowhere else in production'],
      [CONFIG, 'never says a secret'],
    ],
    open: 'A role of the database that can only add to the logs is the operator’s to give, and no test has one.',
  },
  {
    row: 41,
    ids: 'V13.4.2, V13.4.5 (2)',
    about: 'nothing for developers is open',
    control: 'metrics for this machine or by a token; no way of development in production',
    tests: [
      [OPERATIONS, 'shows what it measures to this machine, or to who knows the token'],
      [CONFIG, NO_DOOR],
    ],
    open: 'The contract at /api/openapi.json is open on purpose: it is the public face, and holds no data.',
  },
  {
    row: 42,
    ids: 'V14.2.1 (1), V14.2.4 (2), V14.2.6, V14.2.7 (3)',
    about: 'what is sensitive: in addresses, in notes, for how long',
    control: 'tokens in headers; card numbers are masked; texts go by their time, except where held',
    tests: [
      [OPERATIONS, 'never writes a token, a cookie, a body or a query into its log'],
      [
        'server/features/activities/mask-card-numbers.test.ts',
        'leaves no card number of any brand, however it is grouped and whatever stands around it',
      ],
      [
        'server/features/texts/text-retention.test.ts',
        'go by their kind, on the day after the last of their days in the company’s zone',
      ],
    ],
  },
  {
    row: 43,
    ids: 'V14.3.1 (1), V14.3.2, V14.3.3 (2)',
    about: 'what stays in a browser',
    control: 'no-store, nothing in storage, all forgotten at the sign-out',
    tests: [
      ['server/http/endpoint.test.ts', 'is for no browser to show or keep'],
      ['addin/host/outlook-sign-in.test.ts', 'keeps nothing in the browser’s storage'],
      ['addin/state/session.test.ts', 'forgets both tokens when the user signs out'],
    ],
  },
  {
    row: 44,
    ids: 'V15.1.2 (2), V15.2.1 (1)',
    about: 'what we stand on',
    control: 'exact versions, each locked by its hash',
    tests: [['repository.test.ts', 'lock every package by its hash and none by an address']],
    open: 'No list of parts is published, for there is no release yet; how soon updates are taken stands in SECURITY.md.',
  },
  {
    row: 45,
    ids: 'V15.3.1 (1), V15.3.3 (2)',
    about: 'answers and bodies by field',
    control: 'each answer is made by field and held against its schema in the tests; bodies are closed',
    tests: [
      [CONTRACT, 'takes its sample'],
      ['server/http/openapi.test.ts', 'describes each answer, and each failure as a problem'],
    ],
  },
  {
    row: 46,
    ids: 'V15.3.5 – V15.3.7 (2)',
    about: 'types, prototypes, parameters that come twice',
    control: 'strict schemas over bodies and queries',
    tests: [
      [CONTRACT, 'refuses a body that does not fit, and writes nothing'],
      [CONTRACT, 'refuses a query that it does not know, or that says something twice'],
    ],
  },
  {
    row: 47,
    ids: 'V16.2.1, V16.2.2, V16.2.5 (2)',
    about: 'what stands in the log of the server',
    control: 'method, path without query, status, time and id; nothing of anybody',
    tests: [
      [LOG, 'has nothing in it of anybody, nor what lets anybody in, whatever is asked and whatever fails'],
      ['gmail-addon/log-lines.test.ts', 'holds neither token nor mail, whatever Gmail and the server do'],
    ],
  },
  {
    row: 48,
    ids: 'V16.3.1 – V16.3.3, V16.4.1 – V16.4.3 (2)',
    about: 'what was tried is logged, and stays',
    control: 'refusals are in the server’s log as JSON; changes of the set-up in a log that is only added to',
    tests: [
      ['security/answers.test.ts', 'are in the log with who was let in where, and who was refused what'],
      ['server/identity/admin-log.test.ts', 'cannot be changed or cut short, by whatever way'],
    ],
    open: 'The server’s log goes to stdout; that it is kept on another system is the operator’s part.',
  },
  {
    row: 49,
    ids: 'V16.5.1 – V16.5.3 (2)',
    about: 'failures',
    control: 'a closed list of problems; what cannot be judged is refused',
    tests: [
      [LOG, 'tells a failure of the database without the values that it quotes'],
      [KEYS, 'hold while they cannot be fetched, and without any the answer is 503'],
      [
        'server/http/request-limits.test.ts',
        'let nobody try to sign in, and go on with the rest, which the metrics show',
      ],
    ],
  },
];
