import { ApiError, ApiUnreachable } from '#shared/api/client.ts';
import type { ErrorCode, ErrorKind } from '#shared/api/errors.ts';
import { ERROR_KINDS } from '#shared/api/errors.ts';
import { HostError, type HostFailure } from '../host/mail-host.ts';

/** What went wrong, as far as a person can act on it. */
export type Failure =
  | { readonly by: 'network' }
  | { readonly by: 'server'; readonly code: ErrorCode; readonly kind: ErrorKind; readonly detail: string }
  | { readonly by: 'host'; readonly failure: HostFailure; readonly detail: string };

/** Puts an error of the server, the network or the host into the state's terms. Throws what is none of these: a fault of ours. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiUnreachable) return { by: 'network' };
  if (error instanceof HostError) return { by: 'host', failure: error.failure, detail: error.message };
  if (error instanceof ApiError) {
    const said = error.problems.map(({ problem }) => problem);
    return {
      by: 'server',
      code: error.code,
      kind: ERROR_KINDS[error.code],
      detail: [error.message, ...said].join(' '),
    };
  }
  throw error;
}

/** Whether the request may have had its effect, or may still have it: the same request is sent again with the same key. */
export function isUndecided(failure: Failure): boolean {
  if (failure.by === 'network') return true;
  return failure.by === 'server' && UNDECIDED.includes(failure.kind);
}

const UNDECIDED: readonly ErrorKind[] = ['unauthenticated', 'too_many', 'unavailable', 'fault'];

/** Lets work go on beside what the user does next. A fault of ours surfaces as an uncaught error. */
export function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    setTimeout(() => {
      throw error;
    });
  });
}
