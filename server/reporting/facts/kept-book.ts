import { setImmediate as nextTurn } from 'node:timers/promises';
import { FactsBook } from './facts-book.ts';
import { FACTS_FORMAT } from './facts-format.ts';
import type { FactsSnapshotRepository } from './facts-snapshot-repository.ts';
import { takeLedger } from './ledger-facts-read-model.ts';
import { takeLog } from './log-facts-read-model.ts';
import { ReadingParts, WritingParts } from './parts.ts';

/** So many changes are read again more quickly than a snapshot is written. */
const LEAST_CHANGES = 20_000;
/** Of so many changes to each thing in the book a snapshot is worth its while. */
const SHARE_OF_CHANGES = 0.2;

/** The stamp of a book that nothing was read into. */
const UNREAD = new FactsBook().stamp;

/** Where a ledger stands: the committed run, and when that was. */
export interface Committed {
  readonly run: number;
  readonly at: Date | null;
}

export interface KeptBookSettings {
  /** Of the log only what was recorded by then. */
  readonly knownAt?: Date | undefined;
  /** From where it begins and where it is kept; without them it begins with the first run. */
  readonly snapshots?: FactsSnapshotRepository | undefined;
  /** How many changes a snapshot is worth its while for at least. */
  readonly leastChanges?: number;
}

/** A book of the current tenant that is brought forward as it is asked for. */
export class KeptBook {
  private book = new FactsBook();
  private run = 0;
  private seq = 0;
  private recorded = 0;
  private changes = 0;
  private going: Promise<void> | null = null;
  private saving: Promise<void> | null = null;

  constructor(private readonly settings: KeptBookSettings = {}) {}

  /** Whether it has once been read to its end. */
  get isRead(): boolean {
    return this.book.stamp !== UNREAD;
  }

  /** The run that it has come to. */
  get standsAt(): number {
    return this.run;
  }

  /** When the last that it has taken of the log was recorded, in milliseconds since 1970. */
  get recordedUntil(): number {
    return this.recorded;
  }

  get bytes(): number {
    return this.book.bytes;
  }

  /**
   * The book as of that run and entry of the log, or later ones. Who asks at the same time waits for the same reading; nobody gets a book that is half way. After a
   * failure it is of no more use.
   */
  async at(committed: Committed, seq: number): Promise<FactsBook> {
    while (this.going !== null || this.run < committed.run || this.seq < seq) {
      this.going ??= this.goTo(committed, seq);
      await this.going;
    }
    return this.book;
  }

  /** Waits until the snapshot that is being written, if any, is. */
  async settled(): Promise<void> {
    await this.saving;
  }

  private async goTo(committed: Committed, asked: number): Promise<void> {
    const run = Math.max(committed.run, this.run);
    const seq = Math.max(asked, this.seq);
    if (this.run === 0 && this.seq === 0) await this.begin(run, seq);
    if (run > this.run) this.changes += await takeLedger(this.book, { after: this.run, run });
    if (seq > this.seq) await this.takeLog(seq);
    const isCommitted = run === committed.run;
    this.run = run;
    this.seq = seq;
    this.book.standAt(run, seq, this.settings.knownAt);
    this.going = null;
    if (isCommitted) this.keep(committed);
  }

  private async takeLog(seq: number): Promise<void> {
    const { knownAt } = this.settings;
    const { count, recordedUntil } = await takeLog(this.book, { after: this.seq, seq, knownAt });
    this.changes += count;
    this.recorded = Math.max(this.recorded, recordedUntil);
  }

  /** Begins with the snapshot, where there is one that can be read. */
  private async begin(run: number, seq: number): Promise<void> {
    const found = await this.settings.snapshots?.read({ format: FACTS_FORMAT, run, seq }).catch(() => null);
    if (found === null || found === undefined) return;
    try {
      for (const _ of this.book.exchange(new ReadingParts(found.parts))) await nextTurn();
      this.run = found.run;
      this.seq = found.seq;
      this.recorded = found.recordedUntil;
    } catch {
      // A snapshot that is damaged is none: ledger and log have it all.
      this.book = new FactsBook();
    }
  }

  /** Writes a snapshot, where enough has changed since the last one. What is in it is taken at once; the writing itself goes on beside. */
  private keep(committed: Committed): void {
    const { snapshots, leastChanges = LEAST_CHANGES } = this.settings;
    const { items, activities } = this.book;
    const enough = Math.max(leastChanges, SHARE_OF_CHANGES * (items.count + activities.count));
    if (snapshots === undefined || this.saving !== null || this.changes < enough) return;
    const parts = new WritingParts();
    for (const _ of this.book.exchange(parts));
    const of = { ...committed, format: FACTS_FORMAT, seq: this.seq, recordedUntil: this.recorded };
    this.changes = 0;
    this.saving = snapshots
      .write(of, parts.written)
      // Without it the next process only begins more slowly; a connection that is closed meanwhile is the usual reason.
      .catch(() => undefined)
      .finally(() => {
        this.saving = null;
      });
  }
}
