import type { Logger } from 'pino';
import { eachTenant } from './jobs/each-tenant.ts';
import type { Shutdown } from './process.ts';
import type { Services } from './services.ts';

interface Warming {
  readonly services: Pick<Services, 'tenants' | 'reports'>;
  readonly log: Logger;
  readonly shutdown: Shutdown;
}

/** What the first page of a manager asks, in its order. */
const FIRST_ASKED = ['kpis', 'excess-cash'] as const;

/**
 * Answers what managers ask first before they do, one company after another, so that the first page after a start is as quick as any other. It holds nothing up, and what fails
 * here fails again, and is told, when somebody asks.
 */
export function warmReports({ services: { tenants, reports }, log, shutdown }: Warming): void {
  let isStopping = false;
  const warming = eachTenant(
    tenants,
    async (tenant) => {
      for (const name of FIRST_ASKED) if (!isStopping) await reports.answer(name, {}, tenant);
    },
    (error, { id }) => log.warn({ err: error, tenantId: id }, 'the reports of a company could not be made ready'),
  ).catch((error: unknown) => log.warn({ err: error }, 'the reports could not be made ready'));
  shutdown.add(async () => {
    isStopping = true;
    await warming;
  });
}
