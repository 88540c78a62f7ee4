import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { inLogContext } from '../log-context.ts';

declare module 'node:http' {
  interface IncomingMessage {
    /** Stands in the log, in the answer's header, and in the body of an error. */
    id: string;
    /** Each line that is written while the request is answered has its id. */
    log: Logger;
  }
}

/** What a caller sends as an id is only kept where it can be nothing else. */
const IS_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * Gives each request an id and logs one line of it: method, path without query, status, time, and as `parent` the id that the caller has for it, such as the Gmail add-on for
 * the call of Google's in which it asks. No header, body or query ever reaches the log.
 */
export function requestLog(logger: Logger): RequestHandler {
  // None of the line's own fields holds a secret, so they are not searched for one.
  const log = logger.child({}, { redact: { paths: ['unused'], censor: '' } });
  return (req, res, next) => {
    const { method, originalUrl } = req;
    const began = performance.now();
    const id = randomUUID();
    const asked = { id, ...parentOf(req.headers['x-request-id']), method, path: withoutQuery(originalUrl) };
    req.id = id;
    req.log = logger;
    res.setHeader('X-Request-Id', id);
    res.once('close', () => {
      const { statusCode } = res;
      const responseTime = Math.round(performance.now() - began);
      const line = { req: asked, res: { statusCode }, responseTime };
      if (!res.writableFinished) log.info(line, 'request aborted');
      else if (statusCode >= 500) log.error(line, 'request errored');
      else log.info(line, 'request completed');
    });
    inLogContext({ requestId: id }, next);
  };
}

function parentOf(sent: string | string[] | undefined): { parent?: string } {
  return typeof sent === 'string' && IS_ID.test(sent) ? { parent: sent } : {};
}

function withoutQuery(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
