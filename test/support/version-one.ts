import { readFileSync } from 'node:fs';
import mongoose from 'mongoose';
import type { TenantId } from '../../shared/domain/ids.ts';

const FILE = new URL('../running/fixtures/version-1.jsonl', import.meta.url);

/** The company whose documents stand in the fixture, and its people. The instant is that of its clock when they were written. */
export const VERSION_ONE = {
  tenantId: 'e7848f723915b91f6a83d072' as TenantId,
  at: '2026-11-20T09:00:00.000Z',
  userIds: {
    collector: 'bb9ca514459318367a31d395',
    manager: '8edd2c3cc95cae67a1f66421',
    admin: 'fd367e74cd1e0b5c435362ef',
  },
} as const;

interface Line {
  readonly collection: string;
  readonly document: mongoose.mongo.Document;
}

/** Puts into a database what version 1, the one before there were migrations, left there after each of its operations was called. Gives how many documents that is by collection. */
export async function loadVersionOne(db: mongoose.mongo.Db): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const text of readFileSync(FILE, 'utf8').trimEnd().split('\n')) {
    const { collection, document } = mongoose.mongo.BSON.EJSON.parse(text) as Line;
    await db.collection(collection).insertOne(document);
    counts.set(collection, (counts.get(collection) ?? 0) + 1);
  }
  return counts;
}
