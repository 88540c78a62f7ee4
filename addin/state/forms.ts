import type { ActivityCode } from '#shared/domain/activity-code.ts';
import { type CallForm, newCallForm } from './call-form.ts';
import { type DisputeForm, disputeCode, newDisputeForm } from './dispute-form.ts';
import type { FormStart } from './form-base.ts';
import { type NoteForm, newNoteForm } from './note-form.ts';
import { newPromiseForm, type PromiseForm, promiseCode, type WordChannel } from './promise-form.ts';
import { newTaskForm, type TaskForm } from './task-form.ts';

/** Whatever can be written down for a customer. */
export type Form = CallForm | PromiseForm | DisputeForm | TaskForm | NoteForm;

export const FORM_KINDS = ['call', 'promise', 'dispute', 'task', 'note'] as const;
export type FormKind = Form['kind'];

/** Names the form for a new entry of that kind: one a customer and kind. */
export function formId(customerId: string, kind: FormKind): string {
  return `${kind}-${customerId}`;
}

export function newForm(kind: FormKind, start: FormStart, channel: WordChannel): Form {
  switch (kind) {
    case 'call':
      return newCallForm(start);
    case 'promise':
      return newPromiseForm(start, channel);
    case 'dispute':
      return newDisputeForm(start, channel);
    case 'task':
      return newTaskForm(start);
    case 'note':
      return newNoteForm(start);
  }
}

/** Whether anybody has begun to write in it. */
export function isBegun(form: Form): boolean {
  return form.kind === 'call' && form.code !== null ? true : isWorthKeeping(form);
}

/** Whether closing it would lose more than a press on a choice. */
export function isWorthKeeping(form: Form): boolean {
  if (form.corrects !== null || form.sent !== null || form.note !== '') return true;
  switch (form.kind) {
    case 'call':
      return form.date !== null || form.reason !== null || form.contact !== null || form.amount !== '';
    case 'promise':
      return form.reason !== null || form.parts.some(({ amount, date }) => amount !== null || date !== null);
    case 'dispute':
      return form.reason !== null || form.amount !== '' || form.ownerId !== '';
    case 'task':
      return form.dueOn !== null || form.ownerId !== '';
    case 'note':
      return false;
  }
}

/** The code that the form will be logged under; null for a task, and while none is chosen. */
export function codeOf(form: Form): ActivityCode | null {
  switch (form.kind) {
    case 'call':
      return form.code;
    case 'promise':
      return promiseCode(form.channel);
    case 'dispute':
      return disputeCode(form.channel);
    case 'task':
      return null;
    case 'note':
      return 'note';
  }
}
