import { daysAhead } from '#shared/domain/day-choices.ts';
import { INSTALMENT_STEPS, MAX_INSTALMENTS } from '#shared/domain/instalments.ts';
import { type Button, buttons, type Card, section, type Widget } from '../card.ts';
import type { CardKit } from '../card-kit.ts';
import { FIELD, type PartDraft } from '../forms/draft.ts';
import { likelyAmount } from '../forms/likely-amount.ts';
import { aboutItems, type FormOnScreen, formCard } from './form-cards.ts';
import {
  amountFields,
  channelField,
  choice,
  contactField,
  dayFields,
  dropdown,
  noteField,
  reasonField,
} from './form-fields.ts';

const LIKELY_COUNT = 3;
const LIKELY_STEP = 'month';

export interface PromiseOnScreen extends FormOnScreen {
  /** How often the card was drawn anew. */
  readonly turn: number;
}

/** A promise to pay: an amount by a day, or several parts each with its own. */
export function promiseCard(kit: CardKit, form: PromiseOnScreen): Card {
  const { call, form: words } = kit.words;
  const { args, draft, card, turn } = form;
  const parts = draft.parts.length;
  const { sections, ...rest } = formCard(kit, form, 'promise', [
    aboutItems(kit, args),
    channelField(kit, draft),
    ...draft.parts.flatMap((part, at) => partFields(kit, form, part, at + 1)),
    reasonField(kit, call.reason, draft),
    ...contactField(kit, card, draft),
    noteField(call.note, draft),
    buttons(kit.button(words.save, 'save-promise', { ...args, parts, turn })),
  ]);
  const [main, ...more] = sections;
  const split = section(splitWidgets(kit, form), { header: kit.words.promise.split });
  return { ...rest, sections: [...(main === undefined ? [] : [main]), ...split, ...more] };
}

function partFields(kit: CardKit, form: PromiseOnScreen, part: PartDraft, number: number): Widget[] {
  const { call, promise, cards } = kit.words;
  const { card, draft, currencies, turn } = form;
  const isOnly = draft.parts.length === 1;
  const name = promise.part(number);
  const asked = { part: number, turn };
  return [
    ...amountFields(kit, {
      ...asked,
      label: isOnly ? call.amount : cards.form.amountOf(name),
      value: amountText(kit, form, part),
      currencies,
      currency: draft.currency,
    }),
    ...dayFields(kit, {
      ...asked,
      label: isOnly ? call.date.other : cards.form.dayOf(name),
      day: part,
      choices: isOnly ? daysAhead(card.asOf) : [],
      today: card.asOf,
    }),
  ];
}

/** What is typed, else what the amount most likely is. Where the currency is to be chosen, nobody knows of which it would be. */
function amountText(
  { formats }: CardKit,
  { args, card, draft, currencies }: PromiseOnScreen,
  { amount }: PartDraft,
): string {
  if (amount !== null) return amount;
  if (currencies.length > 1) return '';
  const likely = likelyAmount(card, args.itemIds, draft.currency);
  return likely === null ? '' : formats.amountText(likely);
}

/** The ways to more parts; each draws the card anew with what is typed so far. */
function splitWidgets(kit: CardKit, { args, draft, turn }: PromiseOnScreen): Widget[] {
  const { promise, cards } = kit.words;
  const parts = draft.parts.length;
  const counts = Array.from({ length: MAX_INSTALMENTS - 1 }, (_, at) => String(at + 2));
  const change = (text: string, how: 'add' | 'remove' | 'split'): Button =>
    kit.button(text, 'change-parts', { ...args, parts, turn, change: how });
  return [
    dropdown(
      FIELD.count,
      promise.parts,
      counts.map((count) => choice(count, count, String(parts > 1 ? parts : LIKELY_COUNT))),
    ),
    dropdown(
      FIELD.step,
      promise.every,
      INSTALMENT_STEPS.map((step) => choice(promise.steps[step], step, LIKELY_STEP)),
    ),
    buttons(
      change(promise.splitNow, 'split'),
      ...(parts < MAX_INSTALMENTS ? [change(promise.addPart, 'add')] : []),
      ...(parts > 1 ? [change(cards.form.removeLast, 'remove')] : []),
    ),
  ];
}
