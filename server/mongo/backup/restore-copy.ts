import { join } from 'node:path';
import mongoose from 'mongoose';
import { filtersFor } from './copied-collections.ts';
import { CopyDamaged, hashOfFile, readCopyFile } from './copy-file.ts';
import { DocumentSum } from './document-sum.ts';
import type { CopiedFile, Manifest } from './manifest.ts';

const BATCH_DOCUMENTS = 1_000;
const BATCH_BYTES = 8 * 1_048_576;
/** Numbers keep the very type that they had. */
const AS_THEY_WERE = { promoteValues: false, promoteLongs: false, promoteBuffers: false } as const;

type Document = mongoose.mongo.Document;

/** What stands in the database already would be mixed with the copy. */
export class DatabaseNotEmpty extends Error {
  override readonly name = 'DatabaseNotEmpty';
}

export interface RestoreOrder {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Its collections and indexes may be there, and nothing in them. */
  readonly db: mongoose.mongo.Db;
}

/** Puts a copy into an empty database, and holds what is then there against the copy. Throws CopyDamaged and DatabaseNotEmpty, in both cases before anything is written. */
export async function restoreCopy({ folder, manifest, db }: RestoreOrder): Promise<void> {
  await requireWhole(folder, manifest);
  await requireEmpty(db);
  for (const file of manifest.files) await insertAll(db.collection(file.collection), join(folder, file.file));
  const tenantIds = manifest.companies.map(({ id }) => id);
  for (const file of manifest.files) await requireSame(db, file, tenantIds);
}

/** Throws CopyDamaged where a file is not the one that the copy was taken with. */
async function requireWhole(folder: string, { files }: Manifest): Promise<void> {
  for (const { file, sha256 } of files) {
    const found = await hashOfFile(join(folder, file)).catch(() => null);
    if (found === null) throw new CopyDamaged(`${file} of the copy cannot be read.`);
    if (found !== sha256) throw new CopyDamaged(`${file} of the copy is not as it was written.`);
  }
}

async function requireEmpty(db: mongoose.mongo.Db): Promise<void> {
  const { objects } = await db.stats();
  if (objects > 0) {
    throw new DatabaseNotEmpty(`The database ${db.databaseName} is not empty: there are ${objects} documents in it.`);
  }
}

async function insertAll(collection: mongoose.mongo.Collection, path: string): Promise<void> {
  let batch: Document[] = [];
  let bytes = 0;
  const insert = async () => {
    if (batch.length > 0) await collection.insertMany(batch, { ordered: false });
    batch = [];
    bytes = 0;
  };
  for await (const bson of readCopyFile(path)) {
    batch.push(mongoose.mongo.BSON.deserialize(bson, AS_THEY_WERE));
    bytes += bson.length;
    if (batch.length === BATCH_DOCUMENTS || bytes >= BATCH_BYTES) await insert();
  }
  await insert();
}

async function requireSame(db: mongoose.mongo.Db, file: CopiedFile, tenantIds: readonly string[]): Promise<void> {
  const { collection, documents, sum } = file;
  const found = new DocumentSum();
  for (const filter of filtersFor(collection, tenantIds)) {
    const all = db.collection(collection).find(filter, { raw: true });
    for await (const bson of all as unknown as AsyncIterable<Uint8Array>) found.add(bson);
  }
  if (found.documents === documents && found.sum === sum) return;
  throw new CopyDamaged(
    `${collection} has ${found.documents} documents after the copy was put in, and not its ${documents}.`,
  );
}
