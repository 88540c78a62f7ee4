import type { MessageCorrelation } from '#shared/api/activities.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { Evidence } from '#shared/api/thread-context.ts';
import { buttons, type Card, paragraph, row, type Section, section, type Widget } from '../card.ts';
import { bold, html, joined, plain } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { CUSTOMER_CARD } from '../envelopes.ts';
import { entryRow } from './entry-row.ts';
import { itemSection } from './item-section.ts';
import { positionSections } from './position-sections.ts';

const MAX_AGREEMENTS = 5;

export interface CustomerOnScreen {
  readonly card: CustomerCard;
  /** Why it is this customer; null beside no message. */
  readonly evidence: readonly Evidence[] | null;
  readonly message: MessageCorrelation;
  readonly userId: string;
  /** What was just done and is still to be told, above all else. */
  readonly news?: Section[];
}

/** The customer card, with the figures and the order of the Outlook sidebar. */
export function customerCard(kit: CardKit, screen: CustomerOnScreen): Card {
  const { card, news = [] } = screen;
  const { customer, owner } = card;
  const { words } = kit;
  const ownedBy = owner === '' ? words.card.noOwner : words.card.owner(owner);
  return {
    name: CUSTOMER_CARD,
    header: { title: plain(customer.name), subtitle: plain(`${words.card.number(customer.number)} · ${ownedBy}`) },
    sections: [
      ...news,
      ...section([...whyRows(kit, screen), ...doNotContact(kit, card), ...deeds(kit, screen)]),
      ...positionSections(kit, card),
      ...itemSection(kit, card),
      ...section(agreementRows(kit, card), { header: words.card.agreements }),
      ...contactSection(kit, screen),
      ...section([paragraph(html`${dataAsOf(kit, card)}`), ...refresh(kit)]),
    ],
  };
}

function whyRows(kit: CardKit, { evidence, card }: CustomerOnScreen): Widget[] {
  if (evidence === null) return [];
  const { thread } = kit.words;
  const texts = evidence.length > 0 ? evidence.map(({ text }) => html`${text}`) : [html`${thread.linkedByHand}`];
  const not = kit.button(thread.notThisOne, 'link', { customerId: card.customer.id, decision: 'is_not' });
  return [row(joined(texts), { topLabel: thread.because }), buttons(not)];
}

function doNotContact(kit: CardKit, card: CustomerCard): Widget[] {
  return card.doNotContact ? [paragraph(bold(kit.words.card.doNotContact))] : [];
}

function deeds(kit: CardKit, { card, message }: CustomerOnScreen): Widget[] {
  const args = { customerId: card.customer.id, message };
  const logCall = kit.button(kit.words.call.open, 'log-call', args);
  if (!kit.hasMessage) return [buttons(logCall), paragraph(html`${kit.words.templates.onlyInThread}`)];
  return [buttons(logCall, kit.button(kit.words.templates.open, 'choose-template', args))];
}

function agreementRows({ words, formats }: CardKit, card: CustomerCard): Widget[] {
  const { lastPayment, openPromises, openDisputes, asOf } = card;
  const paid =
    lastPayment === null
      ? words.card.noPayment
      : `${formats.money(lastPayment.amount)}, ${formats.day(lastPayment.on, asOf)}`;
  return [
    row(html`${paid}`, { topLabel: words.card.lastPayment }),
    ...openPromises.slice(0, MAX_AGREEMENTS).map(({ amount, promisedFor, by }) => {
      const text = words.card.promiseBy(formats.money(amount), formats.day(promisedFor, asOf), by);
      return row(html`${text}`, { topLabel: words.card.promise });
    }),
    ...openDisputes.slice(0, MAX_AGREEMENTS).map(({ source, reason, amount }) => {
      const about = amount === null ? reason : `${reason}, ${formats.money(amount)}`;
      return row(html`${about} (${words.card.disputeSource[source]})`, { topLabel: words.card.dispute });
    }),
  ];
}

function contactSection(kit: CardKit, { card, userId }: CustomerOnScreen): Section[] {
  const rows = card.lastContacts.map((entry) => entryRow(kit, entry, { today: card.asOf, userId }));
  const none = paragraph(html`${kit.words.card.noContacts}`);
  return section(rows.length > 0 ? rows : [none], { header: kit.words.card.contacts });
}

function dataAsOf({ words, formats }: CardKit, card: CustomerCard): string {
  return card.dataAsOf === null ? words.card.noData : words.card.dataAsOf(formats.instant(card.dataAsOf));
}

function refresh(kit: CardKit): Widget[] {
  return kit.hasMessage ? [buttons(kit.button(kit.words.card.refresh, 'show-thread', {}))] : [];
}
