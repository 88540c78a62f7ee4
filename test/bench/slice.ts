import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** One HTTP request of a load, and what counts as a good answer. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** Makes the next request; called once for each. */
  readonly next: () => LoadRequest;
}

export interface Slice {
  /** How many requests were answered, failed ones included. */
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly failed: number;
}

/** A request that hangs fails, so that a slice always ends. */
const ANSWER_LIMIT_MS = 30_000;

/** Keeps `connections` requests under way on loopback for a time, and measures. Closed loop: at many connections p99 is mostly queueing. */
export async function loadSlice({ port, connections, milliseconds, next }: LoadOptions): Promise<Slice> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failed = 0;
  const start = performance.now();
  const end = start + milliseconds;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      const began = performance.now();
      const good = await send(agent, port, next());
      times.push(performance.now() - began);
      if (!good) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    requestsPerSecond: times.length / seconds,
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    p99Ms: quantile(times, 0.99),
    failed,
  };
}

function send(agent: Agent, port: number, { method, path, headers, body }: LoadRequest): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { agent, host: '127.0.0.1', port, method, path, headers, timeout: ANSWER_LIMIT_MS };
    const outgoing = request(options, (response) => {
      response.resume();
      response.on('end', () => resolve((response.statusCode ?? 500) < 300));
      response.on('error', () => resolve(false));
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve(false));
    outgoing.end(body);
  });
}

/** The value below which the share `q` of sorted numbers lies; 0 for none. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

export function median(numbers: readonly number[]): number {
  return quantile(
    [...numbers].sort((a, b) => a - b),
    0.5,
  );
}
