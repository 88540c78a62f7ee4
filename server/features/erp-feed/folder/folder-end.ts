import type { FeedOutcome } from '../feed-service.ts';
import { inWords, outcomeLines } from '../outcome-lines.ts';
import { presentFeedOutcome, presentProblem } from '../present-feed-run.ts';

const MOST_PROBLEMS_LISTED = 10_000;

/** What becomes of a file of the watched folder. */
export interface FolderEnd {
  readonly into: 'done' | 'refused' | 'held';
  /** What is written beside it, for a person. */
  readonly report: string;
  /** The same in one line. */
  readonly line: string;
}

const FOLDER_OF = { committed: 'done', unchanged: 'done', dry_run: 'done', refused: 'refused', held: 'held' } as const;

/** Puts a file where its run's outcome says. */
export function outcomeEnd(outcome: FeedOutcome): FolderEnd {
  const { state, runId, reading, number } = outcome;
  const view = { ...presentFeedOutcome(outcome), problems: outcome.problems.map(presentProblem) };
  const lines = outcomeLines(view, {
    problems: MOST_PROBLEMS_LISTED,
    more: '.',
    letPass: (holds) =>
      `If that is right, let it pass on the page of feeds, or with: npm run feed -- retry ${runId} --accept ${holds}`,
  });
  const asRun = number === null ? '' : ` as run ${number}`;
  return {
    into: FOLDER_OF[state],
    report: textOf([...lines, `  Run ${runId}.`]),
    line: `${reading.fileName} is read: ${inWords(state)}${asRun}.`,
  };
}

/** Puts a file aside that could not even be begun; `why` says what to mend. */
export function refusalEnd(name: string, why: string): FolderEnd {
  const report = textOf([`${name}: refused, nothing taken.`, `  ${why}`]);
  return { into: 'refused', report, line: `${name} is refused: ${why}` };
}

/** Puts a file aside whose taking broke off again and again. */
export function givenUp(name: string, attempts: number): FolderEnd {
  return refusalEnd(
    name,
    `It was begun ${attempts} times and never brought to an end; the server's log says why. Put it back into its folder to have it tried again.`,
  );
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
