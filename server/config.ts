import { DEMO_ONLY, demoEnvironment, demoPagesSecret } from './config-demo.ts';
import { type Environment, originsOf, Variables } from './config-variables.ts';
import { withLastStart } from './last-start.ts';
import type { PerMinute } from './limits/limit.ts';
import { keptSecret } from './secrets.ts';

/** Everything that differs from one installation to the next. */
export interface Config {
  readonly production: boolean;
  readonly demo: boolean;
  /** Where the demo process is; null without it. */
  readonly demoUrl: string | null;
  /** Whether `npm run token` works. */
  readonly scriptTokens: boolean;
  readonly http: HttpConfig;
  readonly dataDir: string;
  readonly mongo: MongoConfig;
  /** At least 32 bytes. */
  readonly sessionSecret: string;
  readonly entra: EntraConfig;
  readonly google: GoogleConfig;
  readonly feeds: FeedConfig;
  /** The way out for mail of ours, and its sender; null where there is none. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  readonly outlook: { readonly officeJsUrl: string; readonly frameAncestors: readonly string[] };
  readonly limits: PerMinute;
  readonly logLevel: Variables['LOG_LEVEL'];
}

export interface MongoConfig {
  readonly uri: string | undefined;
  readonly binary: string | undefined;
  readonly database: string;
  /** The last migration that this process may do; null for all that it knows. */
  readonly migrateTo: number | null;
}

export interface HttpConfig {
  readonly host: string | undefined;
  readonly port: number;
  /** The origin under which people reach the server, without a trailing slash. */
  readonly baseUrl: string;
  /** How many proxies stand before the server. */
  readonly trustProxy: number;
  readonly metricsToken: string | null;
  /** How long the process goes on serving after it was told to end and says so at /readyz. */
  readonly stopGraceMs: number;
}

export interface FeedConfig {
  /** The folder whose files are taken; null where none is watched. */
  readonly folder: string | null;
  readonly lookEveryMs: number;
  /** How many days a file is kept after it was last fed. */
  readonly keptDays: number;
}

/** The client with which the pages send a person to sign in. */
export interface PagesClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface EntraConfig {
  /** The audience of the pane's access tokens; null where the pane is not set up. */
  readonly apiClientId: string | null;
  readonly paneClientId: string | null;
  /** Where Outlook gets the pane's tokens by the sign-in that it has; null where it shall not. */
  readonly nestedAuthority: string | null;
  readonly pages: PagesClient | null;
  /** Where a sign-in begins: OpenID's discovery document lies under it. */
  readonly discovery: string;
  /** The issuer of one directory's tokens, and its key set; `{tid}` stands for the directory's id. */
  readonly issuer: string;
  readonly keys: string;
}

export interface GoogleConfig {
  /** The audience of the Gmail add-on's user tokens; null where the add-on is not set up. */
  readonly addonClientId: string | null;
  readonly pages: PagesClient | null;
  readonly discovery: string;
  readonly keys: string;
  /** Where Google reaches the Gmail add-on, without a trailing slash; null where it is not set up. */
  readonly addonEndpoint: string | null;
  /** Whom Google's calls of the add-on come from. */
  readonly addonServiceAccount: string | null;
}

/** The environment makes no configuration. The message names every variable that is missing or wrong. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration does not fit: ${problems.join('; ')}. See .env.example.`);
  }
}

/** Reads this process's environment. Throws ConfigInvalid. */
export function readConfig(): Config {
  return loadConfig(process.env);
}

/** Reads this process's environment for a command, which goes by the server's last start where the environment says nothing. Throws ConfigInvalid. */
export function readCommandConfig(): Config {
  return loadConfig(withLastStart(process.env));
}

/** Makes the configuration of an environment, in which an empty variable counts as none. Throws ConfigInvalid. */
export function loadConfig(environment: Environment): Config {
  const given = withoutEmpty(environment);
  const demo = given.DEMO === 'on';
  const derived = demo && given.DEMO_URL !== undefined ? demoEnvironment(given.DEMO_URL, given.GMAIL_ADDON_PORT) : {};
  const parsed = Variables.safeParse({ ...derived, ...given });
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  const problems = [...wrong, ...pairProblems({ ...derived, ...given }), ...productionProblems(given)];
  if (!parsed.success || problems.length > 0) throw new ConfigInvalid(problems);
  return fromVariables(parsed.data);
}

function withoutEmpty(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(entries);
}

/** What one variable asks of another. */
function pairProblems(given: Environment): string[] {
  const needs: [variable: string, needed: string][] = [
    ['MONGODB_URI', 'SESSION_SECRET'],
    ['ENTRA_PANE_CLIENT_ID', 'ENTRA_API_CLIENT_ID'],
    ['ENTRA_WEB_CLIENT_SECRET', 'ENTRA_WEB_CLIENT_ID'],
    ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    ['GOOGLE_CLIENT_SECRET', 'GOOGLE_CLIENT_ID'],
    ['SMTP_URL', 'MAIL_FROM'],
    ['MAIL_FROM', 'SMTP_URL'],
  ];
  if (given.DEMO !== 'on') needs.push(['ENTRA_WEB_CLIENT_ID', 'ENTRA_WEB_CLIENT_SECRET']);
  const missing = needs.filter(([variable, needed]) => given[variable] !== undefined && given[needed] === undefined);
  const problems = missing.map(([variable, needed]) => `${needed} is missing, which ${variable} needs`);
  if (given.DEMO === 'on' && given.DEMO_URL === undefined) problems.push('DEMO_URL is missing, which DEMO=on needs');
  return problems;
}

/** What would open a door to strangers is refused by name where it does not belong. */
function productionProblems(given: Environment): string[] {
  const production = given.NODE_ENV === 'production';
  const strays = given.DEMO === 'on' && !production ? [] : DEMO_ONLY.filter((name) => given[name] !== undefined);
  const problems = strays.map((name) => `${name} is for the demo only`);
  const authority = given.ENTRA_AUTHORITY ?? '';
  if (given.DEMO !== 'on' && authority.startsWith('http:'))
    problems.push('ENTRA_AUTHORITY needs to begin with https://');
  if (!production) return problems;
  if (given.DEMO === 'on') problems.push('DEMO=on is not for NODE_ENV=production');
  if (given.DEV_SIGN_IN === 'on') problems.push('DEV_SIGN_IN=on is not for NODE_ENV=production');
  if (given.BASE_URL?.startsWith('https://') !== true) problems.push('BASE_URL needs to be an address with https://');
  // This process speaks plain HTTP, so something stands before it; without its number every caller would have that one's address.
  if (given.TRUST_PROXY === undefined) problems.push('TRUST_PROXY is missing, which NODE_ENV=production needs');
  return problems;
}

function fromVariables(values: Variables): Config {
  const demo = values.DEMO === 'on';
  const port = Number(values.PORT);
  const sessionSecret = values.SESSION_SECRET ?? secretIn(values.DATA_DIR);
  return {
    production: values.NODE_ENV === 'production',
    demo,
    demoUrl: values.DEMO_URL ?? null,
    scriptTokens: demo || values.DEV_SIGN_IN === 'on',
    http: {
      // Whoever reaches the demo signs in as anybody, so only this machine does.
      host: values.HOST ?? (demo ? '127.0.0.1' : undefined),
      port,
      baseUrl: values.BASE_URL ?? `http://localhost:${port}`,
      trustProxy: Number(values.TRUST_PROXY),
      metricsToken: values.METRICS_TOKEN ?? null,
      stopGraceMs: Number(values.STOP_GRACE_SECONDS) * 1_000,
    },
    dataDir: values.DATA_DIR,
    mongo: mongoOf(values),
    sessionSecret,
    entra: entraOf(values, demo ? demoPagesSecret(sessionSecret) : undefined),
    google: googleOf(values),
    feeds: {
      folder: values.FEED_FOLDER ?? null,
      lookEveryMs: Number(values.FEED_FOLDER_SECONDS) * 1_000,
      keptDays: Number(values.FEED_FILE_DAYS),
    },
    mail: mailOf(values),
    outlook: {
      officeJsUrl: values.OFFICE_JS_URL,
      frameAncestors: [...originsOf(values.OUTLOOK_FRAME_ANCESTORS), ...(values.DEMO_URL ? [values.DEMO_URL] : [])],
    },
    limits: limitsOf(values),
    logLevel: values.LOG_LEVEL,
  };
}

function limitsOf(values: Variables): PerMinute {
  return {
    signIns: Number(values.LIMIT_SIGN_INS),
    strangers: Number(values.LIMIT_STRANGERS),
    user: Number(values.LIMIT_USER),
    key: Number(values.LIMIT_KEY),
    sends: Number(values.LIMIT_SENDS),
    reports: Number(values.LIMIT_REPORTS),
  };
}

function entraOf(values: Variables, demoSecret: string | undefined): EntraConfig {
  const { ENTRA_AUTHORITY: authority, ENTRA_ISSUER: issuer } = values;
  const isNested = values.ENTRA_PANE_CLIENT_ID !== undefined && values.ENTRA_NESTED_APP_AUTH === 'on';
  return {
    apiClientId: values.ENTRA_API_CLIENT_ID ?? null,
    paneClientId: values.ENTRA_PANE_CLIENT_ID ?? null,
    nestedAuthority: isNested ? (issuer ?? `${authority}/organizations`) : null,
    pages: clientOf(values.ENTRA_WEB_CLIENT_ID, values.ENTRA_WEB_CLIENT_SECRET ?? demoSecret),
    discovery: issuer ?? `${authority}/organizations/v2.0`,
    issuer: issuer ?? `${authority}/{tid}/v2.0`,
    keys: values.ENTRA_JWKS_URL ?? `${authority}/{tid}/discovery/v2.0/keys`,
  };
}

function googleOf(values: Variables): GoogleConfig {
  return {
    addonClientId: values.GOOGLE_ADDON_CLIENT_ID ?? null,
    pages: clientOf(values.GOOGLE_CLIENT_ID, values.GOOGLE_CLIENT_SECRET),
    discovery: 'https://accounts.google.com',
    keys: values.GOOGLE_JWKS_URL ?? 'https://www.googleapis.com/oauth2/v3/certs',
    addonEndpoint: values.GMAIL_ADDON_ENDPOINT ?? null,
    addonServiceAccount: values.GMAIL_ADDON_SERVICE_ACCOUNT ?? null,
  };
}

function mongoOf({ MIGRATE_TO: migrateTo, ...values }: Variables): MongoConfig {
  return {
    uri: values.MONGODB_URI,
    binary: values.MONGOD_BINARY,
    database: values.MONGODB_DATABASE,
    migrateTo: migrateTo === undefined ? null : Number(migrateTo),
  };
}

function mailOf({ SMTP_URL: url, MAIL_FROM: from }: Variables): Config['mail'] {
  return url === undefined || from === undefined ? null : { url, from };
}

function clientOf(clientId: string | undefined, clientSecret: string | undefined): PagesClient | null {
  return clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
}

function secretIn(dataDir: string): string {
  try {
    return keptSecret(dataDir);
  } catch (error) {
    throw new ConfigInvalid([`DATA_DIR cannot keep this installation's secret in ${dataDir}: ${reasonOf(error)}`]);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
