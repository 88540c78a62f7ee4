import pino, { type DestinationStream, type Logger } from 'pino';
import { logContext } from './log-context.ts';

const SECRET_FIELDS = ['authorization', 'cookie', 'token', 'secret', 'password', 'ticket', 'body', 'html', 'text'];

/** What errors of others quote of the data that they failed on: addresses, the values of a key that is there twice, values that do not fit. */
const QUOTED: readonly (readonly [what: RegExp, instead: string])[] = [
  [/dup key: \{.*\}/gs, 'dup key: [left out]'],
  [/\bvalue (["'`]).*?\1/gs, 'value [left out]'],
  [/[^\s@<>"'(:,]+@[^\s@<>"'),:]+/g, '[address]'],
];

interface Failure {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: unknown;
}

/** The server's log: one line of JSON an event, with the id of the request or of the timed work that it belongs to. No secret, nobody's address, and nothing that people wrote to one another stands in it. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = {
    level,
    base: null,
    redact: { paths, censor: '[left out]' },
    serializers: { err: presentFailure },
    mixin: () => logContext() ?? {},
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A driver's error carries the documents it failed on; only what names the failure is taken from it. */
function presentFailure(error: unknown): Failure | string {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack } = error;
  return {
    type: name,
    message: withoutQuoted(message),
    stack: stack === undefined ? undefined : withoutQuoted(stack),
    code: (error as { code?: unknown }).code,
  };
}

function withoutQuoted(text: string): string {
  return QUOTED.reduce((rest, [what, instead]) => rest.replace(what, instead), text);
}
