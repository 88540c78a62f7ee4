import { ApiError, ApiUnreachable } from '#shared/api/client.ts';
import { ERROR_KINDS } from '#shared/api/errors.ts';
import { SealRefused } from './actions.ts';
import { GmailFailure } from './gmail-failure.ts';
import { AddressRefused } from './reply-mime.ts';
import { en } from './words/en.ts';

/** A failure in the reader's words. */
export interface FailureWords {
  readonly heading: string;
  readonly why: string;
}

/** Puts an error of the server, of Gmail or of an old button into words. Throws what is none of these: a fault of ours. */
export function failureWords(error: unknown): FailureWords {
  const { problem, apiFailures, gmailTroubles, templates } = en;
  if (error instanceof ApiUnreachable) return { heading: problem.offline, why: problem.offlineWhy };
  if (error instanceof GmailFailure) return { heading: problem.heading, why: gmailTroubles[error.trouble] };
  if (error instanceof SealRefused) return { heading: problem.heading, why: problem.staleButton };
  if (error instanceof AddressRefused) return { heading: problem.heading, why: templates.noRecipient };
  if (error instanceof ApiError) {
    const said = error.problems.map((one) => one.problem).join(' ');
    const kind = ERROR_KINDS[error.code];
    const why = kind === 'invalid' || kind === 'conflict' ? `${error.message} ${said}` : apiFailures[kind];
    return { heading: problem.heading, why: why.trim() };
  }
  throw error;
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
