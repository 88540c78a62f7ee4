import mongoose, { type ClientSession } from 'mongoose';
import { currentTenant } from './tenancy.ts';

/** What `superseded` holds while nothing has superseded a version. A number, so that visibility is a range on an index. */
export const NOT_SUPERSEDED = Number.MAX_SAFE_INTEGER;

/** What every version carries: the run that added it and the run, if any, that put another in its place. */
export interface Versioned {
  tenantId: string;
  added: number;
  superseded: number;
}

/** The filter for what is visible at a run of the current tenant, for `find` on a collection and the first `$match` of a pipeline. */
export function visibleAt(run: number): { tenantId: string; added: { $lte: number }; superseded: { $gt: number } } {
  return { tenantId: currentTenant(), added: { $lte: run }, superseded: { $gt: run } };
}

/** A collection of the connected database by name, for reads that belong to no one repository. */
export function collectionNamed<T extends mongoose.mongo.Document>(name: string): mongoose.mongo.Collection<T> {
  const { db } = mongoose.connection;
  if (db === undefined) throw new Error('There is no connection to MongoDB.');
  return db.collection<T>(name);
}

/** Writes new versions. */
export async function insertVersions(
  name: string,
  versions: readonly Versioned[],
  session: ClientSession,
): Promise<void> {
  if (versions.length === 0) return;
  await collectionNamed(name).insertMany([...versions], { session, ordered: false });
}

/** Marks versions as superseded by a run. */
export async function supersede(
  name: string,
  ids: readonly mongoose.Types.ObjectId[],
  run: number,
  session: ClientSession,
): Promise<void> {
  if (ids.length === 0) return;
  const filter = { tenantId: currentTenant(), _id: { $in: [...ids] } };
  await collectionNamed(name).updateMany(filter, { $set: { superseded: run } }, { session });
}

/** Takes away what a run that was never committed has written, and its marks. Needs indexes on `added` and `superseded`. */
export async function removeAbandoned(name: string, run: number): Promise<void> {
  const tenantId = currentTenant();
  await collectionNamed(name).deleteMany({ tenantId, added: run });
  await collectionNamed(name).updateMany({ tenantId, superseded: run }, { $set: { superseded: NOT_SUPERSEDED } });
}
