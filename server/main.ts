import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { collectDefaultMetrics } from 'prom-client';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { startFeedWork } from './feed-work.ts';
import { listen } from './http/listen.ts';
import { keepStart } from './last-start.ts';
import { createLog } from './log.ts';
import { migrate } from './migration-work.ts';
import { openStore } from './mongo/open-store.ts';
import { PoolCounts } from './mongo/pool-counts.ts';
import { systemClock } from './ports.ts';
import { runServer, say } from './process.ts';
import { createServices } from './services.ts';
import { appSettings, serviceSettings } from './settings.ts';
import { startTimedWorks } from './timed-works.ts';
import { warmReports } from './warm-reports.ts';

await runServer(async (shutdown) => {
  const config = readConfig();
  const log = createLog(config.logLevel);
  await openStore(config, say, shutdown);
  const services = createServices(serviceSettings(config), systemClock);
  collectDefaultMetrics({ register: services.metrics.registry });
  services.metrics.watchPool(new PoolCounts(mongoose.connection.getClient()));
  services.metrics.watchLog(services.activityLog);
  // After the last request was answered, and before the database goes.
  shutdown.add(() => services.activityLog.settled());
  await services.limiter.join();
  shutdown.add(() => services.limiter.leave());
  const app = createApp(services, appSettings(config), log);
  await listen(app, config.http, shutdown);
  await migrate(config.mongo.migrateTo, { services, log, shutdown });
  await startFeedWork(config, { services, log, shutdown });
  await startTimedWorks({ services, log, shutdown });
  warmReports({ services, log, shutdown });
  shutdown.add(async () => {
    services.lifecycle.stopping = true;
    // Whoever sends requests here looks at /readyz now and then; until they have, they are served.
    await pause(config.http.stopGraceMs);
  });
  if (config.mongo.uri === undefined) keepStart(config);
  say(`Duethread serves ${config.http.baseUrl}.`);
  process.send?.({ ready: true });
});
