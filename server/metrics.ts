import { Histogram, Registry } from 'prom-client';

/** What this process measures of itself, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requestSeconds = new Histogram({
    name: 'duethread_request_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  /** The measure of each kind of request; operations and statuses are few. */
  private readonly requestsOf = new Map<string, { observe(seconds: number): void }>();

  /** Begins to measure a request; what it gives is called at its end. */
  beginRequest(): (labels: { operation: string; status: number }) => void {
    const began = performance.now();
    return ({ operation, status }) => {
      this.requestOf(operation, String(status)).observe((performance.now() - began) / 1_000);
    };
  }

  private requestOf(operation: string, status: string): { observe(seconds: number): void } {
    const kind = `${status} ${operation}`;
    const known = this.requestsOf.get(kind) ?? this.requestSeconds.labels(operation, status);
    this.requestsOf.set(kind, known);
    return known;
  }
}
