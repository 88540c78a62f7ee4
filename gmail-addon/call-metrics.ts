import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What the add-on measures of itself, for Prometheus. */
export class CallMetrics {
  readonly registry = new Registry();
  private readonly callSeconds = new Histogram({
    name: 'duethread_addon_call_seconds',
    help: 'Time from a call of Google to its card.',
    labelNames: ['path', 'status'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16],
    registers: [this.registry],
  });

  /** Measures the process itself, too. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  observe(path: string, status: number, seconds: number): void {
    this.callSeconds.labels(path, String(status)).observe(seconds);
  }
}

/** `/metrics`: for this machine itself, or for who knows the token; nobody else learns that it is there. */
export function metricsPage({ registry }: CallMetrics, token: string | null): RequestHandler {
  return async (req, res, next) => {
    if (!isOfThisMachine(req) && !knows(token, req)) return next();
    res.type(registry.contentType).send(await registry.metrics());
  };
}

/** What a proxy on this machine passes on is not of this machine. */
function isOfThisMachine({ socket, headers }: Request): boolean {
  const passedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !passedOn && LOOPBACK.has(socket.remoteAddress ?? '');
}

function knows(token: string | null, { headers }: Request): boolean {
  const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  return token !== null && given !== undefined && timingSafeEqual(hashOf(given), hashOf(token));
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
