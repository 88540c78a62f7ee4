import type { RecordActivityBody } from '#shared/api/activities.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import { type CodeDefinition, codeDefinition, NON_PAYMENT_REASONS } from '#shared/domain/activity-code.ts';
import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import { type CurrencyCode, isCurrencyCode } from '#shared/domain/currency.ts';
import type { Formats } from '#shared/words/formats.ts';
import type { ActionArgs } from './actions.ts';
import { CALL_FIELDS } from './cards/call-cards.ts';
import { dayIn, type GoogleEvent, wordIn } from './google-event.ts';
import type { Words } from './words/en.ts';

export type CallBody =
  | { readonly ok: true; readonly body: RecordActivityBody }
  | { readonly ok: false; readonly problem: string };

export interface TypedCall {
  readonly args: ActionArgs<'record-call'>;
  readonly event: GoogleEvent;
  readonly contacts: CustomerCard['contacts'];
  /** The currency of an amount where the form had no choice. */
  readonly currency: CurrencyCode;
  readonly formats: Formats;
  readonly words: Words;
}

type Part = { readonly ok: true; readonly part: Partial<RecordActivityBody> } | Extract<CallBody, { ok: false }>;

/** What a call's form asks to be recorded, or the first thing in it that is missing or wrong, in words. */
export function callBody(typed: TypedCall): CallBody {
  const definition = codeDefinition(typed.args.code);
  const parts = [amountPart(typed, definition), datePart(typed, definition), reasonPart(typed, definition)];
  const wrong = parts.find((part) => !part.ok);
  if (wrong !== undefined && !wrong.ok) return wrong;
  const given = parts.map((part) => (part.ok ? part.part : {}));
  return { ok: true, body: Object.assign(fixedPart(typed), ...given, contactPart(typed), notePart(typed)) };
}

function fixedPart({ args }: TypedCall): RecordActivityBody {
  const { customerId, itemIds, code, outcome, message, dataAsOf } = args;
  return { customerId, itemIds, code, outcome, client: 'gmail', message, dataAsOf };
}

function amountPart({ event, currency, formats, words }: TypedCall, { amount: need }: CodeDefinition): Part {
  const typed = wordIn(event, CALL_FIELDS.amount);
  if (need === 'none') return EMPTY;
  if (typed === '') return need === 'required' ? { ok: false, problem: words.call.needsAmount } : EMPTY;
  const chosen = wordIn(event, CALL_FIELDS.currency);
  const inCurrency = isCurrencyCode(chosen) ? chosen : currency;
  const amount = formats.amountFrom(typed, inCurrency);
  if (amount === null) return { ok: false, problem: words.call.amountWrong(formats.example(inCurrency)) };
  return { ok: true, part: { amount: { ...amount } } };
}

function datePart({ event, words }: TypedCall, { date: need }: CodeDefinition): Part {
  const day = dayIn(event, CALL_FIELDS.date);
  if (need === 'none') return EMPTY;
  if (day !== null && isCalendarDate(day)) return { ok: true, part: { date: day } };
  return need === 'required' ? { ok: false, problem: words.call.needsDate } : EMPTY;
}

function reasonPart({ event, words }: TypedCall, { reason: need }: CodeDefinition): Part {
  const chosen = wordIn(event, CALL_FIELDS.reason);
  const reason = NON_PAYMENT_REASONS.find((one) => one === chosen);
  if (need === 'none') return EMPTY;
  if (reason !== undefined) return { ok: true, part: { reason } };
  return need === 'required' ? { ok: false, problem: words.call.needsReason } : EMPTY;
}

function contactPart({ event, contacts }: TypedCall): Partial<RecordActivityBody> {
  const chosen = wordIn(event, CALL_FIELDS.contact);
  const contact = contacts.find(({ email }) => email === chosen && email !== '');
  return contact === undefined ? {} : { contact: { name: contact.name, email: contact.email } };
}

function notePart({ event }: TypedCall): Partial<RecordActivityBody> {
  const note = wordIn(event, CALL_FIELDS.note);
  return note === '' ? {} : { note };
}

const EMPTY: Part = { ok: true, part: {} };
