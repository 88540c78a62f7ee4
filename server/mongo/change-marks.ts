import type { TenantId } from '#shared/domain/ids.ts';
import { tenantAtHand } from './tenancy.ts';

const marks = new Map<TenantId, number>();

/** Says that this process has just changed something of a tenant for good, so that what it keeps in memory of it is asked about anew. */
function markChanged(tenantId: TenantId): void {
  marks.set(tenantId, changeMarkOf(tenantId) + 1);
}

/** The same for the tenant on whose behalf this code runs, where there is one. */
export function markChange(): void {
  const tenantId = tenantAtHand();
  if (tenantId !== undefined) markChanged(tenantId);
}

/** Another number after each change that this process made of a tenant. */
export function changeMarkOf(tenantId: TenantId): number {
  return marks.get(tenantId) ?? 0;
}
