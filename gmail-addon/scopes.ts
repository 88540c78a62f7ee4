import type { GoogleEvent } from './google-event.ts';

const ADDONS = 'https://www.googleapis.com/auth/gmail.addons.';

export const SCOPE = {
  execute: `${ADDONS}execute`,
  /** Headers of the open message, and of the copy that was sent in its thread. */
  read: `${ADDONS}current.message.readonly`,
  /** Sending an answer to the open message. */
  send: `${ADDONS}current.action.compose`,
  email: 'https://www.googleapis.com/auth/userinfo.email',
  openid: 'openid',
  locale: 'https://www.googleapis.com/auth/script.locale',
} as const;

/** All that the deployment asks for. None of them is restricted. */
export const ALL_SCOPES: readonly string[] = Object.values(SCOPE);

/** Which of the scopes a call needs the user has not granted; empty where Google does not say what is granted. */
export function missingScopes({ authorizationEventObject }: GoogleEvent, needed: readonly string[]): string[] {
  const { authorizedScopes } = authorizationEventObject;
  return authorizedScopes === undefined ? [] : needed.filter((scope) => !authorizedScopes.includes(scope));
}
