import type { Logger } from 'pino';
import { eachTenant } from './jobs/each-tenant.ts';
import type { TimedWork } from './jobs/timed-work.ts';
import { Timetable } from './jobs/timetable.ts';
import type { Shutdown } from './process.ts';
import type { Services } from './services.ts';

interface TimedSurroundings {
  readonly services: Services;
  readonly log: Logger;
  readonly shutdown: Shutdown;
}

/** Begins what the server does by itself at its times. */
export async function startTimedWorks({ services, log, shutdown }: TimedSurroundings): Promise<void> {
  const { metrics } = services;
  const timetable = await Timetable.begin(timedWorks(services, log), { log, measure: metrics });
  shutdown.add(() => timetable.end());
}

/** All that is timed. */
export function timedWorks(services: Services, log: Logger): TimedWork[] {
  const { tenants, digestSending, metrics } = services;
  return [
    {
      name: 'send digests',
      // Seven o’clock comes at another time in each zone; what is due is found by its company’s own.
      cron: '*/5 * * * *',
      zone: 'UTC',
      work: () =>
        eachTenant(
          tenants,
          async (tenant) => {
            const failed = (error: unknown) => log.error({ err: error }, 'a digest did not leave');
            for (const state of await digestSending.sendDue(tenant, failed)) metrics.countDigest(state);
          },
          (error, { id }) => log.error({ err: error, tenantId: id }, 'the digests of a company could not be sent'),
        ),
    },
    dayDocuments(services, log),
    textsPastTheirTime(services, log),
  ];
}

/** Takes away what was said as long ago as each company wants. */
function textsPastTheirTime({ tenants, textRetention }: Services, log: Logger): TimedWork {
  return {
    name: 'take away texts past their time',
    cron: '25 2 * * *',
    zone: 'UTC',
    work: () =>
      eachTenant(
        tenants,
        async (tenant) => {
          await textRetention.sweep(tenant);
        },
        (error, { id }) => log.error({ err: error, tenantId: id }, 'the texts of a company could not be taken away'),
      ),
  };
}

/** Brings the durable day documents to where ledger and log stand; where nothing has happened it is one look. */
function dayDocuments({ tenants, rollups }: Services, log: Logger): TimedWork {
  return {
    name: 'keep day documents',
    cron: '*/5 * * * *',
    zone: 'UTC',
    work: () =>
      eachTenant(
        tenants,
        async () => {
          await rollups.keepUp();
        },
        (error, { id }) => log.error({ err: error, tenantId: id }, 'the day documents of a company could not be kept'),
      ),
  };
}
