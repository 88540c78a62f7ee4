import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { CallMetrics } from './call-metrics.ts';

const store = new AsyncLocalStorage<string>();

/** The id of the call of Google's that is being answered; undefined outside any. The server keeps it beside its own for what the add-on asks meanwhile. */
export function callId(): string | undefined {
  return store.getStore();
}

/** The add-on's log: one line of JSON an event, with the id of the call that it belongs to. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, mixin: () => ({ requestId: callId() }) };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Gives each call an id, measures it, and logs one line of it. Nothing of what Google sends reaches the log. */
export function noteCalls(log: Logger, metrics: CallMetrics): RequestHandler {
  return (req, res, next) => {
    const began = performance.now();
    const requestId = randomUUID();
    res.setHeader('X-Request-Id', requestId);
    res.once('close', () => {
      const path = String(req.route?.path ?? 'none of ours');
      const { statusCode } = res;
      const responseTime = Math.round(performance.now() - began);
      metrics.observe(path, statusCode, responseTime / 1_000);
      log.info({ requestId, path, statusCode, responseTime }, 'call answered');
    });
    store.run(requestId, next);
  };
}
