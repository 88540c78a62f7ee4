import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { CalendarDateText, CurrencyText, Id, ShortText } from './values.ts';

/** Whom a goal is for. */
const GoalOwner = z.union([
  z.strictObject({ kind: z.literal('collector'), id: Id }),
  z.strictObject({ kind: z.literal('team'), id: Id }),
  z.strictObject({ kind: z.literal('company') }),
]);
export type GoalOwner = z.infer<typeof GoalOwner>;

const GoalBody = z.strictObject({
  for: GoalOwner,
  /** The key of a measure: `dso.countback`, `activities.human`. */
  measure: ShortText,
  from: CalendarDateText,
  to: CalendarDateText,
  /** In the measure’s own unit; of money in minor units of the currency. */
  target: z.number(),
  currency: z.optional(CurrencyText),
});
export type GoalBody = z.infer<typeof GoalBody>;

/** A goal beside how it stands. */
export const GoalView = z.object({
  id: Id,
  for: z.object({ kind: z.enum(['collector', 'team', 'company']), id: z.nullable(Id), name: z.string() }),
  measure: z.string(),
  title: z.string(),
  unit: z.string(),
  better: z.nullable(z.enum(['lower', 'higher'])),
  from: CalendarDateText,
  to: CalendarDateText,
  target: z.number(),
  currency: z.nullable(CurrencyText),
  /** The measure as it stands today, or stood at the goal’s end; null where it cannot be computed, and then `reason` says why. */
  value: z.nullable(z.number()),
  reason: z.nullable(z.string()),
  /** 0 to 1 of the goal’s working days that have passed. */
  elapsed: z.number(),
  /** What would be on the way at this point, and what the end comes to if it goes on like this; null where the measure does not add up over days. */
  pace: z.nullable(z.number()),
  forecast: z.nullable(z.number()),
  state: z.enum(['not_begun', 'on_pace', 'behind', 'reached', 'missed', 'unknown']),
});
export type GoalView = z.infer<typeof GoalView>;

export const listGoals = operation({
  id: 'listGoals',
  summary:
    'Goals of a day: those whose period it lies in, with progress, pace and forecast; today where none is given.',
  method: 'get',
  path: '/api/goals',
  policy: 'figures',
  query: z.strictObject({ on: z.optional(CalendarDateText) }),
  answer: z.object({ on: CalendarDateText, goals: z.array(GoalView) }),
  status: 200,
});

export const addGoal = operation({
  id: 'addGoal',
  summary:
    'Sets a goal. Answers goal_refused for a measure that cannot be asked of them, or a period that ends before it begins.',
  method: 'post',
  path: '/api/goals',
  policy: 'management',
  body: GoalBody,
  answer: GoalView,
  status: 201,
  idempotent: true,
});

export const removeGoal = operation({
  id: 'removeGoal',
  summary: 'Takes a goal away.',
  method: 'delete',
  path: '/api/goals/{id}',
  policy: 'management',
  params: z.strictObject({ id: Id }),
  answer: z.object({}),
  status: 200,
});
