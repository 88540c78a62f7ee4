import * as z from 'zod/mini';

/** The fields of `projects.deployments` that we use, by the letter: Google refuses a deployment with another. */
const HttpsUrl = z.url({ protocol: /^https$/, error: 'needs to be an address that begins with https://' });
const Entry = HttpsUrl.check(
  // A query or fragment would be part of the audience in one place and not in another.
  z.refine((url) => !/[?#]/.test(url), { error: 'needs to be without query and fragment' }),
);
const Colour = z.string().check(z.regex(/^#[\da-f]{6}$/i));

const Deployment = z.strictObject({
  oauthScopes: z.array(z.string()).check(z.minLength(1)),
  addOns: z.strictObject({
    common: z.strictObject({
      name: z.string().check(z.minLength(1)),
      logoUrl: HttpsUrl,
      layoutProperties: z.optional(
        z.strictObject({ primaryColor: z.optional(Colour), secondaryColor: z.optional(Colour) }),
      ),
      useLocaleFromApp: z.optional(z.boolean()),
      homepageTrigger: z.strictObject({ runFunction: Entry, enabled: z.optional(z.boolean()) }),
      universalActions: z.optional(
        z.array(z.strictObject({ label: z.string().check(z.minLength(1)), runFunction: Entry })),
      ),
    }),
    gmail: z.strictObject({
      contextualTriggers: z
        .array(z.strictObject({ unconditional: z.strictObject({}), onTriggerFunction: Entry }))
        .check(z.minLength(1)),
    }),
    httpOptions: z.strictObject({
      authorizationHeader: z.literal('SYSTEM_ID_TOKEN'),
      granularOauthPermissionSupport: z.literal('OPT_IN'),
    }),
  }),
});

/** Scopes that would need Google's yearly security assessment of a public add-on. */
const RESTRICTED = ['gmail.metadata', 'gmail.readonly', 'gmail.modify', 'gmail.compose'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);
const NEEDED = [
  'https://www.googleapis.com/auth/gmail.addons.execute',
  'https://www.googleapis.com/auth/userinfo.email',
];
const LOCALE = 'https://www.googleapis.com/auth/script.locale';

/** What is wrong with a deployment file; empty for one that Google takes. */
export function lintDeployment(deployment: unknown): string[] {
  const { data, error } = Deployment.safeParse(deployment);
  if (data === undefined) return error.issues.map(problemOf);
  return [...scopeProblems(data), ...originProblems(data)];
}

function problemOf(issue: z.core.$ZodIssue): string {
  const what = issue.code === 'unrecognized_keys' ? `unknown field ${issue.keys.join(', ')}` : issue.message;
  return `${issue.path.join('.') || 'the file'}: ${what}`;
}

function scopeProblems({ oauthScopes: scopes, addOns }: z.infer<typeof Deployment>): string[] {
  const missing = NEEDED.filter((scope) => !scopes.includes(scope)).map((scope) => `oauthScopes: ${scope} is missing`);
  const restricted = RESTRICTED.filter((scope) => scopes.includes(scope)).map(
    (scope) => `oauthScopes: ${scope} is restricted`,
  );
  const twice = new Set(scopes).size === scopes.length ? [] : ['oauthScopes: one stands there twice'];
  const asksLocale = addOns.common.useLocaleFromApp === true && !scopes.includes(LOCALE);
  return [...missing, ...restricted, ...twice, ...(asksLocale ? [`useLocaleFromApp needs the scope ${LOCALE}`] : [])];
}

/** Each address is an audience of its own, so all are of one place and none stands there twice. */
function originProblems({ addOns: { common, gmail } }: z.infer<typeof Deployment>): string[] {
  const entries = [
    common.homepageTrigger.runFunction,
    ...(common.universalActions ?? []).map(({ runFunction }) => runFunction),
    ...gmail.contextualTriggers.map(({ onTriggerFunction }) => onTriggerFunction),
  ];
  const origins = new Set(entries.map((entry) => new URL(entry).origin));
  return [
    ...(origins.size === 1 ? [] : ['the entry points lie at several origins']),
    ...(new Set(entries).size === entries.length ? [] : ['two entry points have the same address']),
  ];
}
