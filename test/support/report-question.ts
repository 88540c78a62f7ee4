import { FIRST_ACCESS } from '../../server/identity/tenant-access.ts';
import {
  FIRST_CASH_SETTINGS,
  FIRST_FIGURE_SETTINGS,
  FIRST_MAIL_SETTINGS,
} from '../../server/identity/tenant-settings.ts';
import type { Facts } from '../../server/reporting/facts/facts.ts';
import type { ReportQuestion } from '../../server/reporting/report.ts';
import { BUCKETS_TO_90 } from '../../shared/domain/ageing.ts';
import { calendarDate } from '../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import type { TenantId } from '../../shared/domain/ids.ts';

/** What a report over facts alone is asked by a company as it starts, without a database. */
export function questionOf(
  facts: Facts,
  { from, to, filters = {} }: { from: string; to: string; filters?: ReportQuestion['filters'] },
): ReportQuestion {
  const at = new Date(`${to}T22:00:00.000Z`);
  return {
    tenant: {
      id: 'tenant' as TenantId,
      name: 'Brightwater GmbH',
      currency: currencyCode('EUR'),
      zone: 'UTC',
      directories: [],
      ownDomains: [],
      buckets: BUCKETS_TO_90,
      settings: {
        ageing: { preset: 'to_90', lastDays: [] },
        ...FIRST_CASH_SETTINGS,
        ...FIRST_FIGURE_SETTINGS,
        ...FIRST_MAIL_SETTINGS,
      },
      access: FIRST_ACCESS,
    },
    position: { run: facts.run, at, dataAsOf: at },
    knownAt: at,
    asOf: calendarDate(to),
    from: calendarDate(from),
    to: calendarDate(to),
    filters,
    facts: async () => facts,
  };
}

/** A company of which no template has a name. */
export const NO_TEMPLATE_NAMES = { names: async () => new Map<string, string>() };
