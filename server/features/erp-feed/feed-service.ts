import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import type { FeedHold } from '#shared/api/feed-runs.ts';
import { DomainError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { RowProblem, RowSource, RunOutcome, RunRequest, RunService } from '../receivables/run-service.ts';
import { requireCoverage } from './coverage.ts';
import type { FeedFile } from './feed-file.ts';
import type { FeedDeliveryRepository } from './kept/feed-delivery-repository.ts';
import type { KeptFiles } from './kept/kept-files.ts';
import { withRawRows } from './kept/with-raw-rows.ts';
import { mappingFor } from './mapping.ts';
import { profileNamed } from './profile-list.ts';
import { type FeedReading, readFeed } from './read-feed.ts';

/** Clocks of two machines may differ by so much. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
const ROWS_PER_PROGRESS = 20_000;

export interface FeedOrder {
  readonly profile: string;
  /** A mapping that has not been looked at; an empty object for a file with our own columns. */
  readonly mapping: unknown;
  /** Told every so often how many rows have been read. */
  readonly progress?: (rows: number) => void;
}

export interface TakeOrder {
  readonly onProblem: 'refuse' | 'skip';
  /** The source's own as-of time where somebody stated it. */
  readonly dataAsOf: Date | null;
  /** When the file came, where that was not now: nobody having stated a time, it counts as of then. */
  readonly receivedAt?: Date;
  readonly dryRun: boolean;
  /** A delta where it is left out. */
  readonly coverage?: 'delta' | 'snapshot';
  /** Holds that a person has looked at and lets pass. */
  readonly accept?: readonly FeedHold[];
  /** Told every so often how many rows have been checked, or written. */
  readonly progress?: RunRequest['progress'];
  readonly actor: string;
}

/** What came of a file: what was read of it, and what the ledger made of that. */
export interface FeedOutcome extends RunOutcome {
  readonly reading: FeedReading;
}

/** What follows a feed that has changed the ledger; gives sentences for the outcome. It has to bear being asked twice. */
export interface AfterFeed {
  afterFeed(run: RunOutcome): Promise<readonly string[]>;
}

interface FeedServiceParts {
  readonly ledgerRuns: RunService;
  readonly keptFiles: KeptFiles;
  readonly deliveries: FeedDeliveryRepository;
  readonly afterFeed: AfterFeed;
  readonly clock: Clock;
}

/** Reads the ERP's and the bank's files into the ledger of the current tenant. */
export class FeedService {
  constructor(private readonly parts: FeedServiceParts) {}

  /**
   * Reads a file without asking the ledger; what is wrong with it is in the answer, which is to be closed by `take` or by itself. Throws DomainError
   * `feed_profile_unknown`, or `request_invalid` for a mapping that does not fit.
   */
  async read(file: FeedFile, { profile: name, mapping, progress }: FeedOrder): Promise<FeedReading> {
    const profile = profileNamed(name);
    return await readFeed(file, { profile, mapping: mappingFor(profile, mapping), ...(progress && { progress }) });
  }

  /**
   * Takes what was read into the ledger, all of it or, where wrong rows are to be skipped, the rest; keeps the file, and closes the reading. Throws DomainError
   * `request_invalid` for an as-of time that has not come or a snapshot of a profile that takes none, `feed_refused` where the file has changed since it was read,
   * and `feed_busy`.
   */
  async take(reading: FeedReading, order: TakeOrder): Promise<FeedOutcome> {
    try {
      requireCoverage(reading.profile, order.coverage);
      this.refuseFuture(order.dataAsOf);
      const runId = await this.keep(reading, order);
      const outcome = await this.parts.ledgerRuns.take(this.requestOf(runId, reading, order));
      const problems = await this.withRaws(outcome.problems, reading);
      const notes = [...outcome.notes, ...(await this.parts.afterFeed.afterFeed(outcome))];
      return { ...outcome, problems, notes, reading };
    } finally {
      await reading.close();
    }
  }

  /** Keeps the file and its order under a new run's id, before anything else: what a dead process leaves can then be fed again. */
  private async keep(reading: FeedReading, { onProblem, coverage = 'delta', accept = [] }: TakeOrder): Promise<string> {
    const { keptFiles, deliveries, clock } = this.parts;
    const { file, contentHash, fileName, mapping } = reading;
    if (!(await keptFiles.keep(file, contentHash, clock.now()))) {
      throw new DomainError('feed_refused', 'The file changed while it was read. Feed it again.');
    }
    const runId = new mongoose.Types.ObjectId().toHexString();
    const profile = reading.profile.name;
    await deliveries.insert({ runId, contentHash, fileName, profile, mapping, onProblem, coverage, accepted: accept });
    return runId;
  }

  /** The raw rows come from what was kept: the file itself may be gone by now. */
  private async withRaws(problems: readonly RowProblem[], reading: FeedReading): Promise<readonly RowProblem[]> {
    const kept = await this.parts.keptFiles.open(reading.contentHash, reading.fileName);
    return kept === null ? problems : await withRawRows(problems, kept, reading);
  }

  private requestOf(runId: string, reading: FeedReading, order: TakeOrder): RunRequest {
    const {
      source,
      fileName,
      rows,
      problems,
      totals,
      notes,
      columnNames,
      holds,
      stated,
      returns = [],
      isUnreadable,
    } = reading;
    const { dataAsOf, receivedAt, dryRun, actor, coverage = 'delta', accept = [], progress } = order;
    return {
      runId,
      kind: 'feed',
      profile: reading.profile.name,
      source,
      fileName,
      fileHash: hashWith(coverage, reading),
      dataAsOf: dataAsOf ?? receivedAt ?? this.parts.clock.now(),
      dataAsOfStated: dataAsOf !== null,
      onProblem: isUnreadable ? 'refuse' : order.onProblem,
      dryRun,
      rows: progress === undefined ? rows : telling(rows, (count) => progress('checking', count)),
      coverage,
      holds,
      accepted: accept,
      stated,
      returns,
      problems,
      controlTotals: totals,
      notes,
      columnNames,
      actor,
      ...(progress && { progress }),
    };
  }

  /** What is stated of a time to come would make every feed until then an older state. */
  private refuseFuture(dataAsOf: Date | null): void {
    const now = this.parts.clock.now();
    if (dataAsOf === null || dataAsOf.getTime() <= now.getTime() + CLOCK_TOLERANCE_MS) return;
    const problem = `is ${dataAsOf.toISOString()}, which has not come yet: it is ${now.toISOString()}`;
    throw new DomainError('request_invalid', `The as-of time ${problem}.`, [{ field: 'dataAsOf', problem }]);
  }
}

/** Rows that tell every so often how many of them have been gone through, the first time that they are. */
function telling(rows: RowSource, tell: (count: number) => void): RowSource {
  let told = 0;
  async function* chunks() {
    let count = 0;
    for await (const chunk of rows.chunks()) {
      yield chunk;
      count += chunk.length;
      if (count < told + ROWS_PER_PROGRESS) continue;
      told = count;
      tell(count);
    }
  }
  return { count: rows.count, chunks, pick: (places) => rows.pick(places) };
}

/** The same bytes mean more as a snapshot than as a delta. */
function hashWith(coverage: 'delta' | 'snapshot', { fileHash }: FeedReading): string {
  return coverage === 'delta' ? fileHash : createHash('sha256').update(`${fileHash} ${coverage}`).digest('hex');
}
