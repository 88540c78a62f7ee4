import type { Request } from 'express';
import { DomainError } from '../errors.ts';

/** Refuses what a page of another origin makes a browser send with our cookie. Browsers say where a request comes from; who does not is refused as well. */
export function requireSameOrigin(req: Request, baseUrl: string): void {
  const site = req.get('sec-fetch-site');
  const ours = site === undefined ? req.get('origin') === baseUrl : site === 'same-origin';
  if (!ours) throw new DomainError('not_allowed', 'This has to come from a page of ours.');
}
