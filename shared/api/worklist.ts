import * as z from 'zod/mini';
import { ACTIVITY_CODES } from '../domain/activity-code.ts';
import { PROMISE_STATES } from '../domain/promise-outcome.ts';
import { CustomerRef } from './customers.ts';
import { operation } from './operation.ts';
import { TaskView } from './tasks.ts';
import { CalendarDateText, Id, InstantText, MoneyValue } from './values.ts';

/** Who is absent, and until when, and has the reader standing in. */
export const StandingInFor = z.object({ id: Id, name: z.string(), until: CalendarDateText });
export type StandingInFor = z.infer<typeof StandingInFor>;

/** Left out for what is the reader's own. */
const onBehalfOf = z.optional(StandingInFor);

/** A part of a promise that falls due today, is overdue within the grace, or was broken, wholly or in part, and nobody has been in contact since. */
export const DuePromise = z.object({
  customer: CustomerRef,
  activityId: Id,
  amount: MoneyValue,
  paid: MoneyValue,
  promisedFor: CalendarDateText,
  state: z.enum(PROMISE_STATES),
  by: z.object({ id: Id, name: z.string() }),
  onBehalfOf,
});
export type DuePromise = z.infer<typeof DuePromise>;

/** A customer of the reader who is past due and with whom nobody has been in contact for 14 days. */
export const UntouchedCustomer = z.object({
  customer: CustomerRef,
  /** One amount a currency. */
  pastDue: z.array(MoneyValue),
  /** Of the oldest item. */
  daysPastDue: z.int(),
  lastContact: z.nullable(z.object({ at: InstantText, by: z.string(), code: z.enum(ACTIVITY_CODES) })),
  onBehalfOf,
});
export type UntouchedCustomer = z.infer<typeof UntouchedCustomer>;

/** A task that is due. */
export const DueTask = z.extend(TaskView, { onBehalfOf });
export type DueTask = z.infer<typeof DueTask>;

export const readWorklist = operation({
  id: 'readWorklist',
  summary:
    'What is mine today: tasks due, promises due or broken of my customers or that I took, and my past-due customers with nobody’s contact in 14 days. After it, what is theirs for whom I stand in. At most 50 of each and of each person, with how many there are.',
  method: 'get',
  path: '/api/worklist',
  policy: 'collections',
  answer: z.object({
    asOf: CalendarDateText,
    dataAsOf: z.nullable(InstantText),
    /** Those who are absent, and for whom the reader stands in; left out where nobody is. */
    standingInFor: z.optional(z.array(StandingInFor)),
    tasks: z.array(DueTask),
    taskCount: z.int(),
    /** Broken ones first, then by the day promised. */
    promises: z.array(DuePromise),
    promiseCount: z.int(),
    /** The largest amount past due first, in the company's currency before others. */
    untouched: z.array(UntouchedCustomer),
    untouchedCount: z.int(),
  }),
  status: 200,
});
