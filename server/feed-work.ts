import { access, constants } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { inTenant } from './mongo/tenancy.ts';
import { Refused, type Shutdown } from './process.ts';
import { Repeated } from './repeated.ts';
import type { Services } from './services.ts';

const DAY_MS = 24 * 3_600_000;

interface FeedWork {
  readonly services: Services;
  readonly log: Logger;
  readonly shutdown: Shutdown;
}

/** Begins what the server does about feeds by itself: looking into the watched folder, and removing files kept for long enough. Throws Refused where the folder cannot be used. */
export async function startFeedWork({ feeds }: Pick<Config, 'feeds'>, work: FeedWork): Promise<void> {
  startRemoving(feeds.keptDays, work);
  if (feeds.folder !== null) await startWatching(feeds.folder, feeds.lookEveryMs, work);
}

async function startWatching(folder: string, everyMs: number, { services, log, shutdown }: FeedWork): Promise<void> {
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).catch(() => {
    throw new Refused(`FEED_FOLDER is ${folder}, which is no folder that can be read and written.`);
  });
  const watched = services.watchFolder(folder, (line) => log.info(line));
  const looking = new Repeated(
    () => watched.look(),
    everyMs,
    (error) => log.error({ err: error }, 'the watched folder could not be looked through'),
  );
  shutdown.add(async () => {
    watched.stop();
    await looking.stop();
  });
  looking.start();
  log.info(`Files for feeds are taken from ${folder}.`);
}

function startRemoving(keptDays: number, { services, log, shutdown }: FeedWork): void {
  const { tenants, feedRuns, clock } = services;
  const removing = new Repeated(
    async () => {
      const fedBefore = new Date(clock.now().getTime() - keptDays * DAY_MS);
      for (const { id } of await tenants.list()) await inTenant(id, () => feedRuns.removeFilesFedBefore(fedBefore));
    },
    DAY_MS,
    (error) => log.error({ err: error }, 'old files of feeds could not be removed'),
  );
  shutdown.add(() => removing.stop());
  removing.start();
}
