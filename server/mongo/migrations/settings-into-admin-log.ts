import type mongoose from 'mongoose';
import type { Migration, MigrationContext } from './migration.ts';

const BATCH = 500;

type Stored = mongoose.mongo.Document;

/**
 * What was changed in a company's settings stands in the admin log. Each change keeps its id, by which it is known when it comes again, and which holds its place in time. The old
 * collection stays as it is: the version before reads and writes it.
 */
export const settingsIntoAdminLog: Migration = {
  number: 1,
  name: 'settings into the admin log',
  servedFrom: 0,
  isFollowed: true,
  run: async (context) => {
    let written = 0;
    for (const tenantId of context.tenantIds) written += await ofTenant(tenantId, context);
    return written;
  },
};

async function ofTenant(tenantId: string, { db, goOn }: MigrationContext): Promise<number> {
  const log = db.collection('adminChanges');
  let written = 0;
  let batch: Stored[] = [];
  const write = async () => {
    written += await insertMissing(log, tenantId, batch);
    batch = [];
    await goOn();
  };
  for await (const change of db.collection('settingChanges').find({ tenantId }, { sort: { _id: 1 } })) {
    batch.push(asAdminChange(change));
    if (batch.length === BATCH) await write();
  }
  await write();
  return written;
}

async function insertMissing(
  log: mongoose.mongo.Collection,
  tenantId: string,
  batch: readonly Stored[],
): Promise<number> {
  const ids = batch.map(({ _id }) => _id);
  const there = await log.find({ tenantId, _id: { $in: ids } }, { projection: { _id: 1 } }).toArray();
  const known = new Set(there.map(({ _id }) => String(_id)));
  const missing = batch.filter(({ _id }) => !known.has(String(_id)));
  if (missing.length > 0) await log.insertMany([...missing]);
  return missing.length;
}

function asAdminChange({ _id, tenantId, at, by, before, after }: Stored): Stored {
  return { _id, tenantId, at, by, area: 'settings', deed: 'settings_changed', subject: 'settings', before, after };
}
