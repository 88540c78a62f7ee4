import type { Request, RequestHandler, Response } from 'express';
import type { Operation } from '#shared/api/operation.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import type { Limit, PerMinute } from '../limits/limit.ts';
import type { Limiter } from '../limits/limiter.ts';

/** What counts for more than a call. */
const DEEDS: Readonly<Record<string, 'sends' | 'reports'>> = {
  prepareDispatch: 'sends',
  claimSending: 'sends',
  readReport: 'reports',
};

/** Holds requests to their limits, over all processes together; what is beyond one is answered with 429 and when to come back. */
export class RequestLimits {
  constructor(
    private readonly limiter: Limiter,
    private readonly perMinute: PerMinute,
  ) {}

  /** For the ways into the sign-in. While nothing can be counted nobody is let try. */
  readonly signIns: RequestHandler = async (req, res, next) => {
    await this.take('signIns', addressKey(req), res);
    next();
  };

  /** For a call by somebody whom we do not know. */
  stranger(req: Request, res: Response): Promise<void> {
    return this.take('strangers', addressKey(req), res);
  }

  /** For a call of a user or a key. */
  async caller({ id }: Operation, { tenantId, userId, scopes }: Actor, res: Response): Promise<void> {
    const subject = `${tenantId} ${userId}`;
    await this.take(scopes === null ? 'user' : 'key', subject, res);
    const deed = DEEDS[id];
    if (deed !== undefined) await this.take(deed, subject, res);
  }

  private async take(name: keyof PerMinute, subject: string, res: Response): Promise<void> {
    const limit: Limit = {
      name,
      perMinute: this.perMinute[name],
      unsure: name === 'signIns' ? 'refuse' : 'admit',
    };
    const taken = await this.limiter.take(limit, subject);
    if (taken.admitted) return;
    res.setHeader('Retry-After', String(taken.retryAfterSeconds));
    const wait = `Too many at once; come back in ${taken.retryAfterSeconds} s.`;
    throw new DomainError('too_many_requests', wait);
  }
}

/** One subscriber has a whole /64 of IPv6 addresses. */
function addressKey({ ip = '' }: Request): string {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  const [head = ''] = ip.split('::');
  return [...head.split(':'), '0', '0', '0', '0'].slice(0, 4).join(':');
}
