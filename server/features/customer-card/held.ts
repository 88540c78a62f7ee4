import type { TenantId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';

/** How long what was read holds, in ms: what changes seldom and is asked for with every card. */
export const HOLDS_MS = 3_000;

/** Milliseconds of a clock that only goes forward. */
export type Elapsed = () => number;

interface Reading<T> {
  readonly value: Promise<T>;
  readonly askedAt: number;
}

/** Something that is read of each company, as it was within the last three seconds. */
export class Held<T> {
  private readonly readings = new Map<TenantId, Reading<T>>();

  constructor(
    private readonly read: () => Promise<T>,
    private readonly elapsed: Elapsed,
  ) {}

  now(): Promise<T> {
    const tenantId = currentTenant();
    const askedAt = this.elapsed();
    const known = this.readings.get(tenantId);
    if (known !== undefined && askedAt - known.askedAt < HOLDS_MS) return known.value;
    const reading = { value: this.read(), askedAt };
    this.readings.set(tenantId, reading);
    // What could not be read is asked anew by the next; who asked now is told.
    reading.value.catch(() => {
      if (this.readings.get(tenantId) === reading) this.readings.delete(tenantId);
    });
    return reading.value;
  }
}
