import type { FeedOutcomeView } from '#shared/api/feed-runs.ts';
import type { FeedOutcome } from '../features/erp-feed/feed-service.ts';
import { outcomeLines, type PrintedHow } from '../features/erp-feed/outcome-lines.ts';
import { presentFeedOutcome, presentProblem } from '../features/erp-feed/present-feed-run.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import type { CommandContext } from './command-context.ts';

/** A file's outcome as `--json` prints it; `id` is null where there was no company to keep a run. */
type PrintedRun = Omit<FeedOutcomeView, 'id'> & { readonly id: string | null };

const PRINTED: PrintedHow = {
  problems: 50,
  more: '; --json lists them all.',
  letPass: (holds) => `If that is right, feed it again with --accept ${holds}`,
};

/** Gathers what came of each file and prints it: for a person, or as one JSON value. */
export class FeedReport {
  private readonly runs: PrintedRun[] = [];
  private tenant: { id: string; name: string; created: boolean } | null = null;

  constructor(
    /** How many files there are, and whether the report is JSON. */
    private readonly given: { readonly json: boolean; readonly files: number },
    private readonly context: Pick<CommandContext, 'print'>,
  ) {}

  /** Whether a file was refused, or is held for a person. */
  get hasUntaken(): boolean {
    return this.runs.some(({ state }) => state === 'refused' || state === 'held');
  }

  isFor({ id, name }: Pick<Tenant, 'id' | 'name'>, created: boolean): void {
    this.tenant = { id, name, created };
  }

  add(outcome: FeedOutcome): void {
    const view = presentFeedOutcome(outcome);
    this.runs.push({ ...view, id: view.id || null, problems: outcome.problems.map(presentProblem) });
  }

  print(): void {
    const { runs, tenant } = this;
    if (this.given.json) this.context.print(JSON.stringify({ tenant, runs }, null, 2));
    else for (const line of this.lines()) this.context.print(line);
  }

  private lines(): string[] {
    const unread = this.given.files - this.runs.length;
    const rest = unread === 0 ? [] : [unread === 1 ? 'One file was not read.' : `${unread} files were not read.`];
    return [...this.runs.flatMap((run) => outcomeLines(run, PRINTED)), ...rest];
  }
}
