import pino, { type DestinationStream, type Logger } from 'pino';

const SECRET_FIELDS = ['authorization', 'cookie', 'token', 'secret', 'password', 'ticket', 'body', 'html', 'text'];

interface Failure {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: unknown;
}

/** The server's log: one line of JSON an event. Neither a secret nor what people wrote to one another ever stands in it. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = { level, base: null, redact: { paths, censor: '[left out]' }, serializers: { err: presentFailure } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A driver's error carries the documents it failed on; only what names the failure is taken from it. */
function presentFailure(error: unknown): Failure | string {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack } = error;
  return { type: name, message, stack, code: (error as { code?: unknown }).code };
}
