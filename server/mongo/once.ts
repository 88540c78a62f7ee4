import { createHash } from 'node:crypto';
import { type ClientSession, model, Schema } from 'mongoose';
import { DomainError } from '../errors.ts';
import { findAtOnce, insertAtOnce } from './commands.ts';
import { inTransaction } from './in-transaction.ts';
import { currentTenant } from './tenancy.ts';
import { tenantPlugin } from './tenant-plugin.ts';

/** The answer that a request with this key got, kept with its effect and for as long: an offline client may repeat it after weeks. */
interface StoredAnswer {
  userId: string;
  operation: string;
  key: string;
  bodyHash: string;
  answer: string;
  answeredAt: Date;
}

const schema = new Schema<StoredAnswer>(
  {
    userId: { type: String, required: true },
    operation: { type: String, required: true },
    key: { type: String, required: true },
    bodyHash: { type: String, required: true },
    answer: { type: String, required: true },
    answeredAt: { type: Date, required: true },
  },
  { collection: 'answers', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, userId: 1, operation: 1, key: 1 }, { unique: true });
const AnswerModel = model('Answer', schema);

export interface KeyedRequest {
  readonly userId: string;
  readonly operation: string;
  readonly key: string;
  readonly body: unknown;
  readonly at: Date;
}

/**
 * Runs `effect` in a transaction once for a user's key, and gives the first answer to every repetition.
 * Throws DomainError `idempotency_key_reused` when the key comes again with another body.
 */
export async function once<T>(request: KeyedRequest, effect: (session: ClientSession) => Promise<T>): Promise<T> {
  const bodyHash = hashOf(request.body);
  const earlier = await earlierAnswer<T>(request, bodyHash);
  if (earlier !== null) return earlier.answer;
  try {
    return await inTransaction(async (session) => {
      const answer = await effect(session);
      const { userId, operation, key, at } = request;
      const stored = { userId, operation, key, bodyHash, answer: JSON.stringify(answer), answeredAt: at };
      await AnswerModel.collection.insertOne({ ...stored, tenantId: currentTenant() }, { session });
      return answer;
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const first = await earlierAnswer<T>(request, bodyHash);
    if (first === null) throw error;
    return first.answer;
  }
}

/**
 * The answer that a user's key got before; null where it is new. For effects that do not fit into a transaction: ask first, then do what can be done again
 * without harm, then `once`. Throws DomainError `idempotency_key_reused`.
 */
export async function answerGiven<T>(request: KeyedRequest): Promise<{ answer: T } | null> {
  return earlierAnswer<T>(request, hashOf(request.body));
}

/** A request of a group, with what tells its key and its body from others. */
export interface GroupedRequest extends KeyedRequest {
  readonly identity: string;
  readonly bodyHash: string;
}

/** A request as groups handle it: those with the same `identity` are repetitions of one another. */
export function groupedRequest(request: KeyedRequest): GroupedRequest {
  const { userId, operation, key, body } = request;
  return { ...request, identity: JSON.stringify([userId, operation, key]), bodyHash: hashOf(body) };
}

/** An answer that a key got before. */
export class GivenAnswer {
  constructor(private readonly stored: Pick<StoredAnswer, 'bodyHash' | 'answer'>) {}

  /** The answer for a request with the same key. Throws DomainError `idempotency_key_reused` when its body is another. */
  for<T>({ bodyHash }: GroupedRequest): T {
    return answerIn<T>(this.stored, bodyHash);
  }
}

/** The answers that keys of the current tenant got before, by the requests' identity, in one query. */
export async function answersGiven(requests: readonly GroupedRequest[]): Promise<Map<string, GivenAnswer>> {
  if (requests.length === 0) return new Map();
  const byOperation = new Map<string, { userId: string; operation: string; keys: string[] }>();
  for (const { userId, operation, key } of requests) {
    const kind = JSON.stringify([userId, operation]);
    const known = byOperation.get(kind);
    if (known === undefined) byOperation.set(kind, { userId, operation, keys: [key] });
    else known.keys.push(key);
  }
  const any = [...byOperation.values()].map(({ keys, ...of }) => ({ ...of, key: { $in: keys } }));
  const filter = { tenantId: currentTenant(), $or: any };
  const found = await findAtOnce<StoredAnswer>(AnswerModel.collection.collectionName, { filter });
  return new Map(
    found.map((one) => [JSON.stringify([one.userId, one.operation, one.key]), new GivenAnswer(one)] as const),
  );
}

/** Keeps the answers of a group in the transaction of its effects. A key that another process has used meanwhile fails it; see isDuplicateKey. */
export async function keepAnswers(
  answers: readonly { readonly request: GroupedRequest; readonly answer: unknown }[],
  session: ClientSession,
): Promise<void> {
  const tenantId = currentTenant();
  const documents = answers.map(({ request: { userId, operation, key, bodyHash, at }, answer }) => {
    return { userId, operation, key, bodyHash, answer: JSON.stringify(answer), answeredAt: at, tenantId };
  });
  await insertAtOnce(AnswerModel.collection.collectionName, documents, session);
}

async function earlierAnswer<T>(
  { userId, operation, key }: KeyedRequest,
  bodyHash: string,
): Promise<{ answer: T } | null> {
  const stored = await AnswerModel.findOne({ userId, operation, key }).lean();
  return stored === null ? null : { answer: answerIn<T>(stored, bodyHash) };
}

function answerIn<T>(stored: Pick<StoredAnswer, 'bodyHash' | 'answer'>, bodyHash: string): T {
  if (stored.bodyHash === bodyHash) return JSON.parse(stored.answer) as T;
  throw new DomainError('idempotency_key_reused', 'This Idempotency-Key was used for another request; take a new one.');
}

function hashOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('base64url');
}

/** Whether a write failed because a unique index already holds that key. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 11_000;
}
