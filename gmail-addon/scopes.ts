import { OPEN_MESSAGE_SCOPES } from '#shared/api/gmail-scopes.ts';
import type { GoogleEvent } from './google-event.ts';

/** Whether a scope holds for the open message alone, so that Gmail wants the token for that message beside the user's. */
export function isForOpenMessage(scope: string): boolean {
  return scope.startsWith(OPEN_MESSAGE_SCOPES);
}

/** Which of the scopes a call needs the user has not granted; empty where Google does not say what is granted. */
export function missingScopes({ authorizationEventObject }: GoogleEvent, needed: readonly string[]): string[] {
  const { authorizedScopes } = authorizationEventObject;
  return authorizedScopes === undefined ? [] : needed.filter((scope) => !authorizedScopes.includes(scope));
}
