import type { RunFindings } from './plan/run-plan.ts';
import type { KeptRun, RunState } from './run.ts';

/** Says in sentences what a person should know of a run besides its counts. */
export function notesOn({
  state,
  findings,
  earlier,
}: {
  state: RunState;
  findings: RunFindings | null;
  earlier: KeptRun | null;
}): string[] {
  const notes: string[] = [];
  if (earlier !== null) notes.push(deliveredBefore(earlier));
  if (findings === null) return notes;
  if (findings.refusesWhole) {
    notes.push(
      'Numbers in this file have lost their padding zeros; nothing of it can be taken. Export it again with the columns as text.',
    );
  }
  if (state === 'unchanged') notes.push('Nothing has changed: the ledger says all this already.');
  if (state === 'committed' || state === 'dry_run') notes.push(...placeholderNote(findings), ...gaveWayNote(findings));
  if (findings.counts.historic > 0) {
    notes.push(
      `${rows(findings.counts.historic)} older than what the ledger holds; kept as history, and nothing was changed by them.`,
    );
  }
  return notes;
}

function deliveredBefore({ receivedAt, dataAsOf }: KeptRun): string {
  const asOf = dataAsOf.toISOString();
  return `The same file was taken on ${receivedAt.toISOString()} and counts as of ${asOf}; state a later as-of time to let it hold as a newer state.`;
}

function placeholderNote({ placeholders: length }: RunFindings): string[] {
  if (length === 0) return [];
  const who =
    length === 1 ? '1 customer was not known and was added' : `${length} customers were not known and were added`;
  return [`${who} under the name or number in the file, until a customers file describes them.`];
}

function gaveWayNote({ gaveWay }: RunFindings): string[] {
  if (gaveWay === 0) return [];
  const what = gaveWay === 1 ? '1 decision made here gave way' : `${gaveWay} decisions made here gave way`;
  return [`${what} to what the source says of the same money or items.`];
}

function rows(count: number): string {
  return count === 1 ? '1 row is' : `${count} rows are`;
}
