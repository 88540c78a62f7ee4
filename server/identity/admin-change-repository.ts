import mongoose, { type ClientSession } from 'mongoose';
import type { AdminArea } from '#shared/api/admin-log.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import { AdminChangeModel, type StoredAdminChange } from './admin-change-model.ts';

export type NewAdminChange = Omit<StoredAdminChange, 'tenantId'>;
export type AdminChange = NewAdminChange & { readonly id: string };

export interface AdminChangesAsked {
  readonly area?: AdminArea | undefined;
  readonly deed?: string | undefined;
  readonly by?: string | undefined;
  /** Only what was written before this one. */
  readonly after?: string | undefined;
}

type Stored = StoredAdminChange & { readonly _id: mongoose.Types.ObjectId };

const IS_ID = /^[\da-f]{24}$/;

export class AdminChangeRepository {
  async insert(change: NewAdminChange, session: ClientSession): Promise<void> {
    await changes().insertOne({ ...change, tenantId: currentTenant() } as never, { session });
  }

  /** The latest first. An `after` that is no id of a change finds nothing. */
  async find({ area, deed, by, after }: AdminChangesAsked, limit: number): Promise<AdminChange[]> {
    if (after !== undefined && !IS_ID.test(after)) return [];
    const filter = {
      tenantId: currentTenant(),
      ...(area === undefined ? {} : { area }),
      ...(deed === undefined ? {} : { deed }),
      ...(by === undefined ? {} : { by }),
      ...(after === undefined ? {} : { _id: { $lt: new mongoose.Types.ObjectId(after) } }),
    };
    const found = await changes().find(filter).sort({ _id: -1 }).limit(limit).toArray();
    return found.map(({ _id, tenantId: _, ...change }) => ({ ...change, id: _id.toHexString() }));
  }
}

function changes(): mongoose.mongo.Collection<Stored> {
  return AdminChangeModel.collection as unknown as mongoose.mongo.Collection<Stored>;
}
