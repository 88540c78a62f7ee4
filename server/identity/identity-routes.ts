import type { TenantView } from '#shared/api/sessions.ts';
import { readMe } from '#shared/api/sessions.ts';
import { DomainError } from '../errors.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { Tenant, TenantRepository } from './tenant-repository.ts';

export function identityEndpoints({ tenants }: { tenants: TenantRepository }): Endpoint[] {
  return [
    endpoint(readMe, async ({ actor }) => {
      const tenant = await tenants.findById(actor.tenantId);
      if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
      const { userId: id, email, name, role } = actor;
      return { user: { id, email, name, role }, tenant: presentTenant(tenant) };
    }),
  ];
}

export function presentTenant({ id, name, currency, zone }: Tenant): TenantView {
  return { id, name, currency, zone };
}
