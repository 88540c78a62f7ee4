import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

declare module 'node:http' {
  interface IncomingMessage {
    /** Stands in the log, in the answer's header, and in the body of an error. */
    id: string;
    log: Logger;
  }
}

/** Gives each request an id and logs one line of it: method, path without query, status, time. No header, body or query ever reaches the log. */
export function requestLog(logger: Logger): RequestHandler {
  // None of the line's own fields holds a secret, so they are not searched for one.
  const log = logger.child({}, { redact: { paths: ['unused'], censor: '' } });
  return (req, res, next) => {
    const { method, originalUrl } = req;
    const began = performance.now();
    req.id = randomUUID();
    req.log = logger;
    res.setHeader('X-Request-Id', req.id);
    res.once('close', () => {
      const { statusCode } = res;
      const responseTime = Math.round(performance.now() - began);
      const line = { req: { id: req.id, method, path: withoutQuery(originalUrl) }, res: { statusCode }, responseTime };
      if (!res.writableFinished) log.info(line, 'request aborted');
      else if (statusCode >= 500) log.error(line, 'request errored');
      else log.info(line, 'request completed');
    });
    next();
  };
}

function withoutQuery(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
