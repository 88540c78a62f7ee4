import type { RunPlan } from './plan/run-plan.ts';
import type { KeptRun, RunState } from './run.ts';

/** Says in sentences what a person should know of a run besides its counts. */
export function notesOn({
  state,
  plan,
  earlier,
}: {
  state: RunState;
  plan: RunPlan | null;
  earlier: KeptRun | null;
}): string[] {
  const notes: string[] = [];
  if (earlier !== null) notes.push(deliveredBefore(earlier));
  if (plan === null) return notes;
  if (plan.refusesWhole) {
    notes.push(
      'Numbers in this file have lost their padding zeros; nothing of it can be taken. Export it again with the columns as text.',
    );
  }
  if (state === 'unchanged') notes.push('Nothing has changed: the ledger says all this already.');
  if (state === 'committed' || state === 'dry_run') notes.push(...placeholderNote(plan));
  if (plan.counts.historic > 0) {
    notes.push(
      `${rows(plan.counts.historic)} older than what the ledger holds; kept as history, and nothing was changed by them.`,
    );
  }
  return notes;
}

function deliveredBefore({ receivedAt, dataAsOf }: KeptRun): string {
  const asOf = dataAsOf.toISOString();
  return `The same file was taken on ${receivedAt.toISOString()} and counts as of ${asOf}; state a later as-of time to let it hold as a newer state.`;
}

function placeholderNote({ placeholders }: RunPlan): string[] {
  const { length } = placeholders;
  if (length === 0) return [];
  const who =
    length === 1 ? '1 customer was not known and was added' : `${length} customers were not known and were added`;
  return [`${who} under the name or number in the file, until a customers file describes them.`];
}

function rows(count: number): string {
  return count === 1 ? '1 row is' : `${count} rows are`;
}
