import { RunRepository } from '../../server/features/receivables/run-repository.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { collectionNamed, NOT_SUPERSEDED } from '../../server/mongo/versions.ts';
import type { TenantId } from '../../shared/domain/ids.ts';

const VERSIONED = ['customerVersions', 'itemVersions', 'entryVersions', 'customerSummaries'];
const MOST_RUNS = 100;

/** What runs that were never committed have left in a tenant's ledger, in sentences; none where every version was added, and marked, by a run that was. */
export async function leftOver(tenant: TenantId): Promise<string[]> {
  return inTenant(tenant, async () => {
    const runs = await new RunRepository().list({ limit: MOST_RUNS });
    const committed = new Set<unknown>(runs.filter(({ state }) => state === 'committed').map(({ number }) => number));
    const found: string[] = [];
    for (const name of VERSIONED) {
      const strays = (await runsIn(name, tenant)).filter((run) => !committed.has(run));
      found.push(...strays.map((run) => `${name} holds something of run ${run}, which was not committed.`));
    }
    const unended = runs.filter(({ state }) => state === 'taking').length;
    return unended > 1 ? [...found, `${unended} runs never ended.`] : found;
  });
}

/** The runs that added or marked something. The contact parts of summaries belong to none. */
async function runsIn(name: string, tenantId: TenantId): Promise<unknown[]> {
  const added: unknown[] = await collectionNamed(name).distinct('added', { tenantId });
  const superseded: unknown[] = await collectionNamed(name).distinct('superseded', { tenantId });
  return [...added.filter((run) => run !== null), ...superseded.filter((run) => run !== NOT_SUPERSEDED)];
}
