import * as z from 'zod/mini';
import type { ActivityView } from '#shared/api/activities.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { WORD_CHANNELS } from '#shared/api/promises-to-pay.ts';
import { ShortText } from '#shared/api/values.ts';
import { codeDefinition, NON_PAYMENT_REASONS, type NonPaymentReason } from '#shared/domain/activity-code.ts';
import { type CalendarDate, isCalendarDate } from '#shared/domain/calendar-date.ts';
import { type CurrencyCode, currencyCode, isCurrencyCode } from '#shared/domain/currency.ts';
import type { Formats } from '#shared/words/formats.ts';
import { dayIn, type GoogleEvent, wordIn, wordsIn } from '../google-event.ts';

/** How the customer's word reached us. */
export type WordChannel = (typeof WORD_CHANNELS)[number];

/** An amount and a day as they stand in the fields. */
export interface PartDraft {
  /** As typed; null for what it most likely is. */
  readonly amount: string | null;
  /** Chosen from the likely days. */
  readonly likely: CalendarDate | null;
  /** Chosen from the calendar. */
  readonly picked: CalendarDate | null;
}

/** What stands in the fields of a form. A form shows and reads those that its kind has. */
export interface Draft {
  readonly channel: WordChannel;
  /** A promise has one for each part, any other form one. */
  readonly parts: readonly PartDraft[];
  readonly currency: CurrencyCode;
  readonly reason: NonPaymentReason | null;
  readonly contact: Contact | null;
  readonly note: string;
  /** A colleague's id; empty for oneself. */
  readonly ownerId: string;
}

const NO_PART: PartDraft = { amount: null, likely: null, picked: null };

/** The names of the fields. Those of a part carry its number and how often the form was drawn anew: Gmail keeps what was typed under a name, whatever a new card says. */
export const FIELD = {
  code: 'code',
  channel: 'channel',
  currency: 'currency',
  reason: 'reason',
  contact: 'contact',
  note: 'note',
  owner: 'owner',
  count: 'count',
  step: 'step',
  how: 'how',
  amount: (part: number, turn: number) => `amount_${part}_${turn}`,
  likely: (part: number, turn: number) => `day_${part}_${turn}`,
  picked: (part: number, turn: number) => `date_${part}_${turn}`,
} as const;

/** A form in which nothing is written yet. */
export function emptyDraft(currency: CurrencyCode, begun: Partial<Draft> = {}): Draft {
  return {
    channel: 'phone',
    parts: [NO_PART],
    currency,
    reason: null,
    contact: null,
    note: '',
    ownerId: '',
    ...begun,
  };
}

export interface FieldsAsked {
  readonly currency: CurrencyCode;
  /** How many parts the card has, and how often it was drawn anew. */
  readonly parts: number;
  readonly turn: number;
}

/** What stands in the fields of the card whose button was pressed. */
export function draftIn(event: GoogleEvent, { currency, parts, turn }: FieldsAsked): Draft {
  const chosen = wordIn(event, FIELD.currency);
  const reason = wordIn(event, FIELD.reason);
  return {
    channel: wordIn(event, FIELD.channel) === 'email' ? 'email' : 'phone',
    parts: Array.from({ length: parts }, (_, at) => partIn(event, at + 1, turn)),
    currency: isCurrencyCode(chosen) ? chosen : currency,
    reason: NON_PAYMENT_REASONS.find((one) => one === reason) ?? null,
    contact: contactIn(event),
    note: wordIn(event, FIELD.note),
    ownerId: wordIn(event, FIELD.owner),
  };
}

function partIn(event: GoogleEvent, part: number, turn: number): PartDraft {
  const likely = wordIn(event, FIELD.likely(part, turn));
  const picked = dayIn(event, FIELD.picked(part, turn)) ?? '';
  return {
    amount: wordsIn(event, FIELD.amount(part, turn))[0]?.trim() ?? '',
    likely: isCalendarDate(likely) ? likely : null,
    picked: isCalendarDate(picked) ? picked : null,
  };
}

/** What an entry said, to be written anew; its note is given in full. */
export function draftOf(entry: ActivityView, note: string, fallback: CurrencyCode, formats: Formats): Draft {
  const { amount, date, instalments, contact, reason, code } = entry;
  const parts = instalments.length > 0 ? instalments : [{ amount, promisedFor: date }];
  return {
    channel: codeDefinition(code).channel === 'email' ? 'email' : 'phone',
    parts: parts.map((part) => ({
      amount: part.amount === null ? '' : formats.amountText(part.amount),
      likely: null,
      picked: part.promisedFor,
    })),
    currency: amount === null ? fallback : currencyCode(amount.currency),
    reason,
    contact,
    note,
    ownerId: '',
  };
}

export type Contact = Pick<CustomerCard['contacts'][number], 'name' | 'email'>;

const ContactWord = z.tuple([ShortText, ShortText]);

/** A contact as the value of a choice. */
export function contactWord({ name, email }: Contact): string {
  return JSON.stringify([name, email]);
}

function contactIn(event: GoogleEvent): Contact | null {
  const word = wordIn(event, FIELD.contact);
  if (word === '') return null;
  const { data } = ContactWord.safeParse(parsed(word));
  return data === undefined ? null : { name: data[0], email: data[1] };
}

/** Null for what no choice of ours says. */
function parsed(word: string): unknown {
  try {
    return JSON.parse(word);
  } catch {
    return null;
  }
}

/** With whom one can have spoken: the customer's contacts, and whom a corrected entry names. */
export function contactsOf({ contacts }: Pick<CustomerCard, 'contacts'>, chosen: Contact | null): Contact[] {
  const named = contacts
    .map(({ name, email }) => ({ name, email }))
    .filter((one) => one.name !== '' || one.email !== '');
  const isKnown = chosen === null || named.some((one) => contactWord(one) === contactWord(chosen));
  return isKnown ? named : [...named, chosen];
}
