import type { GoogleEvent } from './google-event.ts';
import { SENDING_SCOPE } from './unproven.ts';

const AUTH = 'https://www.googleapis.com/auth/';
const OPEN_MESSAGE = `${AUTH}gmail.addons.current.`;

export const SCOPE = {
  execute: `${AUTH}gmail.addons.execute`,
  /** Headers of the messages in the open thread. */
  read: `${OPEN_MESSAGE}message.readonly`,
  /** Drafting an answer to the open message. */
  draft: `${OPEN_MESSAGE}action.compose`,
  /** Sending one. */
  send: SENDING_SCOPE === 'open_message' ? `${OPEN_MESSAGE}action.compose` : `${AUTH}gmail.send`,
  email: `${AUTH}userinfo.email`,
  openid: 'openid',
  locale: `${AUTH}script.locale`,
} as const;

/** All that the deployment asks for. None of them is restricted. */
export const ALL_SCOPES: readonly string[] = [...new Set(Object.values(SCOPE))];

/** Whether a scope holds for the open message alone, so that Gmail wants the token for that message beside the user's. */
export function isForOpenMessage(scope: string): boolean {
  return scope.startsWith(OPEN_MESSAGE);
}

/** Which of the scopes a call needs the user has not granted; empty where Google does not say what is granted. */
export function missingScopes({ authorizationEventObject }: GoogleEvent, needed: readonly string[]): string[] {
  const { authorizedScopes } = authorizationEventObject;
  return authorizedScopes === undefined ? [] : needed.filter((scope) => !authorizedScopes.includes(scope));
}
