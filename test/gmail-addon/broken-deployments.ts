/** One deliberate mistake: where in the deployment, what stands there instead (undefined: nothing), and what is said of it. */
export interface BrokenDeployment {
  readonly what: string;
  readonly at: string;
  readonly put: unknown;
  readonly says: string;
}

const AUTH = 'https://www.googleapis.com/auth/';
const GMAIL = 'https://gmail.duethread.example';
const SCOPES = [
  `${AUTH}gmail.addons.execute`,
  `${AUTH}gmail.addons.current.message.readonly`,
  `${AUTH}gmail.addons.current.action.compose`,
  `${AUTH}userinfo.email`,
  'openid',
  `${AUTH}script.locale`,
];
const without = (scope: string) => SCOPES.filter((one) => one !== AUTH + scope);

const COMMON = 'addOns.common';
const TRIGGER = 'addOns.gmail.contextualTriggers.0';
const COMPOSE = 'addOns.gmail.composeTrigger';

/** Mistakes in fields and their forms. */
export const BROKEN_FIELDS: readonly BrokenDeployment[] = [
  { what: 'no add-ons', at: 'addOns', put: undefined, says: 'addOns: ' },
  { what: 'no part for Gmail', at: 'addOns.gmail', put: undefined, says: 'addOns.gmail: ' },
  { what: 'an unknown field', at: `${COMMON}.colour`, put: 'red', says: 'Google knows no field colour there.' },
  { what: 'another host', at: 'addOns.drive', put: {}, says: 'addOns: Google knows no field drive there.' },
  { what: 'no name', at: `${COMMON}.name`, put: ' ', says: 'addOns.common.name: needs words.' },
  { what: 'a long name', at: `${COMMON}.name`, put: 'D'.repeat(51), says: 'has room for 50 characters' },
  { what: 'a logo by http', at: `${COMMON}.logoUrl`, put: 'http://a.example/i.png', says: 'begins with https://' },
  { what: 'a logo in SVG', at: `${COMMON}.logoUrl`, put: 'https://a.example/i.svg', says: 'needs to be a PNG' },
  { what: 'a logo in a file', at: `${COMMON}.logoUrl`, put: 'icon.png', says: 'begins with https://' },
  { what: 'a colour by name', at: `${COMMON}.layoutProperties.primaryColor`, put: 'blue', says: 'a colour as in' },
  { what: 'text for yes', at: `${COMMON}.useLocaleFromApp`, put: 'true', says: 'useLocaleFromApp: ' },
  { what: 'no homepage', at: `${COMMON}.homepageTrigger`, put: undefined, says: 'homepageTrigger: ' },
  {
    what: 'a function of Apps Script',
    at: `${COMMON}.homepageTrigger.runFunction`,
    put: 'onHomepage',
    says: 'homepageTrigger.runFunction: needs to be an address that begins with https://',
  },
  {
    what: 'a universal action with the label under another name',
    at: `${COMMON}.universalActions.0`,
    put: { text: 'Refresh', runFunction: `${GMAIL}/refresh` },
    says: 'universalActions.0: needs a label',
  },
  {
    what: 'a universal action that does two things',
    at: `${COMMON}.universalActions.0.openLink`,
    put: 'https://duethread.example/',
    says: 'universalActions.0: needs a label, and one of runFunction and openLink',
  },
  { what: 'no trigger for messages', at: 'addOns.gmail.contextualTriggers', put: [], says: 'one trigger for every' },
  {
    what: 'a condition that there is none of',
    at: `${TRIGGER}.unconditional`,
    put: { from: 'x' },
    says: 'no field from',
  },
  {
    what: 'a trigger without an address',
    at: `${TRIGGER}.onTriggerFunction`,
    put: undefined,
    says: 'onTriggerFunction: ',
  },
  {
    what: 'the actions of Apps Script while writing',
    at: `${COMPOSE}.selectActions`,
    put: [{ text: 'Show', runFunction: 'onCompose' }],
    says: 'Google knows no field selectActions there',
  },
  { what: 'no action while writing', at: `${COMPOSE}.actions`, put: [], says: 'needs an action at least' },
  {
    what: 'a draft access by no name',
    at: `${COMPOSE}.draftAccess`,
    put: 'FULL',
    says: 'needs to be NONE or METADATA',
  },
  {
    what: 'the user’s token in the header',
    at: 'addOns.httpOptions.authorizationHeader',
    put: 'USER_ID_TOKEN',
    says: 'needs to be SYSTEM_ID_TOKEN',
  },
  { what: 'no token at all', at: 'addOns.httpOptions', put: undefined, says: 'addOns.httpOptions: ' },
  {
    what: 'consent to all or nothing',
    at: 'addOns.httpOptions.granularOauthPermissionSupport',
    put: 'OPT_OUT',
    says: 'needs to be OPT_IN',
  },
  { what: 'links to everywhere', at: `${COMMON}.openLinkUrlPrefixes`, put: ['*'], says: 'begins with https://' },
  {
    what: 'links to all of a domain',
    at: `${COMMON}.openLinkUrlPrefixes`,
    put: ['https://*.example/'],
    says: 'needs to be one host',
  },
  {
    what: 'links without a path',
    at: `${COMMON}.openLinkUrlPrefixes`,
    put: ['https://duethread.example'],
    says: 'needs a path after the host',
  },
];

/** Mistakes in how addresses and scopes go together. */
export const BROKEN_RELATIONS: readonly BrokenDeployment[] = [
  { what: 'no scope', at: 'oauthScopes', put: [], says: 'needs a scope at least' },
  ...['gmail.addons.execute', 'gmail.addons.current.message.readonly', 'userinfo.email'].map((scope) => ({
    what: `no ${scope}`,
    at: 'oauthScopes',
    put: without(scope),
    says: `oauthScopes: ${AUTH}${scope} is missing.`,
  })),
  {
    what: 'a trigger while writing without its scope',
    at: 'oauthScopes',
    put: without('gmail.addons.current.action.compose'),
    says: 'action.compose is missing',
  },
  {
    what: 'the locale without its scope',
    at: 'oauthScopes',
    put: without('script.locale'),
    says: 'addOns.common.useLocaleFromApp: needs the scope',
  },
  ...[`${AUTH}gmail.readonly`, 'https://mail.google.com/'].map((scope) => ({
    what: `the restricted ${scope}`,
    at: 'oauthScopes',
    put: [...SCOPES, scope],
    says: `oauthScopes: ${scope} is restricted.`,
  })),
  {
    what: 'a scope that nothing needs',
    at: 'oauthScopes',
    put: [...SCOPES, `${AUTH}drive`],
    says: 'auth/drive is not used by the add-on',
  },
  { what: 'a scope twice', at: 'oauthScopes', put: [...SCOPES, 'openid'], says: 'openid stands there twice' },
  {
    what: 'an entry point elsewhere',
    at: `${TRIGGER}.onTriggerFunction`,
    put: 'https://other.example/message',
    says: 'the entry points lie at several origins',
  },
  {
    what: 'one address for two entry points',
    at: `${TRIGGER}.onTriggerFunction`,
    put: `${GMAIL}/home`,
    says: 'two entry points have the address https://gmail.duethread.example/home',
  },
  ...['?trigger=message', '#message'].map((tail) => ({
    what: `an entry point with ${tail}`,
    at: `${TRIGGER}.onTriggerFunction`,
    put: `${GMAIL}/message${tail}`,
    says: 'needs to be without query and fragment',
  })),
  ...['https://localhost', 'https://10.0.0.7', 'https://addon.internal'].map((origin) => ({
    what: `an entry point at ${origin}`,
    at: `${TRIGGER}.onTriggerFunction`,
    put: `${origin}/message`,
    says: 'needs a host that Google reaches',
  })),
  {
    what: 'a password in an entry point',
    at: `${TRIGGER}.onTriggerFunction`,
    put: 'https://me:secret@gmail.duethread.example/message',
    says: 'without a name, a password and an empty step',
  },
  {
    what: 'an empty step in an entry point',
    at: `${TRIGGER}.onTriggerFunction`,
    put: `${GMAIL}//message`,
    says: 'without a name, a password and an empty step',
  },
  {
    what: 'an address that the add-on does not serve',
    at: `${TRIGGER}.onTriggerFunction`,
    put: `${GMAIL}/messages`,
    says: 'the add-on serves no /messages',
  },
  {
    what: 'a homepage that is off',
    at: `${COMMON}.homepageTrigger.enabled`,
    put: false,
    says: 'homepageTrigger: needs to be enabled',
  },
  {
    what: 'a link that is not allowed',
    at: `${COMMON}.universalActions.0`,
    put: { label: 'Help', openLink: 'https://help.example/' },
    says: 'openLinkUrlPrefixes: none of them allows https://help.example/',
  },
];
