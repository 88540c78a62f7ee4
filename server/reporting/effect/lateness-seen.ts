import { NEVER_DAY } from '../facts/facts.ts';
import { EARLIEST, LATEST } from './habit-grid.ts';
import { numberAt } from './number-at.ts';
import type { WatchedItems } from './watched-items.ts';
import type { WorkingClock } from './working-clock.ts';

/** What a company’s past says by a day: how late each item was paid, or how late it was when it was last seen unpaid. Items of a customer stand together. */
export interface LatenessSeen {
  /** Steps of the clock past the due day, whole. */
  readonly lateness: Int16Array;
  readonly isPaid: Uint8Array;
  /** When the item was due, in days. */
  readonly dueOn: Int32Array;
  /** The place at which a customer's begin; those of the next follow. */
  readonly begins: Int32Array;
}

export interface SeenQuestion {
  readonly watched: WatchedItems;
  readonly clock: WorkingClock;
  /** Entries dated up to this day alone. */
  readonly until: number;
  /** Whether an item is out of sight from the day on which somebody touches it, and contested ones wholly. */
  readonly untouchedOnly: boolean;
}

/** Which days of an item a fit may see. */
export interface Sight {
  /** The last day of it. */
  readonly endsOn: number;
  readonly isPaid: boolean;
}

/** What is seen of the item at a place by a day; null where nothing is. */
function sightOf(question: SeenQuestion, place: number): Sight | null {
  const { watched, until, untouchedOnly } = question;
  const entered = watched.enteredOn[place] ?? 0;
  if (entered > until || (untouchedOnly && watched.isContested[place] === 1)) return null;
  const ended = watched.endedOn(place, until);
  const touched = untouchedOnly ? (watched.touchedOn[place] ?? NEVER_DAY) : NEVER_DAY;
  const isPaid = ended !== NEVER_DAY && ended < touched && watched.isPaid[place] === 1;
  if (isPaid) return { endsOn: ended, isPaid };
  // What goes without being paid was unpaid up to the day before.
  const endsOn = Math.min(until, ended - 1, touched - 1);
  return endsOn < entered ? null : { endsOn, isPaid };
}

export function seenBy(question: SeenQuestion): LatenessSeen {
  const { watched, clock } = question;
  const seen = {
    lateness: new Int16Array(watched.count),
    isPaid: new Uint8Array(watched.count),
    dueOn: new Int32Array(watched.count),
    begins: new Int32Array(watched.begins.length),
  };
  let count = 0;
  for (let customer = 0; customer + 1 < watched.begins.length; customer += 1) {
    seen.begins[customer] = count;
    const end = numberAt(watched.begins, customer + 1);
    for (let place = numberAt(watched.begins, customer); place < end; place += 1) {
      const sight = sightOf(question, place);
      if (sight === null) continue;
      const due = numberAt(watched.dueOn, place);
      seen.lateness[count] = wholeSteps(clock.steps(due, sight.endsOn));
      seen.isPaid[count] = sight.isPaid ? 1 : 0;
      seen.dueOn[count] = due;
      count += 1;
    }
  }
  seen.begins[watched.begins.length - 1] = count;
  return seen;
}

/** A text that is the same where all that was seen is the same, and hardly ever where it is not (64 bits). */
export function fingerprintOf({ lateness, isPaid, dueOn, begins }: LatenessSeen): string {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (const column of [lateness, isPaid, dueOn, begins]) {
    [one, other] = [mixed(one, column, 0x01000193), mixed(other, column, 0x5bd1e995)];
  }
  return `${one}:${other}`;
}

function mixed(start: number, column: Int16Array | Uint8Array | Int32Array, factor: number): number {
  let mix = start ^ column.length;
  for (const value of column) {
    mix = Math.imul(mix ^ value, factor);
    mix ^= mix >>> 15;
  }
  return mix;
}

/** Steps of the clock as the tables know them. */
export function wholeSteps(steps: number): number {
  return Math.min(LATEST, Math.max(EARLIEST, Math.round(steps)));
}
