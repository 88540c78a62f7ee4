import { type CallForm, newCallForm } from '../../../addin/state/call-form.ts';
import { type DisputeForm, newDisputeForm } from '../../../addin/state/dispute-form.ts';
import type { Filling, FormStart } from '../../../addin/state/form-base.ts';
import { newPromiseForm, type PromiseForm } from '../../../addin/state/promise-form.ts';
import { newTaskForm, type TaskForm } from '../../../addin/state/task-form.ts';
import { currencyCode } from '../../../shared/domain/currency.ts';
import { Formats } from '../../../shared/words/formats.ts';
import { aCard } from './a-card.ts';

export const EUR = currencyCode('EUR');
export const NOW = '2026-11-20T09:00:00.000Z';

const formats = new Formats('en-GB', 'Europe/Berlin');
export const amountFrom = formats.amountFrom.bind(formats);
export const amountText = formats.amountText.bind(formats);

/** What a form begins with for customer `c1`, whose today is Friday 20 November 2026. */
export function aStart(changes: Partial<FormStart> = {}): FormStart {
  return { id: 'form-1', card: aCard(), message: { conversation: 'conv-1' }, currency: EUR, ...changes };
}

export function aCallForm(changes: Partial<CallForm> = {}): CallForm {
  return { ...newCallForm(aStart()), ...changes };
}

export function aPromiseForm(changes: Partial<PromiseForm> = {}): PromiseForm {
  return { ...newPromiseForm(aStart(), 'phone'), ...changes };
}

export function aDisputeForm(changes: Partial<DisputeForm> = {}): DisputeForm {
  return { ...newDisputeForm(aStart(), 'phone'), ...changes };
}

export function aTaskForm(changes: Partial<TaskForm> = {}): TaskForm {
  return { ...newTaskForm(aStart()), ...changes };
}

/** What filling a form needs, with these items ticked. */
export function aFilling(...ticked: string[]): Filling {
  return { ticked, amountFrom, at: NOW };
}
