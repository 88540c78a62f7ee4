import type mongoose from 'mongoose';

/** How many come over the wire at once. */
const BATCH = 2_000;
/** How many are made into objects at once: few enough to be gone before the collector of garbage has to carry them on. */
const HANDFUL = 200;

/** What a cursor finds, some at a time: one wait for each handful, not one for each document. */
export async function* batchesOf<T>(cursor: mongoose.mongo.FindCursor<T>): AsyncGenerator<T[]> {
  cursor.batchSize(BATCH);
  try {
    while (await cursor.hasNext()) yield cursor.readBufferedDocuments(HANDFUL);
  } finally {
    await cursor.close();
  }
}
