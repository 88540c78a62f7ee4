import { groupedRead } from '../../mongo/grouped.ts';
import type { LedgerHead, LedgerHeadRepository } from './ledger-head-repository.ts';
import type { RunRepository } from './run-repository.ts';

/** One committed state of a tenant's ledger. A request finds it once and uses it in every query. */
export interface LedgerPosition {
  /** The committed run; 0 before the first. */
  readonly run: number;
  /** The instant of its commit: asked for with this as `knownAt`, the ledger answers the same for ever. Null before the first run. */
  readonly at: Date | null;
  /** The latest as-of time of any source in it. */
  readonly dataAsOf: Date | null;
}

/** Everything on the ledger begins with its position, so those who ask for it at once are told by one read. */
const ONE_READ = { atOnce: 1_000, underWay: 1 } as const;

export class LedgerPositionService {
  private readonly reading = groupedRead<null, LedgerHead>(async (asks) => {
    const head = await this.heads.read();
    return asks.map(() => head);
  }, ONE_READ);

  constructor(
    private readonly heads: LedgerHeadRepository,
    private readonly runs: RunRepository,
  ) {}

  /** Where the ledger of the current tenant stands, or stood at an instant: after the last run that was committed at or before it. */
  async positionAt(knownAt?: Date): Promise<LedgerPosition> {
    const { number: run, at, dataAsOf } = await this.reading.ask(null);
    if (knownAt === undefined || at === null || at <= knownAt) return { run, at, dataAsOf };
    const last = await this.runs.findCommittedBy(knownAt);
    if (last === null) return { run: 0, at: null, dataAsOf: null };
    return { run: last.number ?? 0, at: last.committedAt, dataAsOf: last.ledgerAsOf };
  }
}
