import { ACTIVITY_CODES } from '#shared/domain/activity-code.ts';
import type { Facts } from '../facts/facts.ts';
import { logColumns } from '../measures/workings/log-columns.ts';

const PLACES = new Map(ACTIVITY_CODES.map((code, place) => [code, place]));

/** Attempts and contacts by hand of one day. */
export interface TouchCount {
  readonly by: string;
  readonly code: string;
  readonly count: number;
}

/** How often each person reached out by hand, by day and code; of a day by person, then code. */
export function touchesByDay(facts: Facts): ReadonlyMap<number, readonly TouchCount[]> {
  const { activities, collectors } = facts;
  const log = logColumns(facts);
  const width = ACTIVITY_CODES.length;
  const cells = new Map<number, Int32Array>();
  for (let activity = 0; activity < activities.count; activity += 1) {
    if (!log.isHumanTouch(activity)) continue;
    const day = activities.day[activity] ?? 0;
    const counts = cells.get(day) ?? new Int32Array(collectors.count * width);
    cells.set(day, counts);
    const cell = (activities.collector[activity] ?? 0) * width + (PLACES.get(log.codeOf(activity)) ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return new Map([...cells].map(([day, counts]) => [day, countsOf(facts, counts)]));
}

function countsOf({ collectors }: Facts, counts: Int32Array): TouchCount[] {
  const found: TouchCount[] = [];
  for (const [cell, count] of counts.entries()) {
    if (count === 0) continue;
    const by = collectors.id(Math.floor(cell / ACTIVITY_CODES.length));
    found.push({ by, code: ACTIVITY_CODES[cell % ACTIVITY_CODES.length] ?? '', count });
  }
  return found.sort((a, b) => compare(a.by, b.by) || compare(a.code, b.code));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
