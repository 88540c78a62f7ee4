import type mongoose from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';
import type { RowProblem } from './ledger-row.ts';
import type { KeptRun } from './run.ts';

/** A run without its problems, of which there may be megabytes. */
export type ListedRun = Omit<KeptRun, 'problems'>;

/** How the runs of one profile and source stand. */
export interface FeedStanding {
  /** The last one received, dry runs left out. */
  readonly last: ListedRun;
  /** The last one that was taken, or found to say what the ledger says already, and stands. */
  readonly lastTaken: ListedRun | null;
  /** The latest as-of time of those that were taken. */
  readonly asOf: Date | null;
}

type StoredRun = KeptRun & { tenantId: string };
type Filter = mongoose.mongo.Filter<StoredRun>;

const WITHOUT_PROBLEMS = { _id: 0, tenantId: 0, problems: 0 } as const;
/** Ids of one process grow, which tells apart what came at one instant. */
const LAST_RECEIVED = { receivedAt: -1, runId: -1 } as const;

/** The runs of the current tenant, as the page of feeds shows them. */
export class FeedRunReadModel {
  /** The latest runs, the last received first; `before` goes on from a run's `receivedAt`. Those received at one instant are on one page. */
  async list({ limit, before }: { limit: number; before?: Date }): Promise<ListedRun[]> {
    const page = await listed(before === undefined ? {} : { receivedAt: { $lt: before } }, limit);
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return page;
    const known = new Set(page.map(({ runId }) => runId));
    const atOnce = await listed({ receivedAt: last.receivedAt }, 0);
    return [...page, ...atOnce.filter(({ runId }) => !known.has(runId))];
  }

  /** A run with a page of its problems. */
  async find(
    runId: string,
    { from, limit }: { from: number; limit: number },
  ): Promise<{ run: ListedRun; problems: RowProblem[] } | null> {
    const projection = { _id: 0, tenantId: 0, problems: { $slice: [from, limit] } };
    const stored = await runs().findOne({ tenantId: currentTenant(), runId }, { projection });
    if (stored === null) return null;
    const { problems, ...run } = stored as unknown as KeptRun;
    return { run, problems: [...problems] };
  }

  /** How each feed stands, by profile and source. One of which there were dry runs alone is left out. */
  async standings(): Promise<FeedStanding[]> {
    const standings: FeedStanding[] = [];
    for (const feed of await feedsThereWere()) {
      const taken: Filter = { ...feed, kind: 'feed', state: { $in: ['committed', 'unchanged'] }, takenBackBy: null };
      const [last] = await listed({ ...feed, kind: 'feed', state: { $ne: 'dry_run' } }, 1);
      if (last === undefined) continue;
      const [lastTaken = null] = await listed(taken, 1);
      standings.push({ last, lastTaken, asOf: await latestAsOf(taken) });
    }
    return standings;
  }

  /** Whether somebody is changing the ledger at this moment, by the database's clock. */
  async isLedgerBusy(): Promise<boolean> {
    const busy = { tenantId: currentTenant(), $expr: { $gt: ['$lease.expiresAt', '$$NOW'] } };
    return (await collectionNamed('ledgerHeads').findOne(busy, { projection: { _id: 1 } })) !== null;
  }

  /** Whether one of the runs is held and none that was received after it was taken. */
  async isAnyWaiting(runIds: readonly string[]): Promise<boolean> {
    const among: Filter = { runId: { $in: [...runIds] } };
    const [held] = await listed({ ...among, state: 'held' }, 1);
    if (held === undefined) return false;
    const taken: Filter = { ...among, state: { $in: ['committed', 'unchanged'] } };
    return (await listed({ ...taken, receivedAt: { $gte: held.receivedAt } }, 1)).length === 0;
  }
}

async function listed(filter: Filter, limit: number): Promise<ListedRun[]> {
  const cursor = runs()
    .find({ tenantId: currentTenant(), ...filter }, { projection: WITHOUT_PROBLEMS })
    .sort(LAST_RECEIVED)
    .limit(limit);
  return (await cursor.toArray()) as unknown as ListedRun[];
}

async function feedsThereWere(): Promise<{ profile: string; source: string }[]> {
  const pipeline = [
    { $match: { tenantId: currentTenant(), kind: 'feed' } },
    { $group: { _id: { profile: '$profile', source: '$source' } } },
    { $sort: { '_id.profile': 1, '_id.source': 1 } },
    { $replaceRoot: { newRoot: '$_id' } },
  ];
  return await runs().aggregate<{ profile: string; source: string }>(pipeline).toArray();
}

async function latestAsOf(filter: Filter): Promise<Date | null> {
  const sorted = { projection: { _id: 0, dataAsOf: 1 }, sort: { dataAsOf: -1 } } as const;
  return (await runs().findOne({ tenantId: currentTenant(), ...filter }, sorted))?.dataAsOf ?? null;
}

function runs(): mongoose.mongo.Collection<StoredRun> {
  return collectionNamed<StoredRun>('runs');
}
