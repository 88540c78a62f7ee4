import mongoose, { type IndexDefinition, type IndexOptions, type Model } from 'mongoose';

/** MongoDB's words for "there is an index of that name, or of those keys, made otherwise". */
const MADE_OTHERWISE: readonly unknown[] = [85, 86];

/** Makes every model's collection and indexes where they are missing. Transactions need the collections to be there. An index that an earlier version made otherwise is made anew. */
export async function syncIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    for (const [keys, options] of model.schema.indexes()) await makeIndex(model, keys, options);
  }
}

async function makeIndex(model: Model<unknown>, keys: IndexDefinition, options: IndexOptions): Promise<void> {
  // Building in the background is mongoose's word for what MongoDB has done by itself since 4.2.
  const { background: _, ...rest } = options as mongoose.mongo.CreateIndexesOptions & { background?: boolean };
  const create = () => model.collection.createIndex(keys as mongoose.mongo.IndexSpecification, rest);
  try {
    await create();
  } catch (error) {
    if (!MADE_OTHERWISE.includes((error as { code?: unknown }).code)) throw error;
    await dropIndexOf(model, keys);
    await create();
  }
}

async function dropIndexOf({ collection }: Model<unknown>, keys: IndexDefinition): Promise<void> {
  const wanted = JSON.stringify(keys);
  const found = (await collection.listIndexes().toArray()).find(({ key }) => JSON.stringify(key) === wanted);
  if (found !== undefined) await collection.dropIndex(found.name as string);
}
