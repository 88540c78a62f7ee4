import type { ErrorCode, FieldProblem } from '#shared/api/errors.ts';

/** A failure that the caller can act on. Anything else that is thrown is a fault of ours and answers 500. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly problems: readonly FieldProblem[] = [],
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
