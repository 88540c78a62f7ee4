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

/** Writes over versions that the same run has written. */
export async function replaceVersions(
  name: string,
  versions: readonly (Versioned & { readonly _id: mongoose.Types.ObjectId })[],
  session: ClientSession,
): Promise<void> {
  if (versions.length === 0) return;
  const tenantId = currentTenant();
  const operations = versions.map((replacement) => ({
    replaceOne: { filter: { tenantId, _id: replacement._id }, replacement },
  }));
  await collectionNamed(name).bulkWrite(operations, { session, ordered: false });
}

/** Takes away versions that the same run has written. */
export async function removeVersions(
  name: string,
  ids: readonly mongoose.Types.ObjectId[],
  session: ClientSession,
): Promise<void> {
  if (ids.length === 0) return;
  await collectionNamed(name).deleteMany({ tenantId: currentTenant(), _id: { $in: [...ids] } }, { session });
}

/** How many documents are taken away or marked by one command, so that there is a sign of life in between. */
const REMOVED_AT_ONCE = 5_000;

/**
 * Takes away what a run that was never committed has written, and its marks; tells between the steps that it is alive. Needs an index that begins with
 * `superseded` and one with `added`, or one of both.
 */
export async function removeAbandoned(name: string, run: number, alive: () => Promise<void>): Promise<void> {
  const tenantId = currentTenant();
  const collection = collectionNamed(name);
  // A run marks what was there before it and never its own, so its own are among those that nothing has superseded.
  for (;;) {
    const _id = await someIds(name, { tenantId, superseded: NOT_SUPERSEDED, added: run });
    if (_id.length > 0) await collection.deleteMany({ tenantId, _id: { $in: _id } });
    if (_id.length < REMOVED_AT_ONCE) break;
    await alive();
  }
  for (;;) {
    const _id = await someIds(name, { tenantId, superseded: run });
    const mark = { $set: { superseded: NOT_SUPERSEDED } };
    if (_id.length > 0) await collection.updateMany({ tenantId, _id: { $in: _id } }, mark);
    if (_id.length < REMOVED_AT_ONCE) break;
    await alive();
  }
}

async function someIds(name: string, filter: mongoose.mongo.Filter<mongoose.mongo.Document>) {
  const options = { projection: { _id: 1 }, limit: REMOVED_AT_ONCE, batchSize: REMOVED_AT_ONCE + 1 };
  return (await collectionNamed(name).find(filter, options).toArray()).map(({ _id }) => _id);
}
