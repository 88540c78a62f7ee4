import type { BodyInput } from '#shared/api/operation.ts';
import type { createTask } from '#shared/api/tasks.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { baseOf, type Filled, type FormBase, type FormStart } from './form-base.ts';

/** Something to do for the customer; its text is `note`. */
export interface TaskForm extends FormBase {
  readonly kind: 'task';
  readonly dueOn: CalendarDate | null;
  /** The colleague who is to do it; empty for oneself. */
  readonly ownerId: string;
}

export function newTaskForm(start: FormStart): TaskForm {
  return { ...baseOf(start), kind: 'task', dueOn: null, ownerId: '' };
}

export function taskBody({ card, note, dueOn, ownerId }: TaskForm): Filled<BodyInput<typeof createTask>> {
  const text = note.trim();
  if (text === '') return { ok: false, problem: 'needsText' };
  if (dueOn === null) return { ok: false, problem: 'needsDate' };
  if (dueOn < card.asOf) return { ok: false, problem: 'dateInPast' };
  const owner = ownerId === '' ? {} : { ownerId };
  return { ok: true, body: { customerId: card.customer.id, text, dueOn, ...owner } };
}
