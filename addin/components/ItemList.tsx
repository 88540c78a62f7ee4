import type { CustomerCard, OpenItemView } from '#shared/api/customers.ts';
import { isCredit } from '../state/call-form.ts';
import { workFor } from '../state/work-state.ts';
import { useSidebar } from './sidebar-context.ts';

/** The oldest open items, to be ticked for a call or a template. */
export function ItemList({ card }: { readonly card: CustomerCard }) {
  const { words, work } = useSidebar();
  const { ticked, saving } = workFor(work.works.value, card.customer.id);
  const locked = saving.at === 'saving' || saving.at === 'not_saved';
  const { oldestItems, openItemCount } = card;
  if (oldestItems.length === 0) return <p>{words.card.nothingOpen}</p>;
  return (
    <fieldset class="bare items" disabled={locked}>
      <legend>
        {words.card.items} <span class="quiet">{words.card.itemsOf(oldestItems.length, openItemCount)}</span>
      </legend>
      <ul class="plain">
        {oldestItems.map((item) => (
          <Item
            key={item.id}
            item={item}
            today={card.asOf}
            ticked={ticked.includes(item.id)}
            onToggle={() => work.toggleItem(card.customer.id, item.id)}
          />
        ))}
      </ul>
      {ticked.length > 0 && <p class="quiet">{words.card.ticked(ticked.length)}</p>}
    </fieldset>
  );
}

interface ItemProps {
  readonly item: OpenItemView;
  readonly today: CustomerCard['asOf'];
  readonly ticked: boolean;
  readonly onToggle: () => void;
}

function Item({ item, today, ticked, onToggle }: ItemProps) {
  const { words, formats } = useSidebar();
  const { number, kind, dueOn, daysPastDue, left, disputeStatus } = item;
  const state = daysPastDue > 0 ? words.card.daysPastDue(daysPastDue) : words.card.notDue;
  const marks = [
    ...(isCredit(kind) ? [words.card.credit] : [words.card.due(formats.value.day(dueOn, today)), state]),
    ...words.card.disputeMarks[disputeStatus],
  ];
  return (
    <li>
      <label class="row">
        <input type="checkbox" checked={ticked} onChange={onToggle} />
        <span class="grow">
          <span>{number}</span>
          <span class="quiet block">{marks.join(', ')}</span>
        </span>
        <span class="amount">{formats.value.money(left)}</span>
      </label>
    </li>
  );
}
