import { currentTenant } from '../../mongo/tenancy.ts';

/**
 * Lets the writers of this process to one tenant's log go one after another. The head of the log makes them do so in any case, and writers who do not wait for each other here run into each
 * other there and begin again. Other processes are met at the head.
 */
export class LogTurns {
  private readonly lastOf = new Map<string, Promise<unknown>>();

  /** Runs work after what was asked for before, whether or not that succeeded. Not to be asked for inside a turn, which would wait for itself. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    const tenantId = currentTenant();
    const before = this.lastOf.get(tenantId) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.then(ignore, ignore);
    this.lastOf.set(tenantId, settled);
    try {
      return await mine;
    } finally {
      if (this.lastOf.get(tenantId) === settled) this.lastOf.delete(tenantId);
    }
  }
}

function ignore(): void {}
