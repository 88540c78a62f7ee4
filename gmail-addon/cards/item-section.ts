import type { CustomerCard, OpenItemView } from '#shared/api/customers.ts';
import type { CustomerPlace } from '../actions.ts';
import { type Button, buttons, row, type Section, section } from '../card.ts';
import { html, joined, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { isCredit } from '../forms/likely-amount.ts';

/** What the names of the field in which items are ticked begin with. Gmail keeps the ticks under a name, so a card with others has another. */
export const ITEMS_FIELD = 'items';
/** As many as the card of the pane has at most. */
const MAX_ITEMS = 50;
const LONGEST_ITEM = 160;

/** Which items are ticked at first: none, or all that are past due. */
export type Ticking = 'past_due' | 'none';

/** The oldest open items, to be ticked for what is logged or sent about them. */
export function itemSection(
  kit: CardKit,
  card: CustomerCard,
  place: CustomerPlace,
  ticking: Ticking | null,
): Section[] {
  const shown = card.oldestItems.slice(0, MAX_ITEMS);
  if (shown.length === 0) return [];
  const label = kit.words.card.itemsOf(shown.length, card.openItemCount);
  if (!kit.mayChange) return readItems(kit, card, shown, label);
  const items = shown.map((item) => ({
    text: shortened(itemText(kit, card, item), LONGEST_ITEM),
    value: item.id,
    selected: ticking === 'past_due' && isPastDue(item),
  }));
  const name = ticking === null ? ITEMS_FIELD : `${ITEMS_FIELD}_${ticking}`;
  const pastDue = shown.filter(isPastDue).length;
  return section(
    [
      ...(pastDue > 0 ? [buttons(tickButton(kit, place, pastDue, ticking))] : []),
      { selectionInput: { name, label, type: 'CHECK_BOX', items } },
    ],
    { header: kit.words.card.items },
  );
}

/** For who may not act on them: there is nothing to tick. */
function readItems(kit: CardKit, card: CustomerCard, shown: readonly OpenItemView[], topLabel: string): Section[] {
  const lines = shown.map((item) => html`${shortened(itemText(kit, card, item), LONGEST_ITEM)}`);
  return section([row(joined(lines), { topLabel })], { header: kit.words.card.items });
}

/** Ticks all that is past due, or takes every tick away. */
function tickButton(kit: CardKit, place: CustomerPlace, pastDue: number, ticking: Ticking | null): Button {
  const { card } = kit.words;
  return ticking === 'past_due'
    ? kit.button(card.untick, 'tick', { ...place, which: 'none' })
    : kit.button(card.tickPastDue(pastDue), 'tick', { ...place, which: 'past_due' });
}

function isPastDue({ kind, daysPastDue }: OpenItemView): boolean {
  return daysPastDue > 0 && !isCredit(kind);
}

function itemText({ words, formats }: CardKit, { asOf }: CustomerCard, item: OpenItemView): string {
  const { number, kind, dueOn, daysPastDue, left, disputeStatus } = item;
  const { card } = words;
  const state = daysPastDue > 0 ? card.daysPastDue(daysPastDue) : card.notDue;
  const marks = isCredit(kind) ? [card.credit] : [card.due(formats.day(dueOn, asOf)), state];
  return [number, formats.money(left), ...marks, ...card.disputeMarks[disputeStatus]].join(' · ');
}
