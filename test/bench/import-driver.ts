// The usual import: csv-parse and the driver's bulkWrite of upserts by the natural key, acknowledged by a majority with its journal. Arguments: uri, database, collection, key column, file.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import mongoose from 'mongoose';

const BATCH = 1_000;
const [uri = '', dbName = '', name = '', key = '', file = ''] = process.argv.slice(2);

const client = new mongoose.mongo.MongoClient(uri, { writeConcern: { w: 'majority', j: true } });
await client.connect();
const collection = client.db(dbName).collection<{ _id: string }>(name);
await collection.createIndex({ customer: 1 });
let batch: mongoose.mongo.AnyBulkWriteOperation<{ _id: string }>[] = [];
const records: AsyncIterable<Record<string, string>> = createReadStream(file).pipe(parse({ columns: true }));
for await (const record of records) {
  const { amount, ...rest } = record;
  const $set = { ...rest, minor: Math.round(Number(amount) * 100) };
  batch.push({ updateOne: { filter: { _id: record[key] ?? '' }, update: { $set }, upsert: true } });
  if (batch.length < BATCH) continue;
  await collection.bulkWrite(batch, { ordered: false });
  batch = [];
}
if (batch.length > 0) await collection.bulkWrite(batch, { ordered: false });
await client.close();
