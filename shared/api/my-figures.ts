import * as z from 'zod/mini';
import { GoalView } from './goals.ts';
import { operation } from './operation.ts';
import { CalendarDateText, InstantText, MoneyValue } from './values.ts';

/** A line of the collectors’ board; each collector sees their own, and it is the manager’s to the cent. */
export const BoardLine = z.object({
  collector: z.object({ id: z.string(), name: z.string() }),
  /** Customers touched, at most once a customer and day, by hand. */
  touches: z.int(),
  customers: z.int(),
  rightPartyContacts: z.int(),
  /** What jobs sent in their name; never added to the rest. */
  automatic: z.int(),
  promises: z.object({ fellDue: z.int(), kept: z.int(), partlyKept: z.int(), broken: z.int(), moved: z.int() }),
  /** By currency. */
  promisedKept: z.array(MoneyValue),
  touched: z.array(MoneyValue),
  /** Cash beyond what would have come anyway, with its 95 % interval, by currency; `isTold` is false where it cannot be told from luck. */
  excess: z.array(
    z.object({ excess: MoneyValue, low: MoneyValue, high: MoneyValue, episodes: z.int(), isTold: z.boolean() }),
  ),
});
export type BoardLine = z.infer<typeof BoardLine>;

export const readMyFigures = operation({
  id: 'readMyFigures',
  summary: 'One’s own line of the collectors’ board, and one’s goals with those of one’s teams.',
  method: 'get',
  path: '/api/my-figures',
  policy: 'signed_in',
  query: z.strictObject({ from: z.optional(CalendarDateText), to: z.optional(CalendarDateText) }),
  answer: z.object({
    from: CalendarDateText,
    to: CalendarDateText,
    knownAt: z.nullable(InstantText),
    /** Null where nothing of theirs is in the period. */
    line: z.nullable(BoardLine),
    goals: z.array(GoalView),
  }),
  status: 200,
});
