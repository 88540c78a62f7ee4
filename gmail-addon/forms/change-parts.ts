import type { CustomerCard } from '#shared/api/customers.ts';
import { inAWeek } from '#shared/domain/day-choices.ts';
import { INSTALMENT_STEPS, instalmentDays, MAX_INSTALMENTS, splitEvenly } from '#shared/domain/instalments.ts';
import { type Money, money } from '#shared/domain/money.ts';
import type { Formats } from '#shared/words/formats.ts';
import { type GoogleEvent, wordIn } from '../google-event.ts';
import { type Draft, FIELD, type PartDraft } from './draft.ts';
import { likelyAmount } from './likely-amount.ts';

export interface PartsToChange {
  readonly draft: Draft;
  readonly card: CustomerCard;
  readonly itemIds: readonly string[];
  readonly event: GoogleEvent;
  readonly formats: Formats;
}

const EMPTY: PartDraft = { amount: '', likely: null, picked: null };
const MIN_SPLIT = 2;

/** The form with another part, without its last, or split evenly; null where there is no amount to split. */
export function changedParts(change: 'add' | 'remove' | 'split', form: PartsToChange): Draft | null {
  const { draft } = form;
  const parts = draft.parts.map(withOneDay);
  switch (change) {
    case 'add':
      return { ...draft, parts: [...parts, EMPTY].slice(0, MAX_INSTALMENTS) };
    case 'remove':
      return { ...draft, parts: parts.slice(0, Math.max(1, parts.length - 1)) };
    case 'split':
      return splitDraft(form);
  }
}

/** A part beside others has a calendar alone, in which a day that was chosen by name stands too. */
function withOneDay(part: PartDraft): PartDraft {
  return { ...part, likely: null, picked: part.picked ?? part.likely };
}

/** What the parts come to, else what is ticked or past due, in even parts; each can be changed afterwards. */
function splitDraft(form: PartsToChange): Draft | null {
  const { draft, card, itemIds, event, formats } = form;
  const sum = sumOfParts(form) ?? likelyAmount(card, itemIds, draft.currency);
  if (sum === null) return null;
  const asked = Number(wordIn(event, FIELD.count));
  const count = Number.isInteger(asked) ? Math.min(MAX_INSTALMENTS, Math.max(MIN_SPLIT, asked)) : MIN_SPLIT;
  const step = INSTALMENT_STEPS.find((one) => one === wordIn(event, FIELD.step)) ?? 'month';
  const [first] = draft.parts;
  const amounts = splitEvenly(sum, count);
  const days = instalmentDays(first?.picked ?? first?.likely ?? inAWeek(card.asOf), amounts.length, step);
  const parts = amounts.map((amount, at) => ({
    amount: formats.amountText(amount),
    likely: null,
    picked: days[at] ?? null,
  }));
  return { ...draft, parts };
}

/** Null while one of them is no amount. */
function sumOfParts({ draft: { parts, currency }, formats }: PartsToChange): Money | null {
  const amounts = parts.map(({ amount }) => formats.amountFrom(amount ?? '', currency));
  const minors = amounts.flatMap((amount) => (amount === null ? [] : [amount.minor]));
  return minors.length < amounts.length
    ? null
    : money(
        minors.reduce((sum, minor) => sum + minor, 0),
        currency,
      );
}
