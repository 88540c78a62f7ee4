import mongoose from 'mongoose';

/** Makes every model's collection and indexes where they are missing. Transactions need the collections to be there. */
export async function syncIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
