import mongoose, { type ClientSession } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { aggregateAtOnce } from '../mongo/commands.ts';
import { groupedRead } from '../mongo/grouped.ts';
import { currentTenant } from '../mongo/tenancy.ts';
import { MachineKeyModel, type StoredMachineKey } from './machine-key-model.ts';
import type { StoredTenant } from './tenant-model.ts';
import { type Tenant, tenantFromStored } from './tenant-repository.ts';

export type MachineKey = Omit<StoredMachineKey, '_id' | 'tenantId'> & { readonly id: string };

/** A key with its company, as far as our store knows them. */
export interface KeyOfTenant {
  readonly key: MachineKey | null;
  readonly tenant: Tenant | null;
}

type Row = { readonly key: StoredMachineKey } | { readonly tenant: StoredTenant };

const ONE_READ = { atOnce: 500, underWay: 1 } as const;

/** The keys of the current tenant's programs. */
export class MachineKeyRepository {
  private readonly reading = groupedRead<string, KeyOfTenant>(readTogether, ONE_READ);

  /** A key with its company, read at each request: one read for all that come at once. */
  findWithTenant(id: string): Promise<KeyOfTenant> {
    return this.reading.ask(id);
  }

  async insert({ id, ...key }: MachineKey, session: ClientSession): Promise<void> {
    await MachineKeyModel.create([{ _id: id, ...key }], { session });
  }

  /** The latest first. */
  async list(): Promise<MachineKey[]> {
    return (await MachineKeyModel.find().sort({ createdAt: -1, _id: 1 }).lean()).map(fromStored);
  }

  async findById(id: string, session: ClientSession): Promise<MachineKey | null> {
    const found = await MachineKeyModel.findById(id).session(session).lean();
    return found === null ? null : fromStored(found);
  }

  /** Ends a key that has not been ended before. */
  async revoke(id: string, revokedAt: Date, session: ClientSession): Promise<void> {
    await MachineKeyModel.updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt } }, { session });
  }

  /** Remembers the last day of use; a day that is known already is not written again. */
  async noteUse(id: string, day: CalendarDate): Promise<void> {
    await MachineKeyModel.updateOne(
      { _id: id, lastUsedOn: mongoose.trusted({ $ne: day }) },
      { $set: { lastUsedOn: day } },
    );
  }
}

async function readTogether(ids: readonly string[]): Promise<KeyOfTenant[]> {
  const tenantId = currentTenant();
  const rows = await aggregateAtOnce<Row>(MachineKeyModel.collection.collectionName, [
    { $match: { tenantId, _id: { $in: [...new Set(ids)] } } },
    { $project: { _id: 0, key: '$$ROOT' } },
    {
      $unionWith: {
        coll: 'tenants',
        pipeline: [{ $match: { _id: tenantId } }, { $project: { _id: 0, tenant: '$$ROOT' } }],
      },
    },
  ]);
  const keys = new Map(rows.flatMap((row) => ('key' in row ? [[row.key._id, fromStored(row.key)] as const] : [])));
  const stored = rows.find((row) => 'tenant' in row);
  const tenant = stored === undefined ? null : tenantFromStored(stored.tenant);
  return ids.map((id) => ({ key: keys.get(id) ?? null, tenant }));
}

function fromStored({ _id, tenantId: _, ...key }: StoredMachineKey): MachineKey {
  return { id: _id, ...key };
}
