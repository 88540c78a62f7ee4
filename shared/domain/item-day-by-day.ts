import type { CalendarDate } from './calendar-date.ts';
import type { OpenItem } from './open-item.ts';

/** Something that takes of an item, or gives back to it, from the end of a day on. Negative takes. */
export interface DayChange {
  readonly on: CalendarDate;
  readonly minor: number;
  readonly decidedHere: boolean;
}

export interface ItemLife {
  readonly changes: readonly DayChange[];
  readonly stated: readonly { readonly on: CalendarDate; readonly minor: number }[];
}

/**
 * Lives through the days of an item, one after the other, up to a day: each takes and gives, and where the source says what is left, that is so. Returns what
 * is left then, and how much of what went no entry explains (below 0 where more came back). The plain way, to hold the ledger's against.
 */
export function livedUntil(item: OpenItem, life: ItemLife, day: CalendarDate): { left: number; cleared: number } {
  const all = [item.issuedOn, ...life.changes.map(({ on }) => on), ...life.stated.map(({ on }) => on)];
  const days = [...new Set(all)].filter((on) => on <= day).sort();
  let state = { left: 0, cleared: 0, newHere: 0 };
  for (const on of days) state = nextDay(item, life, on, state);
  return state;
}

type State = { readonly left: number; readonly cleared: number; readonly newHere: number };

function nextDay(item: OpenItem, { changes, stated }: ItemLife, day: CalendarDate, before: State): State {
  const ofDay = changes.filter(({ on }) => on === day);
  const here = total(ofDay.filter(({ decidedHere }) => decidedHere));
  const elsewhere = total(ofDay.filter(({ decidedHere }) => !decidedHere));
  const arrives = day === item.issuedOn ? item.amount.minor : 0;
  const left = before.left + arrives + here + elsewhere;
  const newHere = before.newHere + here;
  const said = day < item.issuedOn ? null : saidOn(item, stated, day);
  const agreedLeft = said === null ? withProof(left, before.cleared) : agreed(left, said, [elsewhere, newHere]);
  return {
    left: agreedLeft,
    cleared: before.cleared + left - agreedLeft,
    newHere: agreedLeft === said ? 0 : newHere,
  };
}

/** More was taken than there seemed to be: so much of what had gone must have come back. */
function withProof(left: number, cleared: number): number {
  if (left >= 0 || cleared <= 0) return left;
  return Math.min(0, left + cleared);
}

/** What the source says is left on a day; what it says of days before the item's own, the last of it, it says of that one. */
function saidOn({ issuedOn, amount }: OpenItem, stated: ItemLife['stated'], day: CalendarDate): number | null {
  const ofDay = stated.filter(({ on }) => on === day || (day === issuedOn && on < day));
  const lastDay = ofDay
    .map(({ on }) => on)
    .sort()
    .at(-1);
  const said = ofDay.filter(({ on }) => on === lastDay).map(({ minor }) => minor);
  return said.length === 0 ? null : Math.min(amount.minor, ...said);
}

/** Where what is left agrees with a statement, as the source may have heard of none, some or all of the news. */
function agreed(left: number, said: number, news: readonly number[]): number {
  let [least, most] = [said, said];
  for (const minor of news) {
    if (minor < 0) least += minor;
    else most += minor;
  }
  if (left > most) return most;
  return Math.max(left, least, 0);
}

function total(changes: readonly DayChange[]): number {
  return changes.reduce((sum, { minor }) => sum + minor, 0);
}
