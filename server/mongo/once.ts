import { createHash } from 'node:crypto';
import { type ClientSession, model, Schema } from 'mongoose';
import { DomainError } from '../errors.ts';
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

async function earlierAnswer<T>(
  { userId, operation, key }: KeyedRequest,
  bodyHash: string,
): Promise<{ answer: T } | null> {
  const stored = await AnswerModel.findOne({ userId, operation, key }).lean();
  if (stored === null) return null;
  if (stored.bodyHash !== bodyHash) {
    throw new DomainError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request; take a new one.',
    );
  }
  return { answer: JSON.parse(stored.answer) as T };
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
