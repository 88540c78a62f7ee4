import type { Tenant, TenantRepository } from '../identity/tenant-repository.ts';
import { inTenant } from '../mongo/tenancy.ts';

/** Does something on behalf of each company in turn. What fails for one is told to `failed` and holds up no other. */
export async function eachTenant(
  tenants: Pick<TenantRepository, 'list'>,
  work: (tenant: Tenant) => Promise<void>,
  failed: (error: unknown, tenant: Tenant) => void,
): Promise<void> {
  for (const tenant of await tenants.list()) {
    await inTenant(tenant.id, () => work(tenant)).catch((error: unknown) => failed(error, tenant));
  }
}
