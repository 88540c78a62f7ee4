const AUTH = 'https://www.googleapis.com/auth/';
/** Scopes of this beginning hold for the message that is open, and for no other. */
export const OPEN_MESSAGE_SCOPES = `${AUTH}gmail.addons.current.`;

/**
 * With which scope the Gmail add-on sends. No page of Google's settles it: `open_message` is not sensitive and needs the token for the open message; should Gmail refuse to send under it, `gmail_send` is
 * the way that it takes from everybody. `docs/decisions/gmail-mail.md` says how to try it.
 */
const SENDING_SCOPE: 'open_message' | 'gmail_send' = 'open_message';

/** The scopes of the Gmail add-on, by what it does under each. */
export const SCOPE = {
  execute: `${AUTH}gmail.addons.execute`,
  read: `${OPEN_MESSAGE_SCOPES}message.readonly`,
  draft: `${OPEN_MESSAGE_SCOPES}action.compose`,
  send: SENDING_SCOPE === 'open_message' ? `${OPEN_MESSAGE_SCOPES}action.compose` : `${AUTH}gmail.send`,
  email: `${AUTH}userinfo.email`,
  openid: 'openid',
  locale: `${AUTH}script.locale`,
} as const;

/** All that the deployment asks for. None of them is restricted. */
export const ALL_SCOPES: readonly string[] = [...new Set(Object.values(SCOPE))];

/** How Google classes a scope: restricted ones need its yearly security assessment in a public add-on, sensitive ones its verification; an add-on of one's own organisation needs neither. */
export type ScopeClass = 'add_on' | 'not_sensitive' | 'sensitive' | 'restricted';

export interface ExplainedScope {
  readonly scope: string;
  readonly class: ScopeClass;
  /** One sentence for the admin who consents to it. */
  readonly reason: string;
}

const REASONS: Readonly<Record<string, Omit<ExplainedScope, 'scope'>>> = {
  [SCOPE.execute]: { class: 'add_on', reason: 'Lets the add-on run in Gmail at all.' },
  [SCOPE.read]: {
    class: 'sensitive',
    reason:
      'Reads the open message and the others of its thread, to find the customer by addresses and numbers and to log what was sent. No other message can be read.',
  },
  [`${OPEN_MESSAGE_SCOPES}action.compose`]: {
    class: 'not_sensitive',
    reason: 'Writes a draft, or sends an answer, when the user presses the button of a card.',
  },
  [`${AUTH}gmail.send`]: { class: 'sensitive', reason: 'Sends an answer when the user presses the button of a card.' },
  [SCOPE.email]: { class: 'not_sensitive', reason: 'Says who the user is, so that the server knows them.' },
  [SCOPE.openid]: { class: 'not_sensitive', reason: 'Makes what says who the user is a signed token.' },
  [SCOPE.locale]: { class: 'not_sensitive', reason: "Shows the cards in the user's language, with their dates." },
};

/** Each scope that the add-on asks for, in the deployment's order, with its class and why. */
export const EXPLAINED_SCOPES: readonly ExplainedScope[] = ALL_SCOPES.map((scope) => {
  const explained = REASONS[scope];
  if (explained === undefined) throw new RangeError(`The scope ${scope} is not explained.`);
  return { scope, ...explained };
});

/** What Google classes as restricted among Gmail's scopes. */
export const RESTRICTED_SCOPES: readonly string[] = [
  'https://mail.google.com/',
  ...['readonly', 'modify', 'compose', 'metadata', 'insert', 'settings.basic', 'settings.sharing'].map(
    (name) => `${AUTH}gmail.${name}`,
  ),
];
