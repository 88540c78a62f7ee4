import type { CustomerCard } from '#shared/api/customers.ts';
import { Entry } from './Entry.tsx';
import { useSidebar } from './sidebar-context.ts';

/** What one did here since the sign-in that is no contact that stands: notes, and what was undone or corrected, struck through. */
export function DoneHere({ card }: { readonly card: CustomerCard }) {
  const { words, doing } = useSidebar();
  const entries = doing.entries.beside(card);
  if (entries.length === 0) return null;
  return (
    <section>
      <h2>{words.entry.doneHere}</h2>
      <ul class="plain entries">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} today={card.asOf} />
        ))}
      </ul>
    </section>
  );
}
