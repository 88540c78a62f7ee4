import type { Logger } from 'pino';
import { connectedDatabase } from './mongo/connect.ts';
import { MIGRATIONS } from './mongo/migrations/migration-list.ts';
import { MigrationRecords } from './mongo/migrations/migration-records.ts';
import { followMigrations, type MigrationOrder, runMigrations } from './mongo/migrations/run-migrations.ts';
import { migrationsUpTo, stateOf } from './mongo/migrations/schema-state.ts';
import { Refused, type Shutdown, say } from './process.ts';
import { Repeated } from './repeated.ts';
import type { Services } from './services.ts';

/** How often what an older version still writes is brought over, in ms. */
const FOLLOW_EVERY_MS = 60_000;

interface MigrationWork {
  readonly services: Pick<Services, 'clock' | 'lifecycle'>;
  readonly log: Logger;
  readonly shutdown: Shutdown;
}

/**
 * Brings the stored shape to what this version serves, and from then on brings over what an older version that still runs goes on writing. Until it has ended `/readyz` says why this
 * process is not ready. Throws Refused where a newer version has taken the stored shape beyond what this one can serve.
 */
export async function migrate(migrateTo: number | null, { services, log, shutdown }: MigrationWork): Promise<void> {
  const stopping = new AbortController();
  shutdown.add(async () => stopping.abort());
  const migrations = migrationsUpTo(MIGRATIONS, migrateTo);
  const { signal } = stopping;
  const order: MigrationOrder = { db: connectedDatabase(), migrations, clock: services.clock, signal, say };
  services.lifecycle.migrations = migrations;
  await refuseTooNew(order);
  await runMigrations(order);
  const following = new Repeated(
    async () => {
      const written = await followMigrations(order);
      if (written > 0) log.info({ written }, 'what an older version wrote was brought over');
    },
    FOLLOW_EVERY_MS,
    (error) => log.error({ err: error }, 'what an older version writes could not be brought over'),
  );
  shutdown.add(() => following.stop());
  following.start();
}

async function refuseTooNew({ db, migrations }: MigrationOrder): Promise<void> {
  const done = await new MigrationRecords(db).findDone();
  if (!stateOf(done, migrations).isTooNew) return;
  throw new Refused(
    `The database is at migration ${done.at(-1)?._id}, and this version knows ${migrations.length}: a newer version has changed what this one cannot serve.`,
  );
}
