import type { Instalment } from '#shared/api/activities.ts';
import type { WORD_CHANNELS } from '#shared/api/promises-to-pay.ts';
import type { ActivityCode, NonPaymentReason, Outcome } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type InstalmentStep, instalmentDays, MAX_INSTALMENTS, splitEvenly } from '#shared/domain/instalments.ts';
import { type Money, total } from '#shared/domain/money.ts';
import type { OpenItem } from '../host/mail-host.ts';
import {
  baseOf,
  type ContactRef,
  type Filled,
  type Filling,
  type FormBase,
  type FormStart,
  itemIdsOf,
  likelyAmount,
  type ReadAmount,
} from './form-base.ts';

/** How the customer's word reached us. */
export type WordChannel = (typeof WORD_CHANNELS)[number];

/** One part of a promise as it is being written. */
export interface PromisePart {
  /** As typed; null while it follows what is ticked. */
  readonly amount: string | null;
  readonly date: CalendarDate | null;
}

export interface PromiseForm extends FormBase {
  readonly kind: 'promise';
  readonly channel: WordChannel;
  readonly parts: readonly PromisePart[];
  readonly currency: CurrencyCode;
  readonly reason: NonPaymentReason | null;
  /** The part that `problem` is of, from 0. */
  readonly wrongPart: number;
}

const NO_PART: PromisePart = { amount: null, date: null };

export function newPromiseForm(start: FormStart, channel: WordChannel): PromiseForm {
  const { currency } = start;
  return { ...baseOf(start), kind: 'promise', channel, parts: [NO_PART], currency, reason: null, wrongPart: 0 };
}

export function promiseCode(channel: WordChannel): ActivityCode {
  return channel === 'email' ? 'email_promise_to_pay' : 'phone_promise_to_pay';
}

/** Where the open message is from a contact of the customer, its word came by it; `contact` is who wrote. */
export function wordIn(
  item: OpenItem,
  contacts: readonly ContactRef[],
): { channel: WordChannel; contact: ContactRef | null } {
  const from = item.mode === 'read' ? item.participants.find(({ role }) => role === 'from') : undefined;
  const address = from?.address.toLowerCase() ?? '';
  const contact = contacts.find(({ email }) => email !== '' && email.toLowerCase() === address);
  if (contact !== undefined) return { channel: 'email', contact: { name: contact.name, email: contact.email } };
  const domain = domainOf(address);
  const isOutside = domain !== '' && domain !== domainOf(item.ownAddress);
  const isTheirs = isOutside && contacts.some(({ email }) => domainOf(email) === domain);
  return { channel: isTheirs ? 'email' : 'phone', contact: null };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

export interface PromiseSaid {
  readonly instalments: Instalment[];
  readonly reason?: NonPaymentReason;
}

/** What the promise says, or the first thing that is missing. Parts go out by day. */
export function promiseSaid(form: PromiseForm, { ticked, amountFrom }: Filling): Filled<PromiseSaid> {
  const instalments: Instalment[] = [];
  for (const [at, part] of form.parts.entries()) {
    const read = readPart(form, part, ticked, amountFrom);
    if (!read.ok) return { ...read, part: at };
    if (instalments.some(({ promisedFor }) => promisedFor === read.body.promisedFor)) {
      return { ok: false, problem: 'sameDay', part: at };
    }
    instalments.push(read.body);
  }
  instalments.sort((a, b) => a.promisedFor.localeCompare(b.promisedFor));
  return { ok: true, body: { instalments, ...(form.reason === null ? {} : { reason: form.reason }) } };
}

function readPart(
  form: PromiseForm,
  part: PromisePart,
  ticked: readonly string[],
  amountFrom: ReadAmount,
): Filled<Instalment> {
  const amount = amountOf(form, part, ticked, amountFrom);
  if (amount === null) {
    return { ok: false, problem: part.amount === null || part.amount.trim() === '' ? 'needsAmount' : 'amountWrong' };
  }
  if (part.date === null) return { ok: false, problem: 'needsDate' };
  // A correction may speak of a day that has gone by since.
  if (form.corrects === null && part.date < form.card.asOf) return { ok: false, problem: 'dateInPast' };
  return { ok: true, body: { amount: { ...amount }, promisedFor: part.date } };
}

/** The amount of a part; null where there is none or what is typed is none. */
export function amountOf(
  form: PromiseForm,
  part: PromisePart,
  ticked: readonly string[],
  amountFrom: ReadAmount,
): Money | null {
  if (part.amount === null) return likelyAmount(form.card, itemIdsOf(form, ticked), form.currency);
  return amountFrom(part.amount, form.currency);
}

/** What all parts come to; null while one of them is no amount. */
export function sumOfParts(form: PromiseForm, ticked: readonly string[], amountFrom: ReadAmount): Money | null {
  const amounts: Money[] = [];
  for (const part of form.parts) {
    const amount = amountOf(form, part, ticked, amountFrom);
    if (amount === null) return null;
    amounts.push(amount);
  }
  return total(amounts, form.currency);
}

export interface Split {
  readonly count: number;
  readonly step: InstalmentStep;
  /** What is to be split. */
  readonly sum: Money;
  readonly first: CalendarDate;
  readonly amountText: (amount: Money) => string;
}

/** The parts of an even split, each to be changed as one likes. */
export function splitParts({ count, step, sum, first, amountText }: Split): PromisePart[] {
  const amounts = splitEvenly(sum, Math.min(count, MAX_INSTALMENTS));
  const days = instalmentDays(first, amounts.length, step);
  return amounts.map((amount, at) => ({ amount: amountText(amount), date: days[at] ?? null }));
}

/** In full where the sum covers what the promise is about, in part where it is less. */
export function promiseOutcome(
  form: PromiseForm,
  ticked: readonly string[],
  instalments: readonly Instalment[],
): Outcome {
  const due = likelyAmount(form.card, itemIdsOf(form, ticked), form.currency);
  const sum = instalments.reduce((so, { amount }) => so + amount.minor, 0);
  return due === null || sum >= due.minor ? 'promised_in_full' : 'promised_in_part';
}
