import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import mongoose from 'mongoose';
import { CallMetrics } from '../../gmail-addon/call-metrics.ts';
import { PoolCounts } from '../../server/mongo/pool-counts.ts';
import { TestApp } from '../support/app.ts';
import { useMongo } from '../support/mongo.ts';

describe('Metrics', function () {
  this.timeout(60_000);
  useMongo();
  const { services } = new TestApp();
  const { metrics } = services;
  const shown = () => metrics.registry.metrics();

  it('counts how the connections to the database are used', async () => {
    const client = mongoose.connection.getClient();
    const pool = new PoolCounts(client);
    metrics.watchPool(pool);
    const asked = client.db().admin().command({ ping: 1 });
    await new Promise<void>((resolve) => client.once('connectionCheckedOut', () => resolve()));
    expect(pool.inUse).to.be.least(1);
    await asked;
    expect(pool.waiting).to.equal(0);
    expect(await shown()).to.match(/duethread_mongo_connections\{state="open"\} [1-9]/);
  });

  it('counts timed work by its end, feeds and digests by what became of them', async () => {
    await metrics.measureJob('sweeping', async () => {});
    const failure = metrics.measureJob('sweeping', () => Promise.reject(new Error('no broom')));
    expect(await failure.catch((error: Error) => error.message)).to.equal('no broom');
    const after = metrics.countingFeeds({ afterFeed: ({ state }: { state: string }) => `after ${state}` });
    expect(after.afterFeed({ state: 'committed' })).to.equal('after committed');
    metrics.countDigest('sent');
    metrics.watchLog({ pending: 7 });
    const text = await shown();
    for (const line of [
      'duethread_job_seconds_count{job="sweeping",ended="done"} 1',
      'duethread_job_seconds_count{job="sweeping",ended="failed"} 1',
      'duethread_feed_runs_total{state="committed"} 1',
      'duethread_digests_total{state="sent"} 1',
      'duethread_log_pending 7',
    ]) {
      expect(text).to.contain(line);
    }
  });

  it('are all in the guide', () => {
    const guide = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
    const registries = [metrics.registry, new CallMetrics().registry];
    const names = registries.flatMap((registry) => registry.getMetricsAsArray().map(({ name }) => name));
    expect(names.length).to.be.above(5);
    expect(names.filter((name) => !guide.includes(name))).to.deep.equal([]);
  });
});
