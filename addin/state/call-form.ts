import type { RecordActivityBody } from '#shared/api/activities.ts';
import {
  type ActivityCode,
  CODE_CATALOGUE,
  type CodeDefinition,
  codeDefinition,
  isDisputeRaised,
  isPromise,
  type NonPaymentReason,
  type Outcome,
} from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Money } from '#shared/domain/money.ts';
import { baseOf, type Filled, type Filling, type FormBase, type FormProblem, type FormStart } from './form-base.ts';

/** The codes of a call, in the catalogue's order. */
export const CALL_CODES: readonly CodeDefinition[] = CODE_CATALOGUE.filter(({ channel }) => channel === 'phone');

/** A call that is being logged. A code that is a promise or a dispute goes on in the form of that. */
export interface CallForm extends FormBase {
  readonly kind: 'call';
  readonly code: ActivityCode | null;
  readonly outcome: Outcome | null;
  /** As typed. */
  readonly amount: string;
  readonly currency: CurrencyCode;
  readonly date: CalendarDate | null;
  readonly reason: NonPaymentReason | null;
}

export function newCallForm(start: FormStart): CallForm {
  return { ...baseOf(start), kind: 'call', currency: start.currency, ...NOTHING_CHOSEN };
}

/** What going back to the choice of the code takes away; note and contact stay. */
export const NOTHING_CHOSEN = { code: null, outcome: null, amount: '', date: null, reason: null } as const;

/** Whether the code is said in a form of its own. */
export function goesOnAs(code: ActivityCode): 'promise' | 'dispute' | null {
  if (isPromise(code)) return 'promise';
  return isDisputeRaised(code) ? 'dispute' : null;
}

/** The outcome where the code leaves no choice, else the one that is chosen. */
export function plainOutcome({ code, outcome }: CallForm): Outcome | null {
  const outcomes = code === null ? [] : codeDefinition(code).outcomes;
  return outcomes.length === 1 ? (outcomes[0] ?? null) : outcome;
}

/** What the call says, or the first thing that is missing. */
export type CallSaid = Pick<RecordActivityBody, 'code' | 'outcome' | 'amount' | 'date' | 'reason'>;

export function callSaid(form: CallForm, { amountFrom }: Filling): Filled<CallSaid> {
  if (form.code === null) return { ok: false, problem: 'needsOutcome' };
  const definition = codeDefinition(form.code);
  const problem = firstProblem(form, definition);
  if (problem !== null) return { ok: false, problem };
  const amount = asks(definition, 'amount') && form.amount !== '' ? amountFrom(form.amount, form.currency) : undefined;
  if (amount === null) return { ok: false, problem: 'amountWrong' };
  return { ok: true, body: { code: form.code, ...chosenPart(form, definition, amount) } };
}

function chosenPart(
  { outcome, date, reason }: CallForm,
  definition: CodeDefinition,
  amount: Money | undefined,
): Partial<CallSaid> {
  return {
    ...(outcome === null ? {} : { outcome }),
    ...(amount === undefined ? {} : { amount: { ...amount } }),
    ...(date !== null && asks(definition, 'date') ? { date } : {}),
    ...(reason !== null && asks(definition, 'reason') ? { reason } : {}),
  };
}

function firstProblem(form: CallForm, { outcomes, amount, date, reason }: CodeDefinition): FormProblem | null {
  if (amount === 'required' && form.amount.trim() === '') return 'needsAmount';
  if (date === 'required' && form.date === null) return 'needsDate';
  if (reason === 'required' && form.reason === null) return 'needsReason';
  return outcomes.length > 0 && form.outcome === null ? 'needsOutcome' : null;
}

export function asks(definition: CodeDefinition, field: 'amount' | 'date' | 'reason'): boolean {
  return definition[field] !== 'none';
}
