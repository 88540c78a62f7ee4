import type { Money } from '#shared/domain/money.ts';
import type { AgeingSum } from '../../features/setup/setup-facts.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { ReportService } from '../report-service.ts';

interface AgeingTotal {
  readonly currency: string;
  readonly invoiceOpen: Money;
  readonly buckets: Readonly<Record<string, Money>>;
}

/** What the ageing report says of the current tenant today, one entry a currency. */
export function ageingSums(reports: ReportService, tenants: Pick<TenantRepository, 'findById'>) {
  return async (): Promise<AgeingSum[]> => {
    const tenant = await tenants.findById(currentTenant());
    if (tenant === null) return [];
    const { totals } = await reports.answer('ageing', {}, tenant);
    return (totals as unknown as readonly AgeingTotal[]).map(({ currency, invoiceOpen, buckets }) => ({
      currency,
      invoiceOpen: invoiceOpen.minor,
      buckets: Object.values(buckets).map(({ minor }) => minor),
    }));
  };
}
