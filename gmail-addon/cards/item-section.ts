import type { CustomerCard, OpenItemView } from '#shared/api/customers.ts';
import { CREDIT_KINDS } from '#shared/domain/open-item.ts';
import type { Section } from '../card.ts';
import { section } from '../card.ts';
import { plain } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

/** The name of the field in which items are ticked. */
export const ITEMS_FIELD = 'items';
/** A list of boxes to tick takes at most 100; these are the oldest of the 50 that the card holds. */
const MAX_ITEMS = 20;

/** The oldest open items, to be ticked for a call or a template. */
export function itemSection(kit: CardKit, card: CustomerCard): Section[] {
  if (card.oldestItems.length === 0) return [];
  const shown = card.oldestItems.slice(0, MAX_ITEMS);
  const items = shown.map((item) => ({ text: itemText(kit, card, item), value: item.id, selected: false }));
  const label = kit.words.card.itemsOf(shown.length, card.openItemCount);
  return section([{ selectionInput: { name: ITEMS_FIELD, label, type: 'CHECK_BOX', items } }], {
    header: kit.words.card.items,
  });
}

function itemText({ words, formats }: CardKit, { asOf }: CustomerCard, item: OpenItemView): string {
  const { number, kind, dueOn, daysPastDue, left, disputeStatus } = item;
  const facts = [
    number,
    formats.money(left),
    words.card.due(formats.day(dueOn, asOf)),
    daysPastDue > 0 ? words.card.daysPastDue(daysPastDue) : words.card.notDue,
    ...(isCredit(kind) ? [words.card.credit] : []),
    ...words.card.disputeMarks[disputeStatus],
  ];
  return plain(facts.join(' · '));
}

/** Whether an item of that kind is the customer's money and not ours. */
export function isCredit(kind: string): boolean {
  return (CREDIT_KINDS as readonly string[]).includes(kind);
}
