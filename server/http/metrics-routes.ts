import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, type RequestHandler, Router } from 'express';
import { DomainError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Measures each request by its operation; what is none of the API counts as `page`. */
export function measureRequests(metrics: Metrics): RequestHandler {
  return (_req, res, next) => {
    const end = metrics.beginRequest();
    res.once('finish', () => {
      end({ operation: String(res.locals.operation ?? 'page'), status: res.statusCode });
    });
    next();
  };
}

/** `/metrics`: everything measured, for this machine itself or for who knows the token. */
export function metricsRoutes({ registry }: Metrics, token: string | null): Router {
  const router = Router();
  router.get('/metrics', async (req, res) => {
    if (!isOfThisMachine(req) && !knows(token, req)) {
      throw new DomainError('not_allowed', 'Metrics are for this machine, or with METRICS_TOKEN as Bearer.');
    }
    res.type(registry.contentType).send(await registry.metrics());
  });
  return router;
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
