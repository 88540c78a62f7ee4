import type { MessageCorrelation, RecordActivityBody } from '#shared/api/activities.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import {
  type ActivityCode,
  CODE_CATALOGUE,
  type CodeDefinition,
  codeDefinition,
  type NonPaymentReason,
  type Outcome,
} from '#shared/domain/activity-code.ts';
import { addDays, type CalendarDate, dayOf } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { CREDIT_KINDS } from '#shared/domain/open-item.ts';

/** The codes of a call, in the catalogue's order. */
export const CALL_CODES: readonly CodeDefinition[] = CODE_CATALOGUE.filter(({ channel }) => channel === 'phone');

/** A call that is being logged, bound to one customer and thread from its first key stroke on. */
export interface CallForm {
  /** As it was when the form was opened: whose call it is, today in the company's zone, and the data that the caller saw. */
  readonly card: CustomerCard;
  readonly message: MessageCorrelation;
  readonly currencies: readonly CurrencyCode[];
  readonly code: ActivityCode | null;
  readonly outcome: Outcome | null;
  /** As typed. */
  readonly amount: string;
  readonly currency: CurrencyCode;
  readonly date: CalendarDate | null;
  readonly reason: NonPaymentReason | null;
  /** The e-mail address of the contact; empty where none was named. */
  readonly contact: string;
  readonly note: string;
  readonly problem: FormProblem | null;
}

export type FormProblem = 'needsOutcome' | 'needsAmount' | 'needsDate' | 'needsReason' | 'amountWrong';

/** An empty form for the customer on screen. */
export function newCallForm(card: CustomerCard, message: MessageCorrelation, fallback: CurrencyCode): CallForm {
  const currencies = card.positions.map(({ currency }) => currency);
  return {
    card,
    message,
    currencies: currencies.length > 0 ? currencies : [fallback],
    currency: currencies[0] ?? fallback,
    note: '',
    ...NOTHING_CHOSEN,
  };
}

/** What going back to the choice of the code takes away; the note stays. */
export const NOTHING_CHOSEN = {
  code: null,
  outcome: null,
  amount: '',
  date: null,
  reason: null,
  contact: '',
  problem: null,
} as const satisfies Partial<CallForm>;

/** Whether anybody has begun to write in it. */
export function isBegun({ code, note }: CallForm): boolean {
  return code !== null || note !== '';
}

/** Whether closing it would lose more than a press on a code. */
export function isWorthKeeping({ note, date, reason, contact }: CallForm): boolean {
  return note !== '' || date !== null || reason !== null || contact !== '';
}

/** The outcome where the code leaves no choice, else the one that is chosen. */
export function plainOutcome({ code, outcome }: CallForm): Outcome | null {
  const outcomes = code === null ? [] : codeDefinition(code).outcomes;
  return outcomes.length === 1 ? (outcomes[0] ?? null) : outcome;
}

export type FormBody =
  | { readonly ok: true; readonly body: RecordActivityBody }
  | { readonly ok: false; readonly problem: FormProblem };

/** What is to be recorded, or the first thing that is missing. `amountFrom` reads an amount as the reader's locale writes it. */
export function bodyOf(
  form: CallForm,
  itemIds: readonly string[],
  amountFrom: (text: string, currency: CurrencyCode) => Money | null,
): FormBody {
  if (form.code === null) return { ok: false, problem: 'needsOutcome' };
  const definition = codeDefinition(form.code);
  const problem = firstProblem(form, definition);
  if (problem !== null) return { ok: false, problem };
  const amount = asks(definition, 'amount') && form.amount !== '' ? amountFrom(form.amount, form.currency) : undefined;
  if (amount === null) return { ok: false, problem: 'amountWrong' };
  return { ok: true, body: { ...fixedPart(form, form.code, itemIds), ...chosenPart(form, definition, amount) } };
}

function fixedPart(form: CallForm, code: ActivityCode, itemIds: readonly string[]): RecordActivityBody {
  return {
    customerId: form.card.customer.id,
    itemIds: [...itemIds],
    code,
    client: 'outlook',
    message: form.message,
    dataAsOf: form.card.dataAsOf,
  };
}

function chosenPart(
  form: CallForm,
  definition: CodeDefinition,
  amount: Money | undefined,
): Partial<RecordActivityBody> {
  const contact = form.card.contacts.find(({ email }) => email === form.contact && email !== '');
  const note = form.note.trim();
  return {
    ...(form.outcome === null ? {} : { outcome: form.outcome }),
    ...(amount === undefined ? {} : { amount: { ...amount } }),
    ...(form.date !== null && asks(definition, 'date') ? { date: form.date } : {}),
    ...(form.reason !== null && asks(definition, 'reason') ? { reason: form.reason } : {}),
    ...(contact === undefined ? {} : { contact: { name: contact.name, email: contact.email } }),
    ...(note === '' ? {} : { note }),
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

export interface DateChoice {
  readonly name: 'today' | 'tomorrow' | 'nextWeek' | 'monthEnd';
  readonly day: CalendarDate;
}

/** The days that are promised most. */
export function dateChoices(today: CalendarDate): DateChoice[] {
  return [
    { name: 'today', day: today },
    { name: 'tomorrow', day: addDays(today, 1) },
    { name: 'nextWeek', day: addDays(today, 7) },
    { name: 'monthEnd', day: monthEnd(today) },
  ];
}

function monthEnd(today: CalendarDate): CalendarDate {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const first = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return first === null ? today : addDays(first, -1);
}

/** The amount that a promise most likely names: what is ticked in the currency, else all that is past due in it. */
export function likelyAmount(card: CustomerCard, ticked: readonly string[], currency: CurrencyCode): Money | null {
  const items = card.oldestItems.filter(({ id, left }) => ticked.includes(id) && left.currency === currency);
  const pastDue = card.positions.find((position) => position.currency === currency)?.pastDue.minor ?? 0;
  const sum = items.reduce((so, { kind, left }) => so + (isCredit(kind) ? -left.minor : left.minor), 0);
  const minor = items.length > 0 ? sum : pastDue;
  return minor > 0 ? money(minor, currency) : null;
}

/** Whether an item of that kind is the customer's money and not ours. */
export function isCredit(kind: string): boolean {
  return (CREDIT_KINDS as readonly string[]).includes(kind);
}
