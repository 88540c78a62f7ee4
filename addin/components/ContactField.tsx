import { useId } from 'preact/hooks';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { ContactRef } from '../state/form-base.ts';
import { useSidebar } from './sidebar-context.ts';

interface ContactFieldProps {
  readonly card: CustomerCard;
  readonly contact: ContactRef | null;
  readonly onContact: (contact: ContactRef | null) => void;
}

/** With whom it was: a contact of the customer, or nobody named. */
export function ContactField({ card, contact, onContact }: ContactFieldProps) {
  const { words } = useSidebar();
  const fieldId = useId();
  const choices = contactChoices(card, contact);
  if (choices.length === 0) return null;
  return (
    <p class="field">
      <label for={fieldId}>{words.call.contact}</label>
      <select
        id={fieldId}
        value={contact === null ? '' : nameOf(contact)}
        onChange={({ currentTarget: { value } }) => onContact(choices.find((one) => nameOf(one) === value) ?? null)}
      >
        <option value="">{words.call.noContact}</option>
        {choices.map((one) => (
          <option key={nameOf(one)} value={nameOf(one)}>
            {one.name || one.email}
          </option>
        ))}
      </select>
    </p>
  );
}

/** One that the customer no longer has, as a corrected entry may name, can be kept. */
function contactChoices({ contacts }: CustomerCard, chosen: ContactRef | null): ContactRef[] {
  const named = contacts.map(({ name, email }) => ({ name, email })).filter((one) => nameOf(one) !== '');
  const isKnown = chosen === null || named.some((one) => nameOf(one) === nameOf(chosen));
  return isKnown ? named : [...named, chosen];
}

function nameOf({ name, email }: ContactRef): string {
  return [name, email].filter((part) => part !== '').join(' ');
}
