import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { FeedHold } from '#shared/api/feed-runs.ts';
import { DomainError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { FeedRunReadModel, FeedStanding, ListedRun } from '../receivables/feed-run-read-model.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { KeptRun, RowProblem } from '../receivables/run-service.ts';
import { type FeedDeedLog, noteFeedDeed } from './feed-deeds.ts';
import type { FeedFile } from './feed-file.ts';
import type { FeedOutcome, FeedService } from './feed-service.ts';
import type { FeedDelivery, FeedDeliveryRepository } from './kept/feed-delivery-repository.ts';
import type { KeptFiles } from './kept/kept-files.ts';
import { type RawRows, rawRows } from './kept/raw-rows.ts';
import { withRawRows } from './kept/with-raw-rows.ts';
import { mappingFor } from './mapping.ts';
import type { Profile } from './profile.ts';
import { profileNamed } from './profile-list.ts';

/** A run as its reader sees it: with what can still be done about it. */
export interface FeedRun extends ListedRun {
  readonly canBeTakenBack: boolean;
  /** Whether its file is kept. */
  readonly hasFile: boolean;
}

/** How the last run of a feed stands. */
export interface FeedStatus {
  readonly last: FeedRun;
  readonly lastTaken: FeedRun | null;
  /** How far the ledger is behind its source; null before anything was taken. */
  readonly lagMs: number | null;
}

export interface RetryOrder {
  /** Holds let pass now, besides those let pass before. */
  readonly accept?: readonly FeedHold[];
  readonly onProblem?: 'refuse' | 'skip';
  readonly mapping?: FeedMapping;
  readonly actor: string;
}

/** After so long, a run that nobody is at is not under way any more. */
const LONGEST_RUN_MS = 10 * 60_000;

interface FeedRunParts {
  readonly feeds: FeedService;
  readonly runs: FeedRunReadModel;
  readonly positions: LedgerPositionService;
  readonly takeBacks: TakeBacks;
  readonly keptFiles: KeptFiles;
  readonly deliveries: FeedDeliveryRepository;
  readonly adminLog: FeedDeedLog;
  readonly clock: Clock;
}

/** Takes the ledger's last run back, by a new one, and gives the one taken back. Throws DomainError `feed_run_not_found` and `feed_run_not_last`. */
export interface TakeBacks {
  takeBack(runId: string, order: { actor: string; reason: string }): Promise<KeptRun>;
}

/** The runs that there were, and what a person does about one: looks at its rows, feeds its file again, takes it back. */
export class FeedRunService {
  constructor(private readonly parts: FeedRunParts) {}

  /** The latest runs, the last received first; `before` goes on from a run's `receivedAt`. Those received at one instant are on one page. */
  async list(page: { limit: number; before?: Date }): Promise<FeedRun[]> {
    return await this.withFacts(await this.parts.runs.list(page));
  }

  /** A run and a page of its problems, of which the first thousand are kept, each with its raw row while the file is kept. Throws DomainError `feed_run_not_found`. */
  async read(
    runId: string,
    page: { from: number; limit: number },
  ): Promise<{ run: FeedRun; problems: readonly RowProblem[] }> {
    const found = await this.parts.runs.find(runId, page);
    if (found === null) throw noSuchRun();
    return { run: await this.withFactsOf(found.run), problems: await this.withRaws(runId, found.problems) };
  }

  /** How each feed of the company stands, by profile and source. */
  async standings(): Promise<FeedStatus[]> {
    const standings = await this.parts.runs.standings();
    const runs = await this.withFacts(
      standings.flatMap(({ last, lastTaken }) => (lastTaken ? [last, lastTaken] : [last])),
    );
    const byId = new Map(runs.map((run) => [run.runId, run]));
    return standings.flatMap((standing) => {
      const last = byId.get(standing.last.runId);
      const lastTaken = byId.get(standing.lastTaken?.runId ?? '') ?? null;
      return last === undefined ? [] : [{ last, lastTaken, lagMs: this.lagOf(standing) }];
    });
  }

  /** Raw rows of a run's file from a line on, `limit` at most. Throws DomainError `feed_run_not_found`, `feed_file_gone`. */
  async rows(runId: string, page: { from: number; limit: number }): Promise<RawRows> {
    const { delivery, file } = await this.kept(runId);
    return await rawRows(file, { ...readAsThen(delivery), ...page });
  }

  /**
   * Feeds a run's file again as it was ordered then, but for what the retry says otherwise. It counts as of when the file came first. Throws DomainError
   * `feed_run_not_found`, `feed_file_gone`, and what reading and taking throw.
   */
  async retry(runId: string, { accept = [], onProblem, mapping, actor }: RetryOrder): Promise<FeedOutcome> {
    const { feeds, runs } = this.parts;
    const { delivery, file } = await this.kept(runId);
    const before = await runs.find(runId, { from: 0, limit: 1 });
    if (before === null) throw noSuchRun();
    const { dataAsOf, dataAsOfStated } = before.run;
    const reading = await feeds.read(file, { profile: delivery.profile, mapping: mapping ?? delivery.mapping });
    if (mapping !== undefined) {
      const change = { subject: delivery.fileName, before: delivery.mapping, after: mapping };
      await noteFeedDeed(this.parts.adminLog, { by: actor, deed: 'mapping_changed', ...change });
    }
    return await feeds.take(reading, {
      onProblem: onProblem ?? delivery.onProblem,
      dataAsOf: dataAsOfStated ? dataAsOf : null,
      receivedAt: dataAsOf,
      dryRun: false,
      coverage: delivery.coverage,
      accept: [...new Set([...delivery.accepted, ...accept])],
      actor,
    });
  }

  /** Takes the ledger's last run back, by a new one whose number is then in it. Throws DomainError `feed_run_not_found`, `feed_run_not_last`. */
  async takeBack(runId: string, order: { actor: string; reason: string }): Promise<FeedRun> {
    const run = await this.parts.takeBacks.takeBack(runId, order);
    const { actor: by, reason } = order;
    const about = { by, subject: run.fileName === '' ? run.kind : run.fileName };
    const before = { run: run.number, state: 'in the ledger' };
    const after = { run: run.number, state: 'taken back', reason };
    await noteFeedDeed(this.parts.adminLog, { ...about, deed: 'run_taken_back', before, after });
    return await this.withFactsOf(run);
  }

  /** Removes the files that were last fed before an instant, but for those of runs that wait for a person. Gives how many went. */
  async removeFilesFedBefore(instant: Date): Promise<number> {
    const { keptFiles, deliveries, runs, clock } = this.parts;
    const isNeeded = async (contentHash: string) => await runs.isAnyWaiting(await deliveries.findRunsOf(contentHash));
    return await keptFiles.sweep(instant, { now: clock.now(), isNeeded });
  }

  private async kept(runId: string): Promise<{ delivery: FeedDelivery; file: FeedFile }> {
    const { deliveries, keptFiles, runs } = this.parts;
    const delivery = await deliveries.findByRun(runId);
    if (delivery === null && (await runs.find(runId, { from: 0, limit: 1 })) === null) throw noSuchRun();
    const file = delivery === null ? null : await keptFiles.open(delivery.contentHash, delivery.fileName);
    if (delivery !== null && file !== null) return { delivery, file };
    throw new DomainError(
      'feed_file_gone',
      'The file of this run is not kept, or no longer; feed it from where it came.',
    );
  }

  private async withRaws(runId: string, problems: readonly RowProblem[]): Promise<readonly RowProblem[]> {
    const { deliveries, keptFiles } = this.parts;
    const delivery = problems.length === 0 ? null : await deliveries.findByRun(runId);
    const file = delivery === null ? null : await keptFiles.open(delivery.contentHash, delivery.fileName);
    if (delivery === null || file === null) return problems;
    return await withRawRows(problems, file, readAsThen(delivery));
  }

  private lagOf({ asOf }: FeedStanding): number | null {
    return asOf === null ? null : Math.max(0, this.parts.clock.now().getTime() - asOf.getTime());
  }

  private async withFactsOf(run: ListedRun): Promise<FeedRun> {
    const [found] = await this.withFacts([run]);
    if (found === undefined) throw noSuchRun();
    return found;
  }

  private async withFacts(runs: readonly ListedRun[]): Promise<FeedRun[]> {
    const { deliveries, keptFiles, positions } = this.parts;
    const hashes = await deliveries.findHashes(runs.map(({ runId }) => runId));
    const kept = await keptFiles.findHashes([...new Set(hashes.values())]);
    const position = await positions.positionAt();
    const dead = await this.deadAmong(runs);
    return runs.map((run) => ({
      ...run,
      state: dead.has(run) ? 'abandoned' : run.state,
      canBeTakenBack: run.number !== null && run.number === position.run && run.takenBackBy === null,
      hasFile: kept.has(hashes.get(run.runId) ?? ''),
    }));
  }

  /** Runs that were begun long ago and never ended, while nobody changes the ledger: their processes died before they could be found out by the next run. */
  private async deadAmong(runs: readonly ListedRun[]): Promise<ReadonlySet<ListedRun>> {
    const longAgo = this.parts.clock.now().getTime() - LONGEST_RUN_MS;
    const silent = runs.filter(({ state, receivedAt }) => state === 'taking' && receivedAt.getTime() < longAgo);
    if (silent.length === 0 || (await this.parts.runs.isLedgerBusy())) return new Set();
    return new Set(silent);
  }
}

function readAsThen({ profile: name, mapping }: FeedDelivery): { profile: Profile; mapping: FeedMapping } {
  const profile = profileNamed(name);
  return { profile, mapping: mappingFor(profile, mapping) };
}

function noSuchRun(): DomainError {
  return new DomainError('feed_run_not_found', 'There is no such run.');
}
