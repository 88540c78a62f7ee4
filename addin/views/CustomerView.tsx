import { Agreements } from '../components/Agreements.tsx';
import { CallPanel } from '../components/CallPanel.tsx';
import { CustomerActions } from '../components/CustomerActions.tsx';
import { CustomerHeading } from '../components/CustomerHeading.tsx';
import { DispatchBox } from '../components/DispatchBox.tsx';
import { ItemList } from '../components/ItemList.tsx';
import { LastContacts } from '../components/LastContacts.tsx';
import { Position } from '../components/Position.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { TemplatePanel } from '../components/TemplatePanel.tsx';
import type { SidebarState } from '../state/sidebar-state.ts';

interface CustomerViewProps {
  readonly state: Extract<SidebarState, { at: 'customer' }>;
}

/** The customer card, and what can be done for the customer. */
export function CustomerView({ state: { card, item, evidence } }: CustomerViewProps) {
  const { words, callOpen, formats } = useSidebar();
  const { id } = card.customer;
  const call = callOpen.value;
  return (
    <article class="stack">
      <CustomerHeading card={card} item={item} evidence={evidence} />
      <DispatchBox />
      <CustomerActions customerId={id} />
      {call?.customerId === id && <CallPanel customerId={id} focus={call.focus} />}
      <TemplatePanel />
      {card.positions.length === 0 && <p>{words.card.nothingOpen}</p>}
      {card.positions.map((position) => (
        <Position key={position.currency} position={position} />
      ))}
      {card.oldestItems.length > 0 && <ItemList card={card} />}
      <Agreements card={card} />
      <LastContacts card={card} />
      <p class="quiet">
        {card.dataAsOf === null ? words.card.noData : words.card.dataAsOf(formats.value.instant(card.dataAsOf))}
      </p>
    </article>
  );
}
