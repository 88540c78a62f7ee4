import type { ComponentChildren } from 'preact';
import type { CustomerCard } from '#shared/api/customers.ts';
import { Agreements } from './Agreements.tsx';
import { ContactNumbers } from './ContactNumbers.tsx';
import { CustomerDisputes } from './CustomerDisputes.tsx';
import { CustomerTasks } from './CustomerTasks.tsx';
import { DoneHere } from './DoneHere.tsx';
import { ItemList } from './ItemList.tsx';
import { LastContacts } from './LastContacts.tsx';
import { Standing } from './Standing.tsx';
import { useSidebar } from './sidebar-context.ts';

interface CardBodyProps {
  readonly card: CustomerCard;
  /** What leads on from the last contacts. */
  readonly children: ComponentChildren;
}

/** The figures of the card, what is agreed, and the last contacts, with the time of the data. */
export function CardBody({ card, children }: CardBodyProps) {
  const { words, formats, mayChange } = useSidebar();
  return (
    <>
      <Standing card={card} />
      <ContactNumbers card={card} />
      {mayChange.value && <CustomerTasks card={card} />}
      {card.oldestItems.length > 0 && <ItemList card={card} />}
      <Agreements card={card} />
      <CustomerDisputes card={card} />
      <LastContacts card={card} />
      <DoneHere card={card} />
      {children}
      <p class="quiet">
        {card.dataAsOf === null ? words.card.noData : words.card.dataAsOf(formats.value.instant(card.dataAsOf))}
      </p>
    </>
  );
}
