import { useId } from 'preact/hooks';
import { useSidebar } from './sidebar-context.ts';

interface RecipientPickerProps {
  readonly recipients: readonly string[];
  readonly isMissing: boolean;
}

/** To which of the customer's contacts a new message goes. */
export function RecipientPicker({ recipients, isMissing }: RecipientPickerProps) {
  const { words, templates } = useSidebar();
  const hintId = useId();
  const contacts = templates.target?.contacts ?? [];
  if (contacts.length === 0) return <p class="bad">{words.templates.noContacts}</p>;
  return (
    <fieldset class="bare" aria-describedby={isMissing ? hintId : undefined}>
      <legend>{words.templates.recipients}</legend>
      {contacts.map(({ name, email }) => (
        <label key={email} class="choice">
          <input
            type="checkbox"
            checked={recipients.includes(email)}
            onChange={() => templates.toggleRecipient(email)}
          />
          <span class="grow">
            {name} <span class="quiet">{email}</span>
          </span>
        </label>
      ))}
      {isMissing && (
        <p id={hintId} class="bad" role="alert">
          {words.templates.noRecipient}
        </p>
      )}
    </fieldset>
  );
}
