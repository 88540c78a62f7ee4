import { ApiError } from '#shared/api/client.ts';

/** What went wrong, in the server's own sentence where it gave one. */
export function problemWords(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return 'The server did not answer. Nothing is lost: try again in a moment.';
}

/** The same with every field that is wrong. */
export function problemsInFull(error: unknown): string {
  const listed = error instanceof ApiError ? error.problems.map(({ field, problem }) => `${field} ${problem}.`) : [];
  return [problemWords(error), ...listed].join(' ');
}
