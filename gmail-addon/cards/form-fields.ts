import type { Colleague } from '#shared/api/colleagues.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import { WORD_CHANNELS } from '#shared/api/promises-to-pay.ts';
import { NON_PAYMENT_REASONS } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { DayChoice } from '#shared/domain/day-choices.ts';
import type { SelectionInput, Widget } from '../card.ts';
import { plain, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { contactsOf, contactWord, type Draft, FIELD, type PartDraft } from '../forms/draft.ts';

/** A dropdown takes 100 choices, one of which is nobody. */
const MAX_CHOICES = 99;
const MAX_CONTACTS = 40;
/** Longer names are cut where they are shown. */
const LONGEST_NAME = 120;

type Item = SelectionInput['items'][number];

export function dropdown(name: string, label: string, items: readonly Item[]): Widget {
  return { selectionInput: { name, label: plain(label), type: 'DROPDOWN', items } };
}

export function choice(text: string, value: string, chosen: string): Item {
  return { text: shortened(text, LONGEST_NAME), value, selected: value === chosen };
}

/** How the customer's word came. */
export function channelField({ words }: CardKit, { channel }: Draft): Widget {
  const items = WORD_CHANNELS.map((one) => choice(words.form.channels[one], one, channel));
  return dropdown(FIELD.channel, words.form.channel, items);
}

export interface AmountAsked {
  readonly label: string;
  readonly part: number;
  readonly turn: number;
  readonly value: string;
  /** What it is in; several where the customer owes in several. */
  readonly currencies: readonly CurrencyCode[];
  readonly currency: CurrencyCode;
}

/** An amount, with the choice of its currency beside the first one where there are several. */
export function amountFields(
  { words }: CardKit,
  { label, part, turn, value, currencies, currency }: AmountAsked,
): Widget[] {
  const hasChoice = currencies.length > 1 && part === 1;
  const amount: Widget = {
    textInput: {
      name: FIELD.amount(part, turn),
      label: plain(label),
      type: 'SINGLE_LINE',
      ...(hasChoice ? {} : { hintText: currency }),
      ...(value === '' ? {} : { value }),
    },
  };
  if (!hasChoice) return [amount];
  const items = currencies.slice(0, MAX_CHOICES).map((code) => choice(code, code, currency));
  return [amount, dropdown(FIELD.currency, words.call.currency, items)];
}

export interface DayAsked {
  readonly label: string;
  readonly part: number;
  readonly turn: number;
  readonly day: Pick<PartDraft, 'likely' | 'picked'>;
  /** The days that are named most; none for a calendar alone. */
  readonly choices: readonly DayChoice[];
  readonly today: CalendarDate;
}

/** A day: one of the likely ones, or any other. */
export function dayFields(kit: CardKit, { label, part, turn, day, choices, today }: DayAsked): Widget[] {
  const { words } = kit;
  const hasChoices = choices.length > 0;
  const picker: Widget = {
    dateTimePicker: {
      name: FIELD.picked(part, turn),
      label: hasChoices ? words.call.otherDay : plain(label),
      type: 'DATE_ONLY',
      ...(day.picked === null ? {} : { valueMsEpoch: String(Date.parse(`${day.picked}T00:00:00Z`)) }),
    },
  };
  if (!hasChoices) return [picker];
  const items = choices.map((one) => choice(dayName(kit, one, today), one.day, day.likely ?? ''));
  return [
    dropdown(FIELD.likely(part, turn), label, [choice(words.call.otherDay, '', day.likely ?? ''), ...items]),
    picker,
  ];
}

function dayName({ words, formats }: CardKit, { name, day }: DayChoice, today: CalendarDate): string {
  return `${words.form.days[name]} · ${formats.day(day, today)}`;
}

export function reasonField({ words }: CardKit, label: string, { reason }: Draft): Widget {
  const none = choice(words.call.noReason, '', reason ?? '');
  const items = NON_PAYMENT_REASONS.map((one) => choice(words.reasons[one], one, reason ?? ''));
  return dropdown(FIELD.reason, label, [none, ...items]);
}

/** With whom it was; nothing where there is nobody to choose. */
export function contactField({ words }: CardKit, card: CustomerCard, { contact }: Draft): Widget[] {
  const known = contactsOf(card, contact);
  if (known.length === 0) return [];
  const word = contact === null ? '' : contactWord(contact);
  // Whom the entry names may come last, and is not the one to be left out.
  const chosen = known.filter((one) => contactWord(one) === word);
  const others = known.filter((one) => contactWord(one) !== word).slice(0, MAX_CONTACTS);
  const items = [...chosen, ...others].map((one) => choice(one.name || one.email, contactWord(one), word));
  return [dropdown(FIELD.contact, words.call.contact, [choice(words.call.noContact, '', word), ...items])];
}

export function noteField(label: string, { note }: Draft): Widget {
  return {
    textInput: {
      name: FIELD.note,
      label: plain(label),
      type: 'MULTIPLE_LINE',
      ...(note === '' ? {} : { value: note }),
    },
  };
}

/** For whom it is: oneself, or a colleague. */
export function ownerField(
  { words }: CardKit,
  label: string,
  colleagues: readonly Colleague[],
  { ownerId }: Pick<Draft, 'ownerId'>,
): Widget {
  const items = colleagues.slice(0, MAX_CHOICES).map(({ id, name }) => choice(name, id, ownerId));
  return dropdown(FIELD.owner, label, [choice(words.form.me, '', ownerId), ...items]);
}
