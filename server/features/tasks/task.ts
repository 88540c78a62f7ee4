import type { TASK_STATES } from '#shared/api/tasks.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, UserId } from '#shared/domain/ids.ts';

export type TaskState = (typeof TASK_STATES)[number];

export interface TaskPerson {
  readonly id: UserId;
  readonly name: string;
}

/** What of a task can be changed. */
export interface TaskPlan {
  readonly dueOn: CalendarDate;
  readonly ownerId: UserId;
  readonly state: TaskState;
}

/** What somebody made of a task, as far as they changed it. The first one made the task and says it all. */
export interface TaskChange extends Partial<TaskPlan> {
  readonly at: Date;
  readonly by: TaskPerson;
}

/** Something to do for a customer on a day. */
export interface Task extends TaskPlan {
  readonly id: string;
  /** As it was named when the task was put down; since a merge another may stand for it. */
  readonly customerId: CustomerId;
  readonly text: string;
  readonly createdBy: TaskPerson;
  readonly createdAt: Date;
  /** When it was done or dropped; null while it is open. */
  readonly closedAt: Date | null;
  /** In the order in which they were made. */
  readonly changes: readonly TaskChange[];
}

/** The task with what somebody wants of it; the very same one where it is so already. */
export function changedTask(
  task: Task,
  wanted: { readonly [part in keyof TaskPlan]?: TaskPlan[part] | undefined },
  made: Pick<TaskChange, 'at' | 'by'>,
): Task {
  const parts = (['dueOn', 'ownerId', 'state'] as const).filter(
    (part) => wanted[part] !== undefined && wanted[part] !== task[part],
  );
  if (parts.length === 0) return task;
  const changed: Partial<TaskPlan> = Object.fromEntries(parts.map((part) => [part, wanted[part]]));
  return {
    ...task,
    ...changed,
    closedAt: closedAt(task, changed.state, made.at),
    changes: [...task.changes, { ...made, ...changed }],
  };
}

function closedAt(task: Task, state: TaskState | undefined, at: Date): Date | null {
  if (state === undefined) return task.closedAt;
  return state === 'open' ? null : at;
}
