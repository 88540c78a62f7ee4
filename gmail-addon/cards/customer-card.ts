import type { CustomerCard } from '#shared/api/customers.ts';
import type { TaskView } from '#shared/api/tasks.ts';
import type { Candidate, Evidence } from '#shared/api/thread-context.ts';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import { dialString } from '#shared/domain/dial-string.ts';
import { type CustomerPlace, FORM_KINDS } from '../actions.ts';
import { buttons, type Card, paragraph, row, type Section, section, type Widget } from '../card.ts';
import { bold, html, joined, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { CUSTOMER_CARD } from '../envelopes.ts';
import { agreementSection } from './agreement-section.ts';
import { entryRows } from './entry-rows.ts';
import { itemSection, type Ticking } from './item-section.ts';
import { standingSections } from './standing-sections.ts';
import { taskSection } from './task-section.ts';
import { candidateRows, searchSection } from './thread-cards.ts';

const MAX_OTHERS = 4;
const MAX_EVIDENCE = 8;
const MAX_PHONES = 5;
const PHONES_AT_ONCE = 2;
const LONGEST_NAME = 120;

export interface CustomerOnScreen {
  readonly card: CustomerCard;
  /** Why it is this customer; null where the card was opened beside no message of theirs. */
  readonly evidence: readonly Evidence[] | null;
  /** Who else the thread may be of. */
  readonly others: readonly Candidate[];
  /** What is planned; null where it could not be read. */
  readonly tasks: readonly TaskView[] | null;
  readonly userId: string;
  readonly ticking: Ticking | null;
  /** What was just done and is still to be told, above all else. */
  readonly news: readonly Section[];
}

/** The customer card, with the figures, the words and the order of the Outlook pane. */
export function customerCard(kit: CardKit, screen: CustomerOnScreen): Card {
  const { card, news, ticking, evidence } = screen;
  const { customer } = card;
  const { words } = kit;
  const place = { customerId: customer.id, tied: evidence !== null };
  const number = words.cards.thread.number(customer.number);
  return {
    // Gmail goes back to a card by its name: another customer's has another.
    name: place.tied ? CUSTOMER_CARD : `${CUSTOMER_CARD}-${customer.id}`,
    header: {
      title: shortened(customer.name, LONGEST_NAME),
      subtitle: shortened(`${number} · ${ownerInWords(kit, card)}`, 2 * LONGEST_NAME),
    },
    sections: [
      ...news,
      ...section([...readOnly(kit), ...doNotContact(kit, card), ...whyRows(kit, screen)]),
      ...otherSection(kit, screen),
      ...section([paragraph(html`${lastContact(kit, card)}`), ...deeds(kit, place)]),
      ...standingSections(kit, card),
      ...phoneSection(kit, card),
      ...taskSection(kit, { tasks: screen.tasks, today: card.asOf, place }),
      ...itemSection(kit, card, place, ticking),
      ...agreementSection(kit, card, place),
      ...contactSection(kit, screen, place),
      ...section([paragraph(html`${dataAsOf(kit, card)}`), buttons(...waysOn(kit, place))]),
      ...searchSection(kit, 'open'),
    ],
  };
}

function ownerInWords({ words: { card: words } }: CardKit, { owner, ownerName }: CustomerCard): string {
  return owner === '' ? words.noOwner : words.owner(ownerName ?? owner);
}

function whyRows(kit: CardKit, { evidence, card: { customer } }: CustomerOnScreen): Widget[] {
  const { thread } = kit.words;
  const { id: customerId } = customer;
  if (evidence === null) {
    if (!kit.hasMessage || !kit.mayChange) return [];
    const is = kit.button(thread.isTheirs(customer.name), 'link', { customerId, decision: 'is' });
    return [paragraph(html`${thread.noMessage}`), buttons(is)];
  }
  const shown = evidence.slice(0, MAX_EVIDENCE).map(({ text }) => html`${text}`);
  const not = kit.button(thread.notThisOne, 'link', { customerId, decision: 'is_not' });
  return [
    row(joined(shown.length > 0 ? shown : [html`${thread.linkedByHand}`]), { topLabel: thread.because }),
    buttons(not),
  ];
}

function otherSection(kit: CardKit, { others }: CustomerOnScreen): Section[] {
  const shown = others.slice(0, MAX_OTHERS);
  const left = others.length - shown.length;
  return section(
    [
      ...shown.flatMap((candidate) => candidateRows(kit, candidate)),
      ...(left > 0 ? [paragraph(html`${kit.words.cards.card.more(left)}`)] : []),
    ],
    { header: kit.words.thread.others(others.length), collapsible: true, uncollapsibleWidgetsCount: 0 },
  );
}

/** Why nothing can be done here. */
function readOnly({ words, mayChange }: CardKit): Widget[] {
  return mayChange ? [] : [paragraph(html`${words.card.readOnly}`)];
}

function doNotContact({ words }: CardKit, card: CustomerCard): Widget[] {
  return card.doNotContact ? [paragraph(bold(words.card.doNotContact))] : [];
}

/** Who was in contact last, in one line: so that nobody writes twice. */
function lastContact({ words, formats }: CardKit, { lastContacts }: CustomerCard): string {
  const last = lastContacts.find(({ code, withdrawn }) => !withdrawn && codeDefinition(code).reach !== 'note');
  if (last === undefined) return words.card.noContacts;
  const by = shortened(last.actor.name, LONGEST_NAME);
  return words.card.lastContact(words.codes[last.code], by, formats.instant(last.occurredAt));
}

function deeds(kit: CardKit, place: CustomerPlace): Widget[] {
  const { actions, templates, cards } = kit.words;
  if (!kit.mayChange) return [];
  const forms = FORM_KINDS.map((kind) =>
    kit.button(actions[kind].name, 'open-form', { ...place, kind }, actions[kind].full),
  );
  if (!place.tied) return [buttons(...forms), paragraph(html`${cards.templates.onlyInThread}`)];
  const { customerId } = place;
  const template = kit.button(actions.template.name, 'choose-template', { customerId }, templates.open);
  return [buttons(...forms, template)];
}

/** The contacts' numbers, to be dialled or read off. */
function phoneSection(kit: CardKit, { contacts }: CustomerCard): Section[] {
  const { words } = kit;
  const reachable = contacts.filter(({ phone }) => dialString(phone) !== '');
  const rows = reachable.slice(0, MAX_PHONES).map(({ name, email, phone, role }) =>
    row(html`${shortened(phone, LONGEST_NAME)}`, {
      topLabel: shortened([name || email, role.replaceAll('_', ' ')].filter(Boolean).join(' · '), LONGEST_NAME),
      button: kit.link(
        words.actions.call.name,
        `tel:${dialString(phone)}`,
        words.phone.dial(shortened(name || email, LONGEST_NAME), shortened(phone, LONGEST_NAME)),
      ),
    }),
  );
  const left = reachable.length - rows.length;
  const more = left > 0 ? [paragraph(html`${words.cards.card.more(left)}`)] : [];
  return section([...rows, ...more], {
    header: words.phone.region,
    ...(rows.length > PHONES_AT_ONCE ? { collapsible: true, uncollapsibleWidgetsCount: PHONES_AT_ONCE } : {}),
  });
}

function contactSection(kit: CardKit, { card, userId }: CustomerOnScreen, place: CustomerPlace): Section[] {
  const { words } = kit;
  const { lastContacts: others, asOf: today } = card;
  const rows = others.flatMap((entry) => entryRows(kit, entry, { place, today, userId, others }));
  const none = paragraph(html`${words.card.noContacts}`);
  const timeline = kit.button(words.card.timeline, 'timeline', { ...place, before: null, skip: 0 });
  return section([...(rows.length > 0 ? rows : [none]), buttons(timeline)], { header: words.card.contacts });
}

function dataAsOf({ words, formats }: CardKit, card: CustomerCard): string {
  return card.dataAsOf === null ? words.card.noData : words.card.dataAsOf(formats.instant(card.dataAsOf));
}

function waysOn(kit: CardKit, place: CustomerPlace) {
  const { card, worklist, cards } = kit.words;
  return [
    ...(kit.hasMessage ? [kit.button(card.refresh, 'show-thread', {})] : []),
    kit.button(cards.documents.heading, 'documents', place),
    kit.button(worklist.open, 'worklist', {}),
  ];
}
