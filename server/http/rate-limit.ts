import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../errors.ts';

/** Lets an address through so many times a minute and answers 429 beyond. Counted in this process; a whole office may share an address. */
export function limitPerAddress(perMinute: number): RequestHandler {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (req, res, next) => {
    try {
      await limiter.consume(keyOf(req.ip ?? ''));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      res.setHeader('Retry-After', String(Math.ceil(error.msBeforeNext / 1000)));
      throw new DomainError('too_many_requests', 'Too many sign-ins from this address; wait a little.');
    }
    next();
  };
}

/** One subscriber has a whole /64 of IPv6 addresses. */
function keyOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = ''] = address.split('::');
  const groups = head.split(':');
  return [...groups, '0', '0', '0', '0'].slice(0, 4).join(':');
}
