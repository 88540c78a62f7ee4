import { ApiError, ApiUnreachable } from '#shared/api/client.ts';
import { ERROR_KINDS, type ErrorCode } from '#shared/api/errors.ts';
import { SealRefused } from './actions.ts';
import type { Words } from './card-words.ts';
import { GmailFailure } from './gmail-failure.ts';
import { AddressRefused } from './reply-mime.ts';

/** A failure in the reader's words. */
export interface FailureWords {
  readonly heading: string;
  readonly why: string;
}

/** The card was not ready while Google still waits for it. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** Puts an error of the server, of Gmail or of an old button into words. Throws what is none of these: a fault of ours. */
export function failureWords(error: unknown, words: Words): FailureWords {
  const { problem, gmailTroubles, templates } = words.cards;
  const { heading } = words.problem;
  if (error instanceof ApiUnreachable) return { heading: problem.offline, why: problem.offlineWhy };
  if (error instanceof TooSlow) return { heading: problem.slow, why: problem.slowWhy };
  if (error instanceof GmailFailure) return { heading, why: gmailTroubles[error.trouble] };
  if (error instanceof SealRefused) return { heading, why: problem.staleButton };
  if (error instanceof AddressRefused) return { heading, why: templates.noRecipient };
  if (error instanceof ApiError) return { heading, why: serverWords(error, words) };
  throw error;
}

/** What its code says, where the catalogue knows more of it than of its kind; of what was given wrongly, the server's own account as well. */
function serverWords({ code, message, problems }: ApiError, { apiCodes, apiFailures, cards }: Words): string {
  const known: Readonly<Partial<Record<ErrorCode, string>>> = apiCodes;
  const own = known[code];
  if (own !== undefined) return own;
  const kind = ERROR_KINDS[code];
  if (kind === 'invalid' || kind === 'conflict') {
    return [message, ...problems.map(({ problem }) => problem)].join(' ').trim();
  }
  // The pane's sentences on these two send their reader to Outlook.
  if (kind === 'unreadable') return cards.problem.notUnderstood;
  return kind === 'unauthenticated' ? cards.problem.signInEnded : apiFailures[kind];
}

/** Which account card fits an error of opening a session or of a policy; null for another error. */
export function accountTrouble(error: unknown): 'unknown' | 'disabled' | 'role' | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === 'token_refused' || error.code === 'user_not_invited') return 'unknown';
  if (error.code === 'user_disabled') return 'disabled';
  return error.code === 'not_allowed' ? 'role' : null;
}

/** Whether the request may have had its effect, or may still have it: the same request is sent again with the same key. */
export function isUndecided(error: unknown): boolean {
  if (error instanceof ApiUnreachable) return true;
  if (!(error instanceof ApiError)) return false;
  return ['unauthenticated', 'too_many', 'unavailable', 'fault'].includes(ERROR_KINDS[error.code]);
}
