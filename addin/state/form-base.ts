import type { ActivityView, MessageCorrelation, RecordActivityBody } from '#shared/api/activities.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { CREDIT_KINDS } from '#shared/domain/open-item.ts';
import type { Failure } from './failure.ts';

/** Reads an amount as the reader's locale writes it; null where it is none. */
export type ReadAmount = (text: string, currency: CurrencyCode) => Money | null;

export interface ContactRef {
  readonly name: string;
  readonly email: string;
}

export interface ItemRef {
  readonly id: string;
  readonly number: string;
}

export const FORM_PROBLEMS = [
  'needsOutcome',
  'needsAmount',
  'needsDate',
  'needsReason',
  'needsText',
  'needsItems',
  'amountWrong',
  'dateInPast',
  'sameDay',
] as const;
export type FormProblem = (typeof FORM_PROBLEMS)[number];

/** What every form has: it is bound to one customer and thread from its first key stroke on. */
export interface FormBase {
  /** Names the form among those that are open; one a customer and kind, and one an entry that is corrected. */
  readonly id: string;
  /** As it was shown last: whose it is, today in the company's zone, and the data that its writer saw. */
  readonly card: CustomerCard;
  readonly message: MessageCorrelation;
  /** The items that it is about; null for those that are ticked when it is saved. */
  readonly items: readonly ItemRef[] | null;
  /** The entry in whose place it will stand; null for a new one. */
  readonly corrects: ActivityView | null;
  readonly contact: ContactRef | null;
  readonly note: string;
  /** The first thing that is missing, since somebody wanted to save it. */
  readonly problem: FormProblem | null;
  /** Why the server did not take it. */
  readonly failure: Failure | null;
  /** What was sent of it before, which may have had its effect: sent again unchanged, it goes under the same key. */
  readonly sent: SentBefore | null;
}

export interface SentBefore {
  readonly key: string;
  /** When it was saved, as the request said, UTC. */
  readonly at: string;
  /** The request's body as JSON. */
  readonly text: string;
}

/** What a new form begins with. */
export interface FormStart {
  readonly id: string;
  readonly card: CustomerCard;
  readonly message: MessageCorrelation;
  /** The currency of a customer who has none yet. */
  readonly currency: CurrencyCode;
  readonly contact?: ContactRef | null;
  readonly note?: string;
  readonly items?: readonly ItemRef[] | null;
  readonly corrects?: ActivityView | null;
}

export function baseOf({ id, card, message, contact, note, items, corrects }: FormStart): FormBase {
  return {
    id,
    card,
    message,
    items: items ?? null,
    corrects: corrects ?? null,
    contact: contact ?? null,
    note: note ?? '',
    problem: null,
    failure: null,
    sent: null,
  };
}

/** What a form says when it is complete, or the first thing that is missing; `part` is the instalment that it is missing in, from 0. */
export type Filled<B> =
  | { readonly ok: true; readonly body: B }
  | { readonly ok: false; readonly problem: FormProblem; readonly part?: number };

/** What filling a form needs beside the form. */
export interface Filling {
  readonly ticked: readonly string[];
  readonly amountFrom: ReadAmount;
  /** When it was saved, as the client's clock says, UTC. */
  readonly at: string;
}

type SharedPart = Pick<
  RecordActivityBody,
  'customerId' | 'itemIds' | 'contact' | 'note' | 'client' | 'message' | 'occurredAt' | 'dataAsOf'
>;

/** What every record of an activity says. */
export function sharedPart(form: FormBase, { ticked, at }: Filling): SharedPart {
  return {
    customerId: form.card.customer.id,
    ...saidPart(form, ticked),
    client: 'outlook',
    message: form.message,
    occurredAt: at,
    dataAsOf: form.card.dataAsOf,
  };
}

/** Items, contact and note: what a correction may say anew as well. */
export function saidPart(
  form: FormBase,
  ticked: readonly string[],
): Pick<RecordActivityBody, 'itemIds' | 'contact' | 'note'> {
  const note = form.note.trim();
  return {
    itemIds: itemIdsOf(form, ticked),
    ...(form.contact === null ? {} : { contact: { ...form.contact } }),
    ...(note === '' ? {} : { note }),
  };
}

export function itemIdsOf({ items }: Pick<FormBase, 'items'>, ticked: readonly string[]): string[] {
  return items === null ? [...ticked] : items.map(({ id }) => id);
}

/** The currencies that the customer has something open in, the first one first; the company's own where there is none. */
export function currenciesOf(card: CustomerCard, fallback: CurrencyCode): readonly CurrencyCode[] {
  const currencies = card.positions.map(({ currency }) => currency);
  return currencies.length > 0 ? currencies : [fallback];
}

/** What the items come to in the currency, credits taken off; null where none of them is in it, or nothing is left to pay. */
function sumOf(card: CustomerCard, itemIds: readonly string[], currency: CurrencyCode): Money | null {
  const items = card.oldestItems.filter(({ id, left }) => itemIds.includes(id) && left.currency === currency);
  const sum = items.reduce((so, { kind, left }) => so + (isCredit(kind) ? -left.minor : left.minor), 0);
  return sum > 0 ? money(sum, currency) : null;
}

/** The amount that a promise most likely names: what is ticked in the currency, else all that is past due in it. */
export function likelyAmount(card: CustomerCard, itemIds: readonly string[], currency: CurrencyCode): Money | null {
  const named = card.oldestItems.some(({ id, left }) => itemIds.includes(id) && left.currency === currency);
  if (named) return sumOf(card, itemIds, currency);
  const pastDue = card.positions.find((position) => position.currency === currency)?.pastDue.minor ?? 0;
  return pastDue > 0 ? money(pastDue, currency) : null;
}

/** Whether an item of that kind is the customer's money and not ours. */
export function isCredit(kind: string): boolean {
  return (CREDIT_KINDS as readonly string[]).includes(kind);
}
