import { AsyncLocalStorage } from 'node:async_hooks';
import type { TenantId } from '#shared/domain/ids.ts';

const store = new AsyncLocalStorage<TenantId>();

/** Runs `work` on behalf of one tenant: every query and write under it is of that tenant. Waits for it inside, since a mongoose query only starts when it is waited for. */
export function inTenant<T>(tenantId: TenantId, work: () => T | PromiseLike<T>): Promise<T> {
  return store.run(tenantId, async () => await work());
}

/** The tenant on whose behalf this code runs. Throws where nobody has said: a query without a tenant is a fault, never "all tenants". */
export function currentTenant(): TenantId {
  const tenantId = store.getStore();
  if (tenantId === undefined) throw new Error('No tenant: wrap this work in inTenant(tenantId, …).');
  return tenantId;
}

/** The tenant on whose behalf this code runs, where there is one. */
export function tenantAtHand(): TenantId | undefined {
  return store.getStore();
}
