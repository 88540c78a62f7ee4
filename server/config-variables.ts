import * as z from 'zod/mini';

export type Environment = Readonly<Record<string, string | undefined>>;

const OUTLOOK_HOSTS =
  'https://outlook.office.com https://outlook.office365.com https://outlook.live.com https://outlook.cloud.microsoft';

const Text = z.optional(z.string());
const OnOff = z._default(z.enum(['on', 'off'], { error: 'needs to be on or off' }), 'off');
const Url = text(isHttpUrl, 'needs to be an address that begins with https:// (or http:// in the demo)');
const Origin = text(isOrigin, 'needs to be an address without a path, as in https://duethread.example');
const Secret = text((value) => Buffer.byteLength(value) >= 32, 'needs at least 32 bytes');
const LogLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
  error: 'needs to be trace, debug, info, warn, error, fatal or silent',
});

/** The environment variables, each by itself; `.env.example` says what they are for. */
export const Variables = z.object({
  NODE_ENV: Text,
  DEMO: OnOff,
  DEV_SIGN_IN: OnOff,
  HOST: Text,
  PORT: wholeNumber(65_535, '3000'),
  BASE_URL: z.optional(Origin),
  TRUST_PROXY: wholeNumber(10, '0'),
  STOP_GRACE_SECONDS: wholeNumber(120, '0'),
  METRICS_TOKEN: z.optional(text((value) => /^\S{32,}$/.test(value), 'needs at least 32 characters without a space')),
  DATA_DIR: z._default(z.string(), '.data'),
  MONGODB_URI: z.optional(text(isMongoUri, 'needs to begin with mongodb:// or mongodb+srv://')),
  MONGOD_BINARY: Text,
  MONGODB_DATABASE: z._default(text(isDatabaseName, 'needs to be letters, digits, - and _, at most 38'), 'duethread'),
  MIGRATE_TO: z.optional(wholeNumberText(9_999)),
  SESSION_SECRET: z.optional(Secret),
  ENTRA_AUTHORITY: z._default(Url, 'https://login.microsoftonline.com'),
  ENTRA_API_CLIENT_ID: Text,
  ENTRA_PANE_CLIENT_ID: Text,
  ENTRA_NESTED_APP_AUTH: z._default(z.enum(['on', 'off'], { error: 'needs to be on or off' }), 'on'),
  ENTRA_WEB_CLIENT_ID: Text,
  ENTRA_WEB_CLIENT_SECRET: Text,
  ENTRA_ISSUER: z.optional(Url),
  ENTRA_JWKS_URL: z.optional(Url),
  GOOGLE_CLIENT_ID: Text,
  GOOGLE_CLIENT_SECRET: Text,
  GOOGLE_ADDON_CLIENT_ID: Text,
  GOOGLE_JWKS_URL: z.optional(Url),
  GMAIL_ADDON_ENDPOINT: z.optional(Url),
  GMAIL_ADDON_SERVICE_ACCOUNT: Text,
  OUTLOOK_FRAME_ANCESTORS: z._default(
    text((value) => originsOf(value).every(isOrigin), 'needs to be origins with a space between them'),
    OUTLOOK_HOSTS,
  ),
  OFFICE_JS_URL: z._default(Url, 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js'),
  FEED_FOLDER: Text,
  FEED_FOLDER_SECONDS: wholeNumber(3_600, '5', 1),
  FEED_FILE_DAYS: wholeNumber(36_500, '400', 1),
  SMTP_URL: z.optional(text(isSmtpUrl, 'needs to begin with smtp:// or smtps://')),
  MAIL_FROM: z.optional(text(isSender, 'needs to be an address, as in Duethread <duethread@company.example>')),
  DEMO_URL: z.optional(Origin),
  LIMIT_SIGN_INS: wholeNumber(1_000_000, '300', 1),
  LIMIT_STRANGERS: wholeNumber(1_000_000, '600', 1),
  LIMIT_USER: wholeNumber(1_000_000, '1200', 1),
  LIMIT_KEY: wholeNumber(1_000_000, '600', 1),
  LIMIT_SENDS: wholeNumber(1_000_000, '120', 1),
  LIMIT_REPORTS: wholeNumber(1_000_000, '300', 1),
  LOG_LEVEL: z._default(LogLevel, 'info'),
});
export type Variables = z.infer<typeof Variables>;

/** The origins of a list with spaces between. */
export function originsOf(text: string): string[] {
  return text.split(/\s+/).filter((origin) => origin !== '');
}

function text(fits: (value: string) => boolean, error: string) {
  return z.string().check(z.refine(fits, { error }));
}

function wholeNumber(highest: number, byDefault: string, lowest = 0) {
  return z._default(wholeNumberText(highest, lowest), byDefault);
}

function wholeNumberText(highest: number, lowest = 0) {
  const fits = (value: string) => /^\d{1,9}$/.test(value) && Number(value) >= lowest && Number(value) <= highest;
  return text(fits, `needs to be a whole number from ${lowest} to ${highest}`);
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}

function isOrigin(value: string): boolean {
  return isHttpUrl(value) && new URL(value).origin === value;
}

function isSmtpUrl(value: string): boolean {
  return URL.canParse(value) && ['smtp:', 'smtps:'].includes(new URL(value).protocol);
}

/** An address, alone or in angle brackets behind a name. */
function isSender(value: string): boolean {
  const address = /^[^<>\r\n]*<([^<>\s]+)>$/.exec(value)?.[1] ?? value;
  return /^[^\s@<>]+@[^\s@<>]+$/.test(address);
}

function isMongoUri(value: string): boolean {
  return /^mongodb(\+srv)?:\/\/./.test(value);
}

function isDatabaseName(value: string): boolean {
  return /^[\w-]{1,38}$/.test(value);
}
