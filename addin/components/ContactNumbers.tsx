import type { CustomerCard } from '#shared/api/customers.ts';
import { dialString } from '#shared/domain/dial-string.ts';
import { useSidebar } from './sidebar-context.ts';

/** The contacts' numbers to be dialled; who comes back to the pane finds the call form open, with the contact chosen. */
export function ContactNumbers({ card }: { readonly card: CustomerCard }) {
  const { words, state, doing, mayChange } = useSidebar();
  const item = state.value.at === 'customer' ? state.value.item : null;
  const reachable = card.contacts.filter(({ phone }) => dialString(phone) !== '');
  if (reachable.length === 0) return null;
  return (
    <ul class="plain" aria-label={words.phone.region}>
      {reachable.map(({ name, email, phone, role }) => (
        <li key={`${email} ${phone}`} class="row">
          <span class="grow">
            {name || email} {role !== '' && <span class="quiet">{role.replaceAll('_', ' ')}</span>}
          </span>
          <a
            href={`tel:${dialString(phone)}`}
            aria-label={words.phone.dial(name || email, phone)}
            title={mayChange.value ? words.phone.dialled : undefined}
            onClick={() => mayChange.value && doing.dial({ card, item }, { name, email })}
          >
            {phone}
          </a>
        </li>
      ))}
    </ul>
  );
}
