import * as z from 'zod/mini';
import { CustomerRef } from './customers.ts';
import { operation } from './operation.ts';
import { CalendarDateText, Id, InstantText, ShortText } from './values.ts';

export const TASK_STATES = ['open', 'done', 'dropped'] as const;

/** Something to do for a customer on a day. It is a plan and no activity: what is done about it is logged by itself. */
export const TaskView = z.object({
  id: Id,
  customer: CustomerRef,
  text: z.string(),
  dueOn: CalendarDateText,
  owner: z.object({ id: Id, name: z.string() }),
  state: z.enum(TASK_STATES),
  createdBy: z.object({ id: Id, name: z.string() }),
  createdAt: InstantText,
  /** When it was done or dropped; null while it is open. */
  closedAt: z.nullable(InstantText),
});
export type TaskView = z.infer<typeof TaskView>;

export const createTask = operation({
  id: 'createTask',
  summary: 'Puts down something to do for a customer on a day, for oneself or a colleague.',
  method: 'post',
  path: '/api/tasks',
  policy: 'collections',
  body: z.strictObject({
    customerId: Id,
    text: ShortText.check(z.trim(), z.minLength(1)),
    dueOn: CalendarDateText,
    ownerId: z.optional(Id),
  }),
  answer: TaskView,
  status: 201,
  idempotent: true,
});

export const changeTask = operation({
  id: 'changeTask',
  summary: 'Moves a task to another day, gives it to a colleague, closes it, or opens it again.',
  method: 'post',
  path: '/api/tasks/{id}/changes',
  policy: 'collections',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({
    dueOn: z.optional(CalendarDateText),
    ownerId: z.optional(Id),
    state: z.optional(z.enum(TASK_STATES)),
  }),
  answer: TaskView,
  status: 201,
  idempotent: true,
});

export const listTasks = operation({
  id: 'listTasks',
  summary: 'The open tasks of a customer, the earliest day first; at most 100.',
  method: 'get',
  path: '/api/tasks',
  policy: 'collections',
  query: z.strictObject({ customerId: Id }),
  answer: z.object({ tasks: z.array(TaskView) }),
  status: 200,
});
