import type { ErrorCode } from '#shared/api/errors.ts';
import type { Failure } from '../state/failure.ts';
import type { Words } from '../words/pick-words.ts';

export interface FailureWords {
  readonly heading: string;
  readonly why: string;
  /** The other side's own account; empty where there is none. */
  readonly details: string;
}

/** A failure in the reader's words. */
export function failureWords(failure: Failure, words: Words): FailureWords {
  switch (failure.by) {
    case 'network':
      return { heading: words.problem.offline, why: words.problem.offlineWhy, details: '' };
    case 'server':
      return { heading: words.problem.heading, why: serverWords(failure, words), details: failure.detail };
    case 'host':
      return { heading: words.problem.heading, why: words.hostFailures[failure.failure], details: failure.detail };
  }
}

/** What its code says, where the catalogue knows more of it than of its kind. */
function serverWords({ code, kind }: Extract<Failure, { by: 'server' }>, { apiCodes, apiFailures }: Words): string {
  const known: Readonly<Partial<Record<ErrorCode, string>>> = apiCodes;
  return known[code] ?? apiFailures[kind];
}
