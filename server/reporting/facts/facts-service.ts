import type { LedgerPosition, LedgerPositionService } from '../../features/receivables/ledger-position-service.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Facts } from './facts.ts';
import type { FactsBook } from './facts-book.ts';
import { FactsHeads } from './facts-heads.ts';
import type { FactsSnapshotRepository } from './facts-snapshot-repository.ts';
import type { FactsHead, FactsSource } from './facts-source.ts';
import { KeptBook, type KeptBookSettings } from './kept-book.ts';

/** What all books together may take, about; the one that is in use stays whatever it takes. */
const MAX_BYTES = 1_000_000_000;
/** Books of the past that are kept for the next question. */
const MAX_PAST = 4;

/** Keeps the facts of each company in memory and in step with ledger and log. What is put out of memory is read again when somebody asks. */
export class FactsService implements FactsSource {
  /** The one that was asked for last is the last. */
  private readonly books = new Map<string, KeptBook>();
  private readonly heads: FactsHeads;

  constructor(
    positions: LedgerPositionService,
    /** From where books of the present begin; without them each begins with the first run. */
    private readonly snapshots?: FactsSnapshotRepository,
    private readonly maxBytes: number = MAX_BYTES,
  ) {
    this.heads = new FactsHeads(positions);
  }

  head(): Promise<FactsHead> {
    return this.heads.now();
  }

  hasMovedPast({ run }: LedgerPosition): boolean {
    return (this.books.get(liveKey())?.standsAt ?? 0) > run;
  }

  areAtHand(): boolean {
    return this.books.get(liveKey())?.isRead === true;
  }

  async factsAt(position: LedgerPosition, knownAt?: Date): Promise<Facts> {
    const head = await this.heads.now();
    if (position.run >= head.position.run) {
      const live = await this.bookAt(liveKey(), { snapshots: this.snapshots }, { position, seq: head.seq });
      if (live.run === position.run && (knownAt === undefined || this.isAllRecordedBy(knownAt))) return live;
    }
    const key = `${currentTenant()} ${position.run} ${knownAt?.getTime() ?? ''}`;
    return this.bookAt(key, { knownAt }, { position, seq: head.seq });
  }

  private isAllRecordedBy(knownAt: Date): boolean {
    const live = this.books.get(liveKey());
    return live !== undefined && live.recordedUntil <= knownAt.getTime();
  }

  /** Waits until the snapshots that are being written are. */
  async settled(): Promise<void> {
    await Promise.all([...this.books.values()].map((book) => book.settled()));
  }

  private async bookAt(key: string, settings: KeptBookSettings, { position, seq }: FactsHead): Promise<FactsBook> {
    const kept = this.books.get(key) ?? new KeptBook(settings);
    this.books.delete(key);
    this.books.set(key, kept);
    try {
      const book = await kept.at(position, seq);
      this.forget(key);
      return book;
    } catch (error) {
      // It may be half way; what comes next reads it anew.
      if (this.books.get(key) === kept) this.books.delete(key);
      throw error;
    }
  }

  /** Puts out of memory what is too much of it, the longest unasked first. */
  private forget(asked: string): void {
    const live = new Set([...this.books.keys()].filter((key) => key.endsWith(LIVE)));
    let past = this.books.size - live.size;
    let bytes = [...this.books.values()].reduce((sum, book) => sum + book.bytes, 0);
    for (const [key, book] of this.books) {
      const isSpare = bytes > this.maxBytes || (past > MAX_PAST && !live.has(key));
      if (key === asked || !isSpare) continue;
      this.books.delete(key);
      bytes -= book.bytes;
      if (!live.has(key)) past -= 1;
    }
  }
}

const LIVE = ' live';

function liveKey(): string {
  return `${currentTenant()}${LIVE}`;
}
