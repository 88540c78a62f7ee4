import type { TenantId, UserId } from '#shared/domain/ids.ts';
import { aggregateAtOnce } from '../mongo/commands.ts';
import { groupedRead } from '../mongo/grouped.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import type { StoredTenant } from './tenant-model.ts';
import { type Tenant, tenantFromStored } from './tenant-repository.ts';
import { type StoredUser, UserModel } from './user-model.ts';
import { type User, userFromStored } from './user-repository.ts';

/** A user with their company, as far as our store knows them. */
export interface UserOfTenant {
  readonly user: User | null;
  readonly tenant: Tenant | null;
  /** Who has named them as stand-in, for whatever days. */
  readonly absent: readonly User[];
}

type Row = { readonly user: StoredUser } | { readonly tenant: StoredTenant };

const ONE_READ = { atOnce: 500, underWay: 1 } as const;

/** Users of the current tenant with their company, read at each request: one read for all requests that come at once, never one that was begun before. */
export class ActorRepository {
  private readonly reading = groupedRead<UserId, UserOfTenant>(readTogether, ONE_READ);

  async find(id: UserId): Promise<UserOfTenant> {
    return this.reading.ask(id);
  }
}

async function readTogether(ids: readonly UserId[]): Promise<UserOfTenant[]> {
  const tenantId = currentTenant();
  const rows = await aggregateAtOnce<Row>(
    UserModel.collection.collectionName,
    usersWithTenant([...new Set(ids)], tenantId),
  );
  const found = rows.flatMap((row) => ('user' in row ? [userFromStored(row.user)] : []));
  const users = new Map(found.map((user) => [user.id, user]));
  const stored = rows.find((row) => 'tenant' in row);
  const tenant = stored === undefined ? null : tenantFromStored(stored.tenant);
  return ids.map((id) => ({
    user: users.get(id) ?? null,
    tenant,
    absent: found.filter(({ absence }) => absence?.standInId === id),
  }));
}

/** Those of whom one of the ids is the stand-in come along. */
function usersWithTenant(ids: readonly UserId[], tenantId: TenantId) {
  const anyOf = ids.length === 1 ? ids[0] : { $in: ids };
  return [
    { $match: { tenantId, $or: [{ _id: anyOf }, { 'absence.standInId': anyOf }] } },
    { $project: { _id: 0, user: '$$ROOT' } },
    {
      $unionWith: {
        coll: 'tenants',
        pipeline: [{ $match: { _id: tenantId } }, { $project: { _id: 0, tenant: '$$ROOT' } }],
      },
    },
  ];
}
