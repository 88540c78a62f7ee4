import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import mongoose from 'mongoose';
import type { Logger } from 'pino';
import { ERROR_KINDS, type ErrorCode, type ErrorKind, type Problem } from '#shared/api/errors.ts';
import { DomainError } from '../errors.ts';

/** The only place with status numbers. */
const STATUS_OF: Record<ErrorKind, number> = {
  unreadable: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  invalid: 422,
  too_many: 429,
  fault: 500,
  unavailable: 503,
};

const RETRY_AFTER_SECONDS = 5;

/** Answers for a path that no route has. */
export const routeUnknown: RequestHandler = (req) => {
  throw new DomainError('route_unknown', `There is no ${req.method} ${req.path}.`);
};

/** Turns whatever a handler threw into one `application/problem+json` answer. Faults of ours are logged and answered without detail. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const failure = asDomainError(error);
    noteFailure(logger, req, { error, failure });
    answer(req, res, failure);
  };
}

interface Noted {
  readonly error: unknown;
  readonly failure: DomainError;
}

/** A refused sign-in is answered without its reason, which stands in the log instead. */
export function noteFailure(logger: Logger, req: Request, { error, failure }: Noted): void {
  const requestId = idOf(req);
  if (failure.code === 'internal_error') logger.error({ err: error, requestId }, 'request failed');
  if (failure.cause !== undefined) logger.warn({ err: failure.cause, requestId, refused: failure.code }, 'refused');
}

/** The status that an error is answered with. */
export function statusOf(code: ErrorCode): number {
  return STATUS_OF[ERROR_KINDS[code]];
}

function answer(req: Request, res: Response, { code, message, problems }: DomainError): void {
  const status = statusOf(code);
  const asksToWait = status === 503 || status === 429;
  if (asksToWait && !res.hasHeader('Retry-After')) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  const body: Problem = {
    type: `urn:duethread:error:${code}`,
    title: titleOf(code),
    status,
    code,
    detail: message,
    ...(problems.length === 0 ? {} : { problems: [...problems] }),
    requestId: idOf(req),
  };
  res.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** What was thrown, as an error of the closed list. */
export function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const type = (error as { type?: unknown } | null)?.type;
  if (type === 'entity.too.large')
    return new DomainError('body_too_large', 'The body is larger than this route takes.');
  if (typeof type === 'string' && /^(entity|encoding|charset|request)\./.test(type)) {
    return new DomainError('body_not_json', 'The body cannot be read as JSON.');
  }
  if (error instanceof URIError) return new DomainError('body_not_json', 'The address cannot be decoded.');
  if (isUnreachableDatabase(error))
    return new DomainError('database_unavailable', 'The database cannot be reached; try again.');
  return new DomainError('internal_error', 'Something went wrong on our side.');
}

function isUnreachableDatabase(error: unknown): boolean {
  const { MongoNetworkError, MongoServerSelectionError } = mongoose.mongo;
  return [MongoNetworkError, MongoServerSelectionError].some((kind) => error instanceof kind);
}

function titleOf(code: ErrorCode): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function idOf(req: Request): string {
  return String(req.id);
}
