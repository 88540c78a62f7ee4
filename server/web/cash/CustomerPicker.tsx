import { useId, useState } from 'preact/hooks';
import { useCustomerSearch } from './use-cash-application.ts';

interface CustomerPickerProps {
  readonly picked: { readonly id: string; readonly name: string } | null;
  readonly onPick: (customer: { id: string; name: string } | null) => void;
}

/** Finds a customer by the beginning of a number or of a word of the name. */
export function CustomerPicker({ picked, onPick }: CustomerPickerProps) {
  const [text, setText] = useState('');
  // Radio buttons of one name are one choice over the whole page.
  const name = useId();
  const { data } = useCustomerSearch(text);
  const found = data?.customers ?? [];
  return (
    <fieldset>
      <legend>Whose money is it?</legend>
      <label>
        Number or name{' '}
        <input type="search" value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      {found.map(({ id, number, name: customer }) => (
        <label key={id}>
          <input type="radio" name={name} checked={picked?.id === id} onChange={() => onPick({ id, name: customer })} />{' '}
          {customer} <span class="quiet">{number}</span>
        </label>
      ))}
      {text.trim() !== '' && data !== undefined && found.length === 0 && <p role="status">Nobody is called that.</p>}
    </fieldset>
  );
}
