import type { CustomerCard } from '#shared/api/customers.ts';
import {
  CODE_CATALOGUE,
  type CodeDefinition,
  codeDefinition,
  NON_PAYMENT_REASONS,
} from '#shared/domain/activity-code.ts';
import { type CurrencyCode, currencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import type { ActionArgs } from '../actions.ts';
import { buttons, type Card, paragraph, type SelectionInput, section, type Widget } from '../card.ts';
import { html, plain } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { isCredit } from './item-section.ts';

/** The names of the fields of a call. */
export const CALL_FIELDS = {
  amount: 'amount',
  currency: 'currency',
  date: 'date',
  reason: 'reason',
  contact: 'contact',
  note: 'note',
} as const;

const CALL_CODES = CODE_CATALOGUE.filter(({ channel }) => channel === 'phone');
const MAX_CONTACTS = 99;

/** What happened on the phone: a button for each code. */
export function codesCard(kit: CardKit, args: Omit<ActionArgs<'choose-code'>, 'code'>, customerName: string): Card {
  const choices = CALL_CODES.map(({ code, label }) => buttons(kit.button(label, 'choose-code', { ...args, code })));
  return {
    name: 'codes',
    header: { title: kit.words.call.codes, subtitle: plain(customerName) },
    sections: section([paragraph(html`${aboutItems(kit, args.itemIds)}`), ...choices]),
  };
}

/** What the code asks for and nothing else, and its outcomes: pressing one records. */
export function callCard(
  kit: CardKit,
  args: ActionArgs<'choose-code'>,
  card: CustomerCard,
  fallback: CurrencyCode,
): Card {
  const definition = codeDefinition(args.code);
  const record = { ...args, dataAsOf: card.dataAsOf };
  const outcomes = definition.outcomes.map((outcome) =>
    buttons(kit.button(kit.words.call.log(kit.words.outcomes[outcome]), 'record-call', { ...record, outcome })),
  );
  return {
    name: 'call',
    header: { title: definition.label, subtitle: plain(card.customer.name) },
    sections: [
      ...section([
        paragraph(html`${aboutItems(kit, args.itemIds)}`),
        ...askedFields(kit, definition, { args, card, fallback }),
        ...contactField(kit, card),
        { textInput: { name: CALL_FIELDS.note, label: kit.words.call.note, type: 'MULTIPLE_LINE' } },
      ]),
      ...section(outcomes, { header: kit.words.call.outcomes }),
    ],
  };
}

interface Asked {
  readonly args: ActionArgs<'choose-code'>;
  readonly card: CustomerCard;
  readonly fallback: CurrencyCode;
}

function askedFields(kit: CardKit, definition: CodeDefinition, asked: Asked): Widget[] {
  const { call } = kit.words;
  const label = definition.code === 'phone_payment_sent' ? call.dateSent : call.datePromised;
  return [
    ...(definition.amount === 'none' ? [] : amountFields(kit, asked)),
    ...(definition.date === 'none'
      ? []
      : [{ dateTimePicker: { name: CALL_FIELDS.date, label, type: 'DATE_ONLY' as const } }]),
    ...(definition.reason === 'none' ? [] : [reasonField(kit)]),
  ];
}

function amountFields(kit: CardKit, { args, card, fallback }: Asked): Widget[] {
  const { words, formats } = kit;
  const currencies = currenciesOf(card, fallback);
  const [currency = fallback] = currencies;
  const likely = likelyAmount(card, args.itemIds, currency);
  const amount: Widget = {
    textInput: {
      name: CALL_FIELDS.amount,
      label: words.call.amount,
      type: 'SINGLE_LINE',
      hintText: words.call.amountHint(currencies.join(', ')),
      ...(likely === null ? {} : { value: formats.amountText(likely) }),
    },
  };
  if (currencies.length === 1) return [amount];
  const items = currencies.map((code) => ({ text: code, value: code, selected: code === currency }));
  return [amount, dropdown(CALL_FIELDS.currency, words.call.currency, items)];
}

/** In which currencies the customer owes; the company's own where they owe nothing. */
export function currenciesOf({ positions }: CustomerCard, fallback: CurrencyCode): CurrencyCode[] {
  return positions.length === 0 ? [fallback] : positions.map(({ currency }) => currencyCode(currency));
}

function reasonField({ words }: CardKit): Widget {
  const none = { text: words.call.noReason, value: '', selected: true };
  const items = NON_PAYMENT_REASONS.map((reason) => ({ text: words.reasons[reason], value: reason, selected: false }));
  return dropdown(CALL_FIELDS.reason, words.call.reason, [none, ...items]);
}

function contactField({ words }: CardKit, { contacts }: CustomerCard): Widget[] {
  const known = contacts.filter(({ email }) => email !== '').slice(0, MAX_CONTACTS);
  if (known.length === 0) return [];
  const none = { text: words.call.noContact, value: '', selected: true };
  const items = known.map(({ name, email }) => ({ text: plain(name || email), value: email, selected: false }));
  return [dropdown(CALL_FIELDS.contact, words.call.contact, [none, ...items])];
}

function dropdown(name: string, label: string, items: SelectionInput['items']): Widget {
  return { selectionInput: { name, label, type: 'DROPDOWN', items } };
}

function aboutItems({ words }: CardKit, itemIds: readonly string[]): string {
  return itemIds.length === 0 ? words.call.aboutAll : words.call.about(itemIds.length);
}

/** The amount that a promise most likely names: what is ticked in the currency, else all that is past due in it. */
function likelyAmount(card: CustomerCard, ticked: readonly string[], currency: CurrencyCode): Money | null {
  const items = card.oldestItems.filter(({ id, left }) => ticked.includes(id) && left.currency === currency);
  const pastDue = card.positions.find((position) => position.currency === currency)?.pastDue.minor ?? 0;
  const sum = items.reduce((so, { kind, left }) => so + (isCredit(kind) ? -left.minor : left.minor), 0);
  const minor = items.length > 0 ? sum : pastDue;
  return minor > 0 ? money(minor, currency) : null;
}
