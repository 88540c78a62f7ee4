import type { CustomerId, ItemId, TenantId } from '#shared/domain/ids.ts';
import type { NamedItem } from './ledger-names.ts';

/** What is known of the names in one committed state of a tenant's ledger. It never changes; the next state is another. */
export interface NamesAtRun {
  readonly customers: Set<CustomerId>;
  readonly items: Map<ItemId, NamedItem>;
}

interface Known extends NamesAtRun {
  readonly state: string;
}

const MAX_TENANTS = 200;
const MAX_NAMES = 20_000;

/** Names that this process has looked up, for the tenants it last worked for; a bounded part of what stands in the ledger. */
export class KnownNames {
  private readonly byTenant = new Map<TenantId, Known>();

  /** Those of a tenant in one state; what was known of its other states is forgotten. */
  at(tenantId: TenantId, state: string): NamesAtRun {
    const known = this.byTenant.get(tenantId);
    this.byTenant.delete(tenantId);
    const isStill = known?.state === state && known.items.size + known.customers.size < MAX_NAMES;
    const names = isStill ? known : { state, customers: new Set<CustomerId>(), items: new Map<ItemId, NamedItem>() };
    this.byTenant.set(tenantId, names);
    const [oldest] = this.byTenant.keys();
    if (this.byTenant.size > MAX_TENANTS && oldest !== undefined) this.byTenant.delete(oldest);
    return names;
  }
}
