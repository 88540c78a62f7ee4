import type { CustomerCard } from '#shared/api/customers.ts';
import { Entry } from './Entry.tsx';
import { useSidebar } from './sidebar-context.ts';

/** Who was last in contact, with what, and when. */
export function LastContacts({ card }: { readonly card: CustomerCard }) {
  const { words } = useSidebar();
  return (
    <section>
      <h2>{words.card.contacts}</h2>
      {card.lastContacts.length === 0 ? (
        <p class="quiet">{words.card.noContacts}</p>
      ) : (
        <ul class="plain entries">
          {card.lastContacts.map((entry) => (
            <Entry key={entry.id} entry={entry} today={card.asOf} />
          ))}
        </ul>
      )}
    </section>
  );
}
