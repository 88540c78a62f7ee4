import type { ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';
import type { LogEntry } from '../activities/activity-log-service.ts';
import { anyOfWords } from './words-in-text.ts';

interface Attached {
  readonly attachments?: readonly { readonly sha256: string }[];
}

/** Answers that were kept for repetitions and hold words of their own, by the field that does. */
const ANSWERS_WITH_WORDS = {
  tasks: { operations: ['createTask', 'changeTask'], field: 'text' },
  reviewNotes: { operations: ['addReviewNote'], field: 'note' },
} as const;

/** Stands where the hash of a request was that had words in it. */
const NO_HASH = 'erased';

/**
 * What is said beside the log's own texts: messages prepared and never sent, reasons for passing the gate, files that went along, tasks, notes of talks, and the answers that are kept of
 * requests. It knows these places of other features because all of them have to go in one transaction.
 */
export class WordsBesideLogRepository {
  /** Takes away what is kept of messages besides their texts: why the gate was passed, and the files that nothing else names any more. */
  async eraseOfMessages(ids: readonly string[], session: ClientSession): Promise<void> {
    if (ids.length === 0) return;
    const filter = { tenantId: currentTenant(), _id: { $in: [...ids] } };
    const files = await this.filesOf(filter, session);
    const dispatches = collectionNamed('dispatches');
    await dispatches.updateMany(filter as never, { $set: { attachments: [] } }, { session });
    const overridden = { ...filter, override: { $ne: null } };
    await dispatches.updateMany(overridden as never, { $set: { 'override.reason': '' } }, { session });
    await this.dropFiles(files, session);
  }

  /** Takes messages away that were never sent; one that was logged meanwhile stays. */
  async eraseDrafts(ids: readonly string[], session: ClientSession): Promise<void> {
    if (ids.length === 0) return;
    const filter = { tenantId: currentTenant(), _id: { $in: [...ids] }, activityId: null };
    const files = await this.filesOf(filter, session);
    await collectionNamed('dispatches').deleteMany(filter as never, { session });
    await this.dropFiles(files, session);
  }

  async eraseTasks(ids: readonly string[], session: ClientSession): Promise<void> {
    await this.blank('tasks', ids, session);
  }

  async eraseReviewNotes(ids: readonly string[], session: ClientSession): Promise<void> {
    await this.blank('reviewNotes', ids, session);
  }

  /** Forgets by which request the entries came: the hash of a request that said little could be guessed. */
  async forgetRequests(entries: readonly LogEntry[], session: ClientSession): Promise<void> {
    const requests = entries.map(({ actor, clientKey }) => ({ userId: actor.id, key: clientKey }));
    if (requests.length === 0) return;
    const filter = { tenantId: currentTenant(), $or: requests };
    await collectionNamed('answers').updateMany(filter as never, { $set: { bodyHash: NO_HASH } }, { session });
  }

  private async blank(
    collection: 'tasks' | 'reviewNotes',
    ids: readonly string[],
    session: ClientSession,
  ): Promise<void> {
    if (ids.length === 0) return;
    const { operations, field } = ANSWERS_WITH_WORDS[collection];
    const filter = { tenantId: currentTenant(), _id: { $in: [...ids] } };
    await collectionNamed(collection).updateMany(filter as never, { $set: { [field]: '' } }, { session });
    const naming = anyOfWords(
      ['answer'],
      ids.map((id) => `"id":"${id}"`),
    );
    const kept = { tenantId: currentTenant(), operation: { $in: [...operations] }, $or: naming };
    const answers = collectionNamed<{ answer: string }>('answers');
    for (const { _id, answer } of await answers.find(kept as never, { session }).toArray()) {
      const without = { answer: JSON.stringify({ ...JSON.parse(answer), [field]: '' }), bodyHash: NO_HASH };
      await answers.updateOne({ tenantId: currentTenant(), _id } as never, { $set: without }, { session });
    }
  }

  private async filesOf(filter: object, session: ClientSession): Promise<string[]> {
    const found = collectionNamed<Attached>('dispatches').find(filter as never, {
      session,
      projection: { 'attachments.sha256': 1 },
    });
    return (await found.toArray()).flatMap(({ attachments = [] }) => attachments.map(({ sha256 }) => sha256));
  }

  /** A file is kept once for all that name it, and goes with the last of them. */
  private async dropFiles(hashes: readonly string[], session: ClientSession): Promise<void> {
    if (hashes.length === 0) return;
    const tenantId = currentTenant();
    const sha256 = { $in: [...new Set(hashes)] };
    const options = { session, projection: { 'attachments.sha256': 1, sha256: 1 } };
    const inMessages = await collectionNamed<Attached>('dispatches')
      .find({ tenantId, 'attachments.sha256': sha256 } as never, options)
      .toArray();
    const ofInvoices = await collectionNamed<{ sha256: string }>('invoiceDocuments')
      .find({ tenantId, sha256 } as never, options)
      .toArray();
    const needed = new Set([
      ...inMessages.flatMap(({ attachments = [] }) => attachments.map((file) => file.sha256)),
      ...ofInvoices.map((document) => document.sha256),
    ]);
    const gone = sha256.$in.filter((hash) => !needed.has(hash));
    await collectionNamed('documentBytes').deleteMany({ tenantId, sha256: { $in: gone } } as never, { session });
  }
}
