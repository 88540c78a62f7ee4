import type { GoalView } from '../../shared/api/goals.ts';
import type { BoardLine } from '../../shared/api/my-figures.ts';
import { calendarDate } from '../../shared/domain/calendar-date.ts';
import { eur } from './ledger-rows.ts';

/** A line of the board with something in each figure. */
export function aBoardLine(changes: Partial<BoardLine> = {}): BoardLine {
  return {
    collector: { id: 'u1', name: 'Ana Reyes' },
    touches: 1_204,
    customers: 310,
    rightPartyContacts: 87,
    automatic: 45,
    promises: { fellDue: 9, kept: 6, partlyKept: 1, broken: 2, moved: 3 },
    promisedKept: [eur(1_250_000)],
    touched: [eur(4_000_000)],
    excess: [{ excess: eur(541_500), low: eur(-508_000), high: eur(1_591_000), episodes: 12, isTold: false }],
    ...changes,
  };
}

/** A goal of one's own, half way. */
export function aGoal(changes: Partial<GoalView> = {}): GoalView {
  return {
    id: 'g1',
    for: { kind: 'collector', id: 'u1', name: 'Ana Reyes' },
    measure: 'activities.human',
    title: 'Touches by people',
    unit: 'count',
    better: 'higher',
    from: calendarDate('2026-11-01'),
    to: calendarDate('2026-11-30'),
    target: 42,
    currency: null,
    value: 20,
    reason: null,
    elapsed: 10 / 21,
    pace: 20,
    forecast: 42,
    state: 'on_pace',
    ...changes,
  };
}
