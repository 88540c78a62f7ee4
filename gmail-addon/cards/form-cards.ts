import type { Colleague } from '#shared/api/colleagues.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import {
  type ActivityCode,
  CODE_CATALOGUE,
  type CodeDefinition,
  codeDefinition,
} from '#shared/domain/activity-code.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { daysAhead, daysBack } from '#shared/domain/day-choices.ts';
import type { FormArgs, FormKind } from '../actions.ts';
import { buttons, type Card, paragraph, type Section, section, type Widget } from '../card.ts';
import { html, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { type Draft, FIELD } from '../forms/draft.ts';
import {
  amountFields,
  channelField,
  choice,
  contactField,
  dayFields,
  dropdown,
  noteField,
  ownerField,
  reasonField,
} from './form-fields.ts';

const LONGEST_TITLE = 120;

/** A form as it is drawn: what it carries, whose it is, and what stands in its fields. */
export interface FormOnScreen {
  readonly args: FormArgs;
  readonly card: CustomerCard;
  readonly draft: Draft;
  readonly currencies: readonly CurrencyCode[];
}

const CALL_CODES: readonly CodeDefinition[] = CODE_CATALOGUE.filter(({ channel }) => channel === 'phone');

/** What can have happened in a call, of all that the company uses. */
export function callCodes(kit: CardKit): CodeDefinition[] {
  return kit.codesOffered(CALL_CODES);
}

/** What happened on the phone: a button for each code. */
export function codesCard(kit: CardKit, { args, card }: Pick<FormOnScreen, 'args' | 'card'>): Card {
  const { words } = kit;
  const codes = callCodes(kit).map(({ code }) =>
    buttons(kit.button(words.codes[code], 'choose-code', { ...args, code })),
  );
  return {
    name: 'codes',
    header: { title: words.call.codes, subtitle: shortened(card.customer.name, LONGEST_TITLE) },
    sections: section([aboutItems(kit, args), ...codes]),
  };
}

/** What the code asks for and nothing else, and its outcomes: pressing one records. */
export function callCard(kit: CardKit, form: FormOnScreen, code: ActivityCode): Card {
  const { words } = kit;
  const { args } = form;
  const { outcomes } = codeDefinition(code);
  const record = outcomes.map((outcome) =>
    buttons(kit.button(words.call.log(words.outcomes[outcome]), 'save-call', { ...args, code, outcome })),
  );
  return {
    name: 'call',
    header: { title: words.codes[code], subtitle: shortened(form.card.customer.name, LONGEST_TITLE) },
    sections: [
      ...section([
        aboutItems(kit, args),
        ...callFields(kit, form, code),
        ...contactField(kit, form.card, form.draft),
        noteField(words.call.note, form.draft),
      ]),
      ...section(record, { header: words.call.outcomes }),
      ...otherCode(kit, args, code),
      ...takeBack(kit, form),
    ],
  };
}

/** In a correction, what happened can be another thing too. A new call is begun with its code, to which Gmail's arrow leads back. */
function otherCode(kit: CardKit, args: FormArgs, code: ActivityCode): Section[] {
  if (args.corrects === null) return [];
  const { words } = kit;
  const others = callCodes(kit).filter((one) => one.code !== code);
  const items = [code, ...others.map((one) => one.code)].map((one) => choice(words.codes[one], one, code));
  const change = kit.button(words.call.change, 'change-code', { ...args, code });
  return section([dropdown(FIELD.code, words.call.codes, items), buttons(change)]);
}

function callFields(kit: CardKit, { card, draft, currencies }: FormOnScreen, code: ActivityCode): Widget[] {
  const { call } = kit.words;
  const asked = codeDefinition(code);
  const [part = { amount: '', likely: null, picked: null }] = draft.parts;
  const first = { part: 1, turn: 0 };
  const isSent = code === 'phone_payment_sent';
  const day = {
    ...first,
    label: isSent ? call.date.phone_payment_sent : call.date.other,
    day: part,
    choices: isSent ? daysBack(card.asOf) : daysAhead(card.asOf),
    today: card.asOf,
  };
  const amount = { ...first, label: call.amount, value: part.amount ?? '', currencies, currency: draft.currency };
  return [
    ...(asked.amount === 'none' ? [] : amountFields(kit, amount)),
    ...(asked.date === 'none' ? [] : dayFields(kit, day)),
    ...(asked.reason === 'none' ? [] : [reasonField(kit, call.reason, draft)]),
  ];
}

/** What the customer says is not owed, why, and who sees to it. A correction leaves that as it is. */
export function disputeCard(kit: CardKit, form: FormOnScreen, colleagues: readonly Colleague[]): Card {
  const { disputes, call } = kit.words;
  const { card, draft, currencies, args } = form;
  const value = draft.parts[0]?.amount ?? '';
  const amount = { label: disputes.amount, part: 1, turn: 0, value, currencies, currency: draft.currency };
  return formCard(kit, form, 'dispute', [
    aboutItems(kit, args),
    reasonField(kit, disputes.reason, draft),
    ...amountFields(kit, amount),
    ...(args.corrects === null ? [ownerField(kit, disputes.owner, colleagues, draft)] : []),
    channelField(kit, draft),
    ...contactField(kit, card, draft),
    noteField(call.note, draft),
    buttons(kit.button(kit.words.form.save, 'save-dispute', args)),
  ]);
}

/** What is to be done, on which day and by whom. */
export function taskCard(kit: CardKit, form: FormOnScreen, colleagues: readonly Colleague[]): Card {
  const { tasks, form: words } = kit.words;
  const { card, draft, args } = form;
  const [day = { likely: null, picked: null }] = draft.parts;
  const asked = { label: tasks.dueOn, part: 1, turn: 0, day, choices: daysAhead(card.asOf), today: card.asOf };
  return formCard(kit, form, 'task', [
    noteField(tasks.text, draft),
    ...dayFields(kit, asked),
    ownerField(kit, tasks.owner, colleagues, draft),
    buttons(kit.button(words.save, 'save-task', args)),
  ]);
}

export function noteCard(kit: CardKit, form: FormOnScreen): Card {
  return formCard(kit, form, 'note', [
    aboutItems(kit, form.args),
    noteField(kit.words.note.text, form.draft),
    buttons(kit.button(kit.words.form.save, 'save-note', form.args)),
  ]);
}

/** A form of its kind, with the way to take back the entry that it corrects. */
export function formCard(
  kit: CardKit,
  form: FormOnScreen,
  kind: Exclude<FormKind, 'call'>,
  widgets: readonly Widget[],
): Card {
  const { promise, disputes, tasks, note } = kit.words;
  const heading = { promise, dispute: disputes, task: tasks, note }[kind].heading;
  const title = shortened(heading(form.card.customer.name), LONGEST_TITLE);
  return { name: kind, header: { title }, sections: [...section(widgets), ...takeBack(kit, form)] };
}

/** Which items the form is about. */
export function aboutItems({ words }: CardKit, { itemIds }: Pick<FormArgs, 'itemIds'>): Widget {
  return paragraph(html`${words.call.about(itemIds.length)}`);
}

function takeBack(kit: CardKit, { args: { customerId, tied, corrects } }: FormOnScreen): Section[] {
  if (corrects === null) return [];
  const args = { customerId, tied, activityId: corrects };
  return section([buttons(kit.button(kit.words.entry.takeBack, 'withdraw', args))]);
}
