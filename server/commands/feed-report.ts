import type { FeedOutcomeView } from '#shared/api/feed-runs.ts';
import { formatMoney } from '#shared/domain/money.ts';
import type { FeedOutcome } from '../features/erp-feed/feed-service.ts';
import { presentFeedOutcome, presentProblem } from '../features/erp-feed/present-feed-run.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import type { CommandContext } from './command-context.ts';
import type { FeedArguments } from './feed-arguments.ts';

const MOST_PROBLEMS_PRINTED = 50;

/** A file's outcome as `--json` prints it; `id` is null where there was no company to keep a run. */
type PrintedRun = Omit<FeedOutcomeView, 'id'> & { readonly id: string | null };

const STATE_IN_WORDS: Readonly<Record<string, string>> = {
  committed: 'taken',
  unchanged: 'nothing changed',
  refused: 'refused, nothing taken',
  dry_run: 'dry run, nothing taken',
};

/** Gathers what came of each file and prints it: for a person, or as one JSON value. */
export class FeedReport {
  private readonly runs: PrintedRun[] = [];
  private tenant: { id: string; name: string; created: boolean } | null = null;

  constructor(
    private readonly given: Pick<FeedArguments, 'json' | 'paths'>,
    private readonly context: Pick<CommandContext, 'print'>,
  ) {}

  get hasRefusal(): boolean {
    return this.runs.some(({ state }) => state === 'refused');
  }

  isFor({ id, name }: Tenant, created: boolean): void {
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
    const unread = this.given.paths.length - this.runs.length;
    const rest = unread === 0 ? [] : [unread === 1 ? 'One file was not read.' : `${unread} files were not read.`];
    return [...this.runs.flatMap(linesFor), ...rest];
  }
}

function linesFor(run: PrintedRun): string[] {
  const { fileName, state, number, rowCount, counts, totals, notes, problems } = run;
  const asRun = number === null ? '' : ` as run ${number}`;
  const shown = problems.slice(0, MOST_PROBLEMS_PRINTED);
  const hidden = problems.length - shown.length;
  const counted = `${rowCount} rows; in the ledger ${counts.new} new, ${counts.changed} changed, ${counts.equal} equal, ${counts.historic} historic.`;
  return [
    `${fileName}: ${STATE_IN_WORDS[state] ?? state}${asRun}. ${state === 'refused' ? '' : counted}`.trimEnd(),
    ...totals.map(({ kind, amount }) => `  ${kind.replaceAll('_', ' ')}: ${formatMoney(amount, 'en')}`),
    ...notes.map((note) => `  ${note}`),
    ...shown.map(({ line, column, value, problem }) => `  line ${line}${cellOf(column, value)}: ${problem}`),
    ...(hidden > 0 ? [`  … and ${hidden} problems more; --json lists them all.`] : []),
  ];
}

function cellOf(column: string, value: string): string {
  if (column === '') return '';
  return value === '' ? `, ${column}` : `, ${column} "${value}"`;
}
