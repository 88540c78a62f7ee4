import type { CustomerCard, OpenItemView } from '#shared/api/customers.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { inBackground } from '../state/failure.ts';
import { isCredit } from '../state/form-base.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

/** The oldest open items, to be ticked for what is logged or sent about them. */
export function ItemList({ card }: { readonly card: CustomerCard }) {
  const { words, work, sending, mayChange } = useSidebar();
  const { oldestItems, openItemCount, customer } = card;
  const failure = sending.documents.failure.value;
  const ticked = work.ticked(customer.id);
  return (
    <fieldset class="bare items">
      <legend>
        {words.card.items} <span class="quiet">{words.card.itemsOf(oldestItems.length, openItemCount)}</span>
      </legend>
      {mayChange.value && <TickMany card={card} />}
      <ul class="plain">
        {oldestItems.map((item) => (
          <Item key={item.id} item={item} card={card} ticked={ticked.includes(item.id)} />
        ))}
      </ul>
      {failure !== null && <Problem failure={failure} />}
      <TickedSum items={oldestItems.filter(({ id }) => ticked.includes(id))} />
    </fieldset>
  );
}

/** Ticks all that is past due, or takes every tick away. */
function TickMany({ card: { customer, oldestItems } }: { readonly card: CustomerCard }) {
  const { words, work } = useSidebar();
  const pastDue = oldestItems.filter(({ kind, daysPastDue }) => daysPastDue > 0 && !isCredit(kind));
  const ticked = work.ticked(customer.id);
  const areTicked = pastDue.every(({ id }) => ticked.includes(id));
  return (
    <p class="actions">
      {pastDue.length > 0 && !areTicked && (
        <button
          type="button"
          class="link"
          onClick={() =>
            work.tick(
              customer.id,
              pastDue.map(({ id }) => id),
            )
          }
        >
          {words.card.tickPastDue(pastDue.length)}
        </button>
      )}
      {ticked.length > 0 && (
        <button type="button" class="link" onClick={() => work.tick(customer.id, [])}>
          {words.card.untick}
        </button>
      )}
    </p>
  );
}

/** How many are ticked and what they come to, one sum a currency; what is the customer's counts against it. */
function TickedSum({ items }: { readonly items: readonly OpenItemView[] }) {
  const { words, formats } = useSidebar();
  const sums = sumsOf(items).map((sum) => formats.value.money(sum));
  return (
    <p class={items.length > 0 ? 'quiet' : 'unseen'} role="status">
      {items.length > 0 && words.card.tickedSum(items.length, sums.join(' + '))}
    </p>
  );
}

function sumsOf(items: readonly OpenItemView[]): Money[] {
  const sums = new Map<Money['currency'], number>();
  for (const { kind, left } of items) {
    sums.set(left.currency, (sums.get(left.currency) ?? 0) + (isCredit(kind) ? -left.minor : left.minor));
  }
  return [...sums].map(([currency, minor]) => money(minor, currency));
}

interface ItemProps {
  readonly item: OpenItemView;
  readonly card: CustomerCard;
  readonly ticked: boolean;
}

function Item({ item, card, ticked }: ItemProps) {
  const { work, mayChange } = useSidebar();
  return (
    <li>
      {mayChange.value ? (
        <label class="row">
          <input type="checkbox" checked={ticked} onChange={() => work.toggleItem(card.customer.id, item.id)} />
          <ItemLine item={item} card={card} />
        </label>
      ) : (
        <div class="row">
          <ItemLine item={item} card={card} />
        </div>
      )}
      {item.hasDocument && <DocumentButton item={item} customerId={card.customer.id} />}
    </li>
  );
}

function ItemLine({ item, card }: Omit<ItemProps, 'ticked'>) {
  const { words, formats } = useSidebar();
  const { number, kind, dueOn, daysPastDue, left, disputeStatus } = item;
  const state = daysPastDue > 0 ? words.card.daysPastDue(daysPastDue) : words.card.notDue;
  const marks = [
    ...(isCredit(kind) ? [words.card.credit] : [words.card.due(formats.value.day(dueOn, card.asOf)), state]),
    ...words.card.disputeMarks[disputeStatus],
  ];
  return (
    <>
      <span class="grow">
        <span>{number}</span>
        <span class="quiet block">{marks.join(', ')}</span>
      </span>
      <span class="amount">{formats.value.money(left)}</span>
    </>
  );
}

interface DocumentButtonProps {
  readonly item: OpenItemView;
  readonly customerId: string;
}

function DocumentButton({ item: { id, number }, customerId }: DocumentButtonProps) {
  const { words, sending } = useSidebar();
  return (
    <button
      type="button"
      class="link"
      aria-label={words.card.openDocument(number)}
      onClick={() => inBackground(sending.documents.open(customerId, { kind: 'invoice', itemId: id }))}
    >
      {words.card.document}
    </button>
  );
}
