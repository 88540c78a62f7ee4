import type { Metrics } from '../metrics.ts';
import type { Clock } from '../ports.ts';
import { LimitMemberRepository } from './limit-member-repository.ts';
import { LimitRoundRepository } from './limit-round-repository.ts';
import { Limiter } from './limiter.ts';

const NEW_FOR_MS = 3_000;

/** Counts what is limited; alone until it joins the other processes. */
export function createLimiter({ registry }: Metrics, clock: Clock): Limiter {
  const parts = { rounds: new LimitRoundRepository(), members: new LimitMemberRepository() };
  return new Limiter({ ...parts, clock, registry, newForMs: NEW_FOR_MS });
}
