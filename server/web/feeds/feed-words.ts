import type { FeedRunView } from '#shared/api/feed-runs.ts';
import { countText } from '../state/formats.ts';

type State = FeedRunView['state'];

/** What a run came to, for a person. */
export const STATE_WORDS: Readonly<Record<State, string>> = {
  committed: 'taken',
  unchanged: 'nothing new',
  refused: 'refused',
  held: 'waits for a person',
  dry_run: 'only tried',
  taking: 'under way',
  abandoned: 'broken off',
};

/** Whether somebody has to do something about it. */
export function needsSomebody(state: State): boolean {
  return state === 'refused' || state === 'held' || state === 'abandoned';
}

export const KIND_WORDS: Readonly<Record<FeedRunView['kind'], string>> = {
  feed: 'file',
  cash_application: 'cash application',
  merge: 'customers merged',
  take_back: 'run taken back',
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A time span in its largest whole unit: “3 hours”. */
export function spanText(seconds: number): string {
  if (seconds < MINUTE) return 'less than a minute';
  if (seconds < HOUR) return counted(Math.floor(seconds / MINUTE), 'minute');
  if (seconds < 2 * DAY) return counted(Math.floor(seconds / HOUR), 'hour');
  return counted(Math.floor(seconds / DAY), 'day');
}

const NOTHING = 'nothing';

/** Counts in words: “12 new, 3 changed, 2,400 the same”. */
function countsText({ new: added, changed, equal, historic }: FeedRunView['counts']): string {
  const parts = [
    [added, 'new'],
    [changed, 'changed'],
    [equal, 'the same'],
    [historic, 'kept as history'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${countText(count)} ${words}`);
  return said.length === 0 ? NOTHING : said.join(', ');
}

/** What a run changed; of one that was not taken, what it would have changed. */
export function changedText({ state, number, counts }: Pick<FeedRunView, 'state' | 'number' | 'counts'>): string {
  const text = countsText(counts);
  const isTaken = number !== null || state === 'unchanged';
  return isTaken || text === NOTHING ? text : `would be ${text}`;
}

function counted(count: number, unit: string): string {
  return `${countText(count)} ${unit}${count === 1 ? '' : 's'}`;
}
