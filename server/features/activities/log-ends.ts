import type { CustomerId, TenantId } from '#shared/domain/ids.ts';
import type { LogHead } from './activity-head-repository.ts';
import type { ContactSummary } from './contact-summary.ts';

/** Where a log ended, with those of the summaries as of that end that were in hand. */
export interface LogEnd {
  readonly head: LogHead;
  readonly summaries: ReadonlyMap<CustomerId, ContactSummary>;
}

/** A summary is some kilobytes. */
const MAX_TENANTS = 50;
const MAX_SUMMARIES = 500;

/**
 * Where the logs ended to which this process last wrote. It is a guess, since another process may have written meanwhile; the move of the head tells, and then
 * everything that is known here of that log is forgotten.
 */
export class LogEnds {
  private readonly ends = new Map<TenantId, { head: LogHead; summaries: Map<CustomerId, ContactSummary> }>();

  of(tenantId: TenantId): LogEnd | null {
    return this.ends.get(tenantId) ?? null;
  }

  /** The log has come to an end further on; `summaries` are those that changed on the way from the end that was known. */
  moved(tenantId: TenantId, head: LogHead, summaries: readonly ContactSummary[]): void {
    const known = this.ends.get(tenantId)?.summaries ?? new Map<CustomerId, ContactSummary>();
    for (const summary of summaries) {
      // The last that was written of is the last to go.
      known.delete(summary.customerId);
      known.set(summary.customerId, summary);
    }
    dropOldest(known, MAX_SUMMARIES);
    this.ends.delete(tenantId);
    this.ends.set(tenantId, { head, summaries: known });
    dropOldest(this.ends, MAX_TENANTS);
  }

  forget(tenantId: TenantId): void {
    this.ends.delete(tenantId);
  }
}

function dropOldest(map: Map<unknown, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
