import * as z from 'zod/mini';
import { ALL_SCOPES, RESTRICTED_SCOPES, SCOPE } from './gmail-scopes.ts';

/** What Google calls by itself, and under which path of the add-on. Each has an address of its own, which is the audience of its calls. */
export const ADDON_TRIGGERS = {
  home: '/home',
  message: '/message',
  compose: '/compose',
  refresh: '/refresh',
  figures: '/figures',
} as const;

export interface GmailDeploymentSettings {
  /** Where users reach the server, without a trailing slash: BASE_URL. Links that a card opens begin with it. */
  readonly baseUrl: string;
  /** Where Google reaches the add-on, without a trailing slash: GMAIL_ADDON_ENDPOINT. */
  readonly addonUrl: string;
  /** What Gmail calls the add-on; Duethread where it is left out. */
  readonly name?: string;
  /** A PNG that anybody can read; the server's own icon of 128 by 128 pixels where it is left out. */
  readonly logoUrl?: string;
}

const COLOUR = '#0f5ea8';

/** The deployment that an admin gives Google for these addresses. It may have problems: ask `problemsWithDeployment`. */
export function gmailDeployment({ baseUrl, addonUrl, name, logoUrl }: GmailDeploymentSettings): GmailDeployment {
  return {
    oauthScopes: [...ALL_SCOPES],
    addOns: {
      common: {
        name: name ?? 'Duethread',
        logoUrl: logoUrl ?? `${baseUrl}/addin/icons/icon-128.png`,
        layoutProperties: { primaryColor: COLOUR, secondaryColor: COLOUR },
        useLocaleFromApp: true,
        homepageTrigger: { runFunction: addonUrl + ADDON_TRIGGERS.home, enabled: true },
        // A deployment says its menu in one language.
        universalActions: [
          { label: 'Refresh', runFunction: addonUrl + ADDON_TRIGGERS.refresh },
          { label: 'My figures', runFunction: addonUrl + ADDON_TRIGGERS.figures },
        ],
        openLinkUrlPrefixes: [`${baseUrl}/`],
      },
      gmail: {
        contextualTriggers: [{ unconditional: {}, onTriggerFunction: addonUrl + ADDON_TRIGGERS.message }],
        composeTrigger: {
          actions: [{ runFunction: addonUrl + ADDON_TRIGGERS.compose, label: 'Show the customer' }],
          draftAccess: 'METADATA',
        },
      },
      httpOptions: { authorizationHeader: 'SYSTEM_ID_TOKEN', granularOauthPermissionSupport: 'OPT_IN' },
    },
  };
}

const Https = z.url({ protocol: /^https$/, error: 'needs to be an address that begins with https://' });
const Label = z.string().check(z.refine((text) => text.trim() !== '', { error: 'needs words' }));
const Colour = z.string().check(z.regex(/^#[\da-f]{6}$/i, { error: 'needs to be a colour as in #0f5ea8' }));
const Entry = Https.check(
  // A query or fragment would be part of the audience in one place and not in another.
  z.refine((url) => !/[?#]/.test(url), { error: 'needs to be without query and fragment' }),
  z.refine((url) => isReachable(url), { error: 'needs a host that Google reaches by a public name' }),
  z.refine((url) => !/^https:\/\/[^/]*@|[^:]\/\//i.test(url), {
    error: 'needs to be without a name, a password and an empty step',
  }),
);
const Image = Https.check(
  z.refine((url) => !/\.svg([?#]|$)/i.test(url), { error: 'needs to be a PNG: Gmail does not draw SVG' }),
  z.refine((url) => isReachable(url), { error: 'needs a host that Google reaches by a public name' }),
);
const Prefix = Https.check(
  z.refine((url) => /^https:\/\/[^/]+\//.test(url), { error: 'needs a path after the host, / at least' }),
  z.refine((url) => !url.includes('*'), { error: 'needs to be one host, not all that fit a pattern' }),
);
const Homepage = z.strictObject({ runFunction: Entry, enabled: z.optional(z.boolean()) });
const UniversalAction = z.union(
  [z.strictObject({ label: Label, runFunction: Entry }), z.strictObject({ label: Label, openLink: Https })],
  { error: 'needs a label, and one of runFunction and openLink, with an address of https' },
);

/** A deployment as Google's public description of `projects.deployments` has it, by the letter, for Gmail alone: it refuses a deployment with a field more. */
const GmailDeployment = z.strictObject({
  name: z.optional(z.string()),
  oauthScopes: z.array(z.string()).check(z.minLength(1, { error: 'needs a scope at least' })),
  addOns: z.strictObject({
    common: z.strictObject({
      name: Label.check(z.maxLength(50, { error: 'has room for 50 characters' })),
      logoUrl: Image,
      layoutProperties: z.optional(
        z.strictObject({ primaryColor: z.optional(Colour), secondaryColor: z.optional(Colour) }),
      ),
      useLocaleFromApp: z.optional(z.boolean()),
      homepageTrigger: Homepage,
      universalActions: z.optional(z.array(UniversalAction)),
      openLinkUrlPrefixes: z.optional(z.array(Prefix)),
    }),
    gmail: z.strictObject({
      contextualTriggers: z
        .array(z.strictObject({ unconditional: z.strictObject({}), onTriggerFunction: Entry }))
        .check(z.length(1, { error: 'needs to be one trigger for every message' })),
      composeTrigger: z.optional(
        z.strictObject({
          actions: z
            .array(z.strictObject({ runFunction: Entry, label: Label, logoUrl: z.optional(Image) }))
            .check(z.minLength(1, { error: 'needs an action at least' })),
          draftAccess: z.enum(['NONE', 'METADATA'], { error: 'needs to be NONE or METADATA' }),
        }),
      ),
    }),
    httpOptions: z.strictObject({
      authorizationHeader: z.literal('SYSTEM_ID_TOKEN', {
        error: 'needs to be SYSTEM_ID_TOKEN, by which we know Google',
      }),
      granularOauthPermissionSupport: z.literal('OPT_IN', {
        error: 'needs to be OPT_IN, as add-ons over HTTP have it',
      }),
    }),
  }),
  etag: z.optional(z.string()),
});
export type GmailDeployment = z.infer<typeof GmailDeployment>;

/** What is wrong with a deployment, each in one sentence that begins with where; empty for one that Google and the add-on take. */
export function problemsWithDeployment(json: unknown): string[] {
  const { data, error } = GmailDeployment.safeParse(json);
  if (data === undefined) return error.issues.map(problemOf);
  return [...scopeProblems(data), ...entryProblems(data), ...linkProblems(data)].map((problem) => `${problem}.`);
}

function problemOf(issue: z.core.$ZodIssue): string {
  const what =
    issue.code === 'unrecognized_keys' ? `Google knows no field ${issue.keys.join(', ')} there` : issue.message;
  return `${issue.path.join('.') || 'the deployment'}: ${what}.`;
}

function scopeProblems({ oauthScopes: scopes, addOns }: GmailDeployment): string[] {
  const needed = [SCOPE.execute, SCOPE.read, SCOPE.email, ...(addOns.gmail.composeTrigger ? [SCOPE.draft] : [])];
  const isMeant = new Set([...ALL_SCOPES, ...RESTRICTED_SCOPES]);
  return [
    ...needed.filter((scope) => !scopes.includes(scope)).map((scope) => `oauthScopes: ${scope} is missing`),
    ...scopes
      .filter((scope) => RESTRICTED_SCOPES.includes(scope))
      .map((scope) => `oauthScopes: ${scope} is restricted`),
    ...scopes.filter((scope) => !isMeant.has(scope)).map((scope) => `oauthScopes: ${scope} is not used by the add-on`),
    ...repeated(scopes).map((scope) => `oauthScopes: ${scope} stands there twice`),
    ...(addOns.common.useLocaleFromApp === true && !scopes.includes(SCOPE.locale)
      ? [`addOns.common.useLocaleFromApp: needs the scope ${SCOPE.locale}`]
      : []),
  ];
}

/** Each address is an audience of its own, so all are of one place and none stands there twice. */
function entryProblems({ addOns: { common, gmail } }: GmailDeployment): string[] {
  const entries = [
    common.homepageTrigger.runFunction,
    ...(common.universalActions ?? []).flatMap((action) => ('runFunction' in action ? [action.runFunction] : [])),
    ...gmail.contextualTriggers.map(({ onTriggerFunction }) => onTriggerFunction),
    ...(gmail.composeTrigger?.actions ?? []).map(({ runFunction }) => runFunction),
  ];
  return [
    ...(new Set(entries.map((entry) => new URL(entry).origin)).size === 1
      ? []
      : ['addOns: the entry points lie at several origins']),
    ...repeated(entries).map((entry) => `addOns: two entry points have the address ${entry}`),
    ...unservedPaths(entries).map((path) => `addOns: the add-on serves no ${path}`),
    ...(common.homepageTrigger.enabled === false ? ['addOns.common.homepageTrigger: needs to be enabled'] : []),
  ];
}

/** The add-on may lie under a path, so an entry point is known by its end. */
function unservedPaths(entries: readonly string[]): string[] {
  const served = Object.values(ADDON_TRIGGERS);
  return entries.map((entry) => new URL(entry).pathname).filter((path) => !served.some((end) => path.endsWith(end)));
}

function linkProblems({ addOns: { common } }: GmailDeployment): string[] {
  const prefixes = common.openLinkUrlPrefixes ?? [];
  const links = (common.universalActions ?? []).flatMap((action) => ('openLink' in action ? [action.openLink] : []));
  return [
    ...links
      .filter((link) => !prefixes.some((prefix) => link.startsWith(prefix)))
      .map((link) => `addOns.common.openLinkUrlPrefixes: none of them allows ${link}`),
    ...repeated(prefixes).map((prefix) => `addOns.common.openLinkUrlPrefixes: ${prefix} stands there twice`),
  ];
}

function repeated(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}

/** Google calls over the internet: neither a machine's own name nor a bare number leads there. */
function isReachable(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { hostname } = new URL(url);
  return hostname.includes('.') && !/^[\d.]+$/.test(hostname) && !/\.(localhost|local|internal)$/.test(hostname);
}
