import { DomainError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { RunOutcome, RunService } from '../receivables/run-service.ts';
import type { FeedFile } from './feed-file.ts';
import { mappingFor } from './mapping.ts';
import { profileNamed } from './profile-list.ts';
import { type FeedReading, readFeed } from './read-feed.ts';

/** Clocks of two machines may differ by so much. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

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
  readonly dryRun: boolean;
  readonly actor: string;
}

/** What came of a file: what was read of it, and what the ledger made of that. */
export interface FeedOutcome extends RunOutcome {
  readonly reading: FeedReading;
}

/** Reads the ERP's files into the ledger of the current tenant. */
export class FeedService {
  constructor(
    private readonly runs: RunService,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads a file without asking the ledger; what is wrong with it is in the answer. Throws DomainError `feed_profile_unknown`, or `request_invalid` for a mapping
   * that does not fit.
   */
  async read(file: FeedFile, { profile: name, mapping, progress }: FeedOrder): Promise<FeedReading> {
    const profile = profileNamed(name);
    return await readFeed(file, { profile, mapping: mappingFor(profile, mapping), ...(progress && { progress }) });
  }

  /**
   * Takes what was read into the ledger, all of it or, where wrong rows are to be skipped, the rest. Throws DomainError `request_invalid` for an as-of time that
   * has not come, and `feed_busy`.
   */
  async take(reading: FeedReading, order: TakeOrder): Promise<FeedOutcome> {
    const now = this.clock.now();
    this.refuseFuture(order.dataAsOf, now);
    const { source, fileName, fileHash, rows, problems, totals, notes, columnNames } = reading;
    const outcome = await this.runs.take({
      kind: 'feed',
      profile: reading.profile.name,
      source,
      fileName,
      fileHash,
      dataAsOf: order.dataAsOf ?? now,
      dataAsOfStated: order.dataAsOf !== null,
      onProblem: reading.isUnreadable ? 'refuse' : order.onProblem,
      dryRun: order.dryRun,
      rows,
      problems,
      controlTotals: totals,
      notes,
      columnNames,
      actor: order.actor,
    });
    return { ...outcome, reading };
  }

  /** What is stated of a time to come would make every feed until then an older state. */
  private refuseFuture(dataAsOf: Date | null, now: Date): void {
    if (dataAsOf === null || dataAsOf.getTime() <= now.getTime() + CLOCK_TOLERANCE_MS) return;
    const problem = `is ${dataAsOf.toISOString()}, which has not come yet: it is ${now.toISOString()}`;
    throw new DomainError('request_invalid', `The as-of time ${problem}.`, [{ field: 'dataAsOf', problem }]);
  }
}
