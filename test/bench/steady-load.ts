import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** One HTTP request, and what its answer has to hold to be a good one. */
export interface Step {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly holds: string;
}

/** Deeds that begin at a steady rate, whether those before have ended or not; the steps of one go one after another. */
export interface SteadyOrder {
  readonly perSecond: number;
  readonly deeds: readonly (readonly Step[])[];
}

export interface SteadyResult {
  /** From when a deed was to begin to its end, sorted. */
  readonly milliseconds: readonly number[];
  readonly failed: number;
}

const ANSWER_LIMIT_MS = 30_000;

export async function steadyLoad({ perSecond, deeds }: SteadyOrder): Promise<SteadyResult> {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  let failed = 0;
  const milliseconds = await Promise.all(
    deeds.map(async (steps, place) => {
      const due = start + (place * 1_000) / perSecond;
      await setTimeout(Math.max(0, due - performance.now()));
      if (!(await inTurn(agent, steps))) failed += 1;
      return performance.now() - due;
    }),
  );
  agent.destroy();
  return { milliseconds: milliseconds.sort((a, b) => a - b), failed };
}

async function inTurn(agent: Agent, steps: readonly Step[]): Promise<boolean> {
  for (const step of steps) {
    if (!(await isGood(agent, step))) return false;
  }
  return true;
}

function isGood(agent: Agent, { port, method, path, headers, body, holds }: Step): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = body === '' ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) };
    const options = { agent, host: '127.0.0.1', port, method, path, headers: sent, timeout: ANSWER_LIMIT_MS };
    const outgoing = request(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', () => resolve(false));
      response.on('end', () => {
        resolve((response.statusCode ?? 500) < 300 && Buffer.concat(parts).includes(holds));
      });
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve(false));
    outgoing.end(body);
  });
}
