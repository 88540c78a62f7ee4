import * as z from 'zod/mini';
import { DEMO_ONLY, demoEnvironment } from './config-demo.ts';
import { keptSecret } from './kept-secret.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that differs from one installation of the Gmail add-on to the next. */
export interface AddonConfig {
  /** All of the machine's addresses where it is undefined. */
  readonly host: string | undefined;
  readonly port: number;
  /** Where Google reaches this add-on, without a trailing slash; with an entry point's path it is the audience of Google's calls. */
  readonly endpoint: string;
  /** Whom Google's calls come from, as `get-authorization` says it for the deployment. */
  readonly serviceAccount: string;
  /** The OAuth client that the user's tokens are meant for. */
  readonly clientId: string;
  readonly apiUrl: string;
  /** Google's key set. */
  readonly keys: string;
  /** Gmail's API, with a trailing slash. */
  readonly gmailRoot: string;
  /** Signs the buttons; at least 32 bytes. */
  readonly actionSecret: string;
  readonly logLevel: string;
  /** Lets Prometheus read the metrics from another machine. */
  readonly metricsToken: string | null;
}

/** The environment makes no configuration. The message names every variable that is missing or wrong. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';

  constructor(problems: readonly string[]) {
    super(`The configuration of the Gmail add-on does not fit: ${problems.join('; ')}.`);
  }
}

const PRODUCTION_KEYS = 'https://www.googleapis.com/oauth2/v3/certs';
const PRODUCTION_GMAIL = 'https://gmail.googleapis.com/';
const MIN_SECRET_BYTES = 32;

const Variables = z.object({
  DEMO: z.optional(z.enum(['on', 'off'], { error: 'needs to be on or off' })),
  HOST: z.optional(z.string()),
  GMAIL_ADDON_PORT: text((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, 'needs to be a port'),
  GMAIL_ADDON_ENDPOINT: text(isBaseUrl, 'needs to be an address that begins with https:// and has no slash at its end'),
  GMAIL_ADDON_SERVICE_ACCOUNT: text((value) => value.includes('@'), "needs to be the service account's e-mail address"),
  GOOGLE_ADDON_CLIENT_ID: text((value) => value.trim() !== '', 'needs to be the OAuth client of the add-on'),
  API_URL: text(isBaseUrl, 'needs to be the address of the Duethread server, without a slash at its end'),
  GOOGLE_JWKS_URL: text((value) => URL.canParse(value), 'needs to be an address'),
  GMAIL_API_ROOT_URL: text(
    (value) => URL.canParse(value) && value.endsWith('/'),
    'needs to be an address with a slash at its end',
  ),
  GMAIL_ADDON_ACTION_SECRET: text(
    (value) => Buffer.byteLength(value) >= MIN_SECRET_BYTES,
    `needs at least ${MIN_SECRET_BYTES} bytes`,
  ),
  METRICS_TOKEN: z.optional(text((value) => /^\S{32,}$/.test(value), 'needs at least 32 characters without a space')),
  LOG_LEVEL: z._default(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
});
type Variables = z.infer<typeof Variables>;

/** Reads this process's environment. Throws ConfigInvalid. */
export function readConfig(): AddonConfig {
  return loadConfig(process.env);
}

/** Makes the configuration of an environment, in which an empty variable counts as none. Throws ConfigInvalid. */
export function loadConfig(environment: Environment): AddonConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => Boolean(value)));
  const parsed = Variables.safeParse({ ...defaultsFor(given), ...given });
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  const problems = [...wrong, ...demoProblems(given)];
  if (!parsed.success || problems.length > 0) throw new ConfigInvalid(problems);
  return fromVariables(parsed.data);
}

function defaultsFor(given: Environment): Environment {
  const { DEMO, DEMO_URL, DATA_DIR = '.data', GMAIL_ADDON_PORT } = given;
  const always = { GOOGLE_JWKS_URL: PRODUCTION_KEYS, GMAIL_API_ROOT_URL: PRODUCTION_GMAIL };
  if (DEMO !== 'on' || DEMO_URL === undefined) return always;
  return {
    ...always,
    ...demoEnvironment(DEMO_URL, GMAIL_ADDON_PORT ?? ''),
    GMAIL_ADDON_ACTION_SECRET: keptSecret(DATA_DIR),
  };
}

/** What would open a door to strangers is refused by name where it does not belong. */
function demoProblems(given: Environment): string[] {
  const { DEMO, DEMO_URL, NODE_ENV, GMAIL_ADDON_ENDPOINT: endpoint } = given;
  if (DEMO === 'on' && NODE_ENV === 'production') return ['DEMO=on is not for NODE_ENV=production'];
  if (DEMO === 'on') return DEMO_URL === undefined ? ['DEMO_URL is missing, which DEMO=on needs'] : [];
  const strays = DEMO_ONLY.filter((name) => given[name] !== undefined).map((name) => `${name} is for the demo only`);
  const plain = endpoint?.startsWith('http:') === true ? ['GMAIL_ADDON_ENDPOINT needs to begin with https://'] : [];
  return [...strays, ...plain];
}

function fromVariables(values: Variables): AddonConfig {
  return {
    // Whoever reaches the demo signs in as anybody, so only this machine does.
    host: values.HOST ?? (values.DEMO === 'on' ? '127.0.0.1' : undefined),
    port: Number(values.GMAIL_ADDON_PORT),
    endpoint: values.GMAIL_ADDON_ENDPOINT,
    serviceAccount: values.GMAIL_ADDON_SERVICE_ACCOUNT,
    clientId: values.GOOGLE_ADDON_CLIENT_ID,
    apiUrl: values.API_URL,
    keys: values.GOOGLE_JWKS_URL,
    gmailRoot: values.GMAIL_API_ROOT_URL,
    actionSecret: values.GMAIL_ADDON_ACTION_SECRET,
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN ?? null,
  };
}

function text(fits: (value: string) => boolean, error: string) {
  return z.string({ error }).check(z.refine(fits, { error }));
}

function isBaseUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && !value.endsWith('/');
}
