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

  /** Begins to measure a request; what it gives is called at its end. */
  beginRequest(): (labels: { operation: string; status: number }) => void {
    return this.requestSeconds.startTimer();
  }
}
