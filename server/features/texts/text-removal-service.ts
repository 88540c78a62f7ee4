import type { ClientSession } from 'mongoose';
import type { ActivityId } from '#shared/domain/ids.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import type { LogEntry } from '../activities/activity-log-service.ts';
import type { ErasedBy, TextErasure } from '../activities/text-erasure-service.ts';
import type { FoundWords } from './found-texts.ts';
import type { TextHoldService } from './text-hold-service.ts';
import type { TextRulesRepository } from './text-rules-repository.ts';
import type { WordsBesideLogRepository } from './words-beside-log-repository.ts';

export interface RemovalParts {
  readonly textErasure: TextErasure;
  readonly textHolds: TextHoldService;
  readonly rules: TextRulesRepository;
  readonly beside: WordsBesideLogRepository;
}

const AT_ONCE = 100;

type Erase = (ids: readonly string[], session: ClientSession) => Promise<void>;

/** Takes texts away for good, wherever they lie, unless their customer is held at that moment. */
export class TextRemoval {
  constructor(private readonly parts: RemovalParts) {}

  /** Takes the texts of entries of the log away, with what is kept of them elsewhere. Answers the entries whose texts went. */
  async ofEntries(ids: readonly ActivityId[], by: ErasedBy): Promise<LogEntry[]> {
    const gone: LogEntry[] = [];
    for (const some of parts(ids)) {
      gone.push(...(await this.parts.textErasure.erase(some, by, (entries, session) => this.mayGo(entries, session))));
    }
    return gone;
  }

  /** Answers how many went. */
  async ofDrafts(drafts: readonly FoundWords[]): Promise<number> {
    return this.ofWords(drafts, (ids, session) => this.parts.beside.eraseDrafts(ids, session));
  }

  /** Answers how many lost their text. */
  async ofTasks(tasks: readonly FoundWords[]): Promise<number> {
    return this.ofWords(tasks, (ids, session) => this.parts.beside.eraseTasks(ids, session));
  }

  async ofReviewNotes(ids: readonly string[]): Promise<number> {
    for (const some of parts(ids)) {
      await inTransaction((session) => this.parts.beside.eraseReviewNotes(some, session));
    }
    return ids.length;
  }

  private async mayGo(entries: readonly LogEntry[], session: ClientSession): Promise<LogEntry[]> {
    const { rules, textHolds, beside } = this.parts;
    // A hold takes the same turn: of a hold that is being set and texts that are going, one is first.
    await rules.takeTurn(session);
    const held = await textHolds.heldIds(session);
    const going = entries.filter(({ customerId }) => !held.has(customerId));
    await beside.eraseOfMessages([...new Set(going.flatMap(({ dispatchId }) => dispatchId ?? []))], session);
    await beside.forgetRequests(going, session);
    return going;
  }

  private async ofWords(words: readonly FoundWords[], erase: Erase): Promise<number> {
    let count = 0;
    for (const some of parts(words)) {
      count += await inTransaction(async (session) => {
        await this.parts.rules.takeTurn(session);
        const held = await this.parts.textHolds.heldIds(session);
        const going = some.filter(({ customerId }) => !held.has(customerId)).map(({ id }) => id);
        await erase(going, session);
        return going.length;
      });
    }
    return count;
  }
}

function parts<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / AT_ONCE);
  return Array.from({ length: count }, (_, place) => all.slice(place * AT_ONCE, (place + 1) * AT_ONCE));
}
