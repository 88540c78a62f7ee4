import mongoose, { type ClientSession } from 'mongoose';

/*
 * Commands as MongoDB has them, for what is done very often: the driver's own methods measure each document before they write it, and decode each answer twice while
 * commands are watched, as ours always are.
 */

type Document = mongoose.mongo.Document;

interface WriteReply extends Document {
  /** How many documents were added or found. */
  readonly n: number;
  readonly writeErrors?: readonly { readonly code: number; readonly errmsg: string }[];
  readonly errorLabels?: readonly string[];
}

interface CursorReply extends Document {
  readonly cursor: { readonly id: number | mongoose.mongo.Long; readonly firstBatch: Document[] };
}

/** More than any group of reads brings; what is more is read by a cursor. */
const FIRST_BATCH = 10_000;

/** All that a pipeline gives, as a majority has it, in one round trip where it is not very much. */
export async function aggregateAtOnce<T>(collection: string, pipeline: readonly object[]): Promise<T[]> {
  const command = { aggregate: collection, pipeline, cursor: { batchSize: FIRST_BATCH } };
  const { cursor } = (await database().command({ ...command, readConcern: { level: 'majority' } })) as CursorReply;
  if (String(cursor.id) === '0') return cursor.firstBatch as T[];
  return (await database()
    .collection(collection)
    .aggregate(pipeline as Document[])
    .toArray()) as T[];
}

/** All that a filter finds, in the same way; with a session as its transaction sees it. */
export async function findAtOnce<T>(
  collection: string,
  { filter, projection = {} }: { readonly filter: object; readonly projection?: object },
  session?: ClientSession,
): Promise<T[]> {
  const command = { find: collection, filter, projection, batchSize: FIRST_BATCH };
  const [concern, options] = session === undefined ? [{ readConcern: { level: 'majority' } }, {}] : [{}, { session }];
  const { cursor } = (await database().command({ ...command, ...concern }, options)) as CursorReply;
  if (String(cursor.id) === '0') return cursor.firstBatch as T[];
  return (await database()
    .collection(collection)
    .find(filter, { projection, ...options })
    .toArray()) as unknown as T[];
}

/** Adds documents in a transaction, all by one command. */
export async function insertAtOnce(
  collection: string,
  documents: readonly object[],
  session: ClientSession,
): Promise<void> {
  if (documents.length === 0) return;
  await write({ insert: collection, documents }, session);
}

/** One change of a document. */
export interface Change {
  readonly filter: object;
  /** A whole document, which is added where the filter finds none, or operators on the one that it finds. */
  readonly by: { readonly document: object } | { readonly operators: object };
}

/** Changes documents in a transaction, all by one command. Throws where a filter with operators finds nothing. */
export async function changeAtOnce(
  collection: string,
  changes: readonly Change[],
  session: ClientSession,
): Promise<void> {
  if (changes.length === 0) return;
  const updates = changes.map(({ filter, by }) =>
    'document' in by ? { q: filter, u: by.document, upsert: true } : { q: filter, u: by.operators },
  );
  const { n } = await write({ update: collection, updates }, session);
  if (n !== changes.length)
    throw new Error(`Of ${changes.length} changes in "${collection}", ${n} found their document.`);
}

async function write(command: Document, session: ClientSession): Promise<WriteReply> {
  const reply = (await database().command(command, { session })) as WriteReply;
  const { writeErrors = [], errorLabels = [] } = reply;
  const [first] = writeErrors;
  if (first === undefined) return reply;
  const error = new mongoose.mongo.MongoServerError({ ...first, message: first.errmsg });
  for (const label of errorLabels) error.addErrorLabel(label);
  throw error;
}

function database(): mongoose.mongo.Db {
  const { db } = mongoose.connection;
  if (db === undefined) throw new Error('There is no connection to MongoDB.');
  return db;
}
