import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PoolCounts } from './mongo/pool-counts.ts';

/** How something that was begun ended. */
type Ended = 'done' | 'failed';

/** What this process measures of itself, for Prometheus; docs/deploy.md says what each is for. */
export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];
  private readonly requestSeconds = new Histogram({
    name: 'duethread_request_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: this.registers,
  });
  private readonly jobSeconds = new Histogram({
    name: 'duethread_job_seconds',
    help: 'Time that a run of timed work took.',
    labelNames: ['job', 'ended'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers: this.registers,
  });
  private readonly feedRuns = new Counter({
    name: 'duethread_feed_runs_total',
    help: 'Files fed, by what became of them.',
    labelNames: ['state'],
    registers: this.registers,
  });
  private readonly digests = new Counter({
    name: 'duethread_digests_total',
    help: 'Digests that were to leave, by what became of them.',
    labelNames: ['state'],
    registers: this.registers,
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

  /** Measures a run of timed work. */
  async measureJob(job: string, work: () => Promise<void>): Promise<void> {
    const began = performance.now();
    let ended: Ended = 'failed';
    try {
      await work();
      ended = 'done';
    } finally {
      this.jobSeconds.labels(job, ended).observe((performance.now() - began) / 1_000);
    }
  }

  /** Counts each feed on its way to what follows it. */
  countingFeeds<O extends { readonly state: string }, R>(after: { afterFeed(run: O): R }): { afterFeed(run: O): R } {
    return {
      afterFeed: (run) => {
        this.feedRuns.labels(run.state).inc();
        return after.afterFeed(run);
      },
    };
  }

  countDigest(state: string): void {
    this.digests.labels(state).inc();
  }

  /** Shows how many callers wait until what they want logged is written. */
  watchLog(log: { readonly pending: number }): void {
    new Gauge({
      name: 'duethread_log_pending',
      help: 'Callers whose entries of the activity log are not written yet.',
      registers: this.registers,
      collect() {
        this.set(log.pending);
      },
    });
  }

  /** Shows how the connections to the database are used. */
  watchPool(pool: PoolCounts): void {
    new Gauge({
      name: 'duethread_mongo_connections',
      help: 'Connections to the database that are open and in use, and callers that wait for one.',
      labelNames: ['state'],
      registers: this.registers,
      collect() {
        this.set({ state: 'open' }, pool.open);
        this.set({ state: 'in_use' }, pool.inUse);
        this.set({ state: 'waiting' }, pool.waiting);
      },
    });
  }

  private requestOf(operation: string, status: string): { observe(seconds: number): void } {
    const kind = `${status} ${operation}`;
    const known = this.requestsOf.get(kind) ?? this.requestSeconds.labels(operation, status);
    this.requestsOf.set(kind, known);
    return known;
  }
}
