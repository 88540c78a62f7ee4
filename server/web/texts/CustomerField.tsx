import { useId, useState } from 'preact/hooks';
import { useCustomersNamed } from './use-texts.ts';

export interface PickedCustomer {
  readonly id: string;
  readonly name: string;
}

interface CustomerFieldProps {
  readonly picked: PickedCustomer | null;
  readonly onPick: (customer: PickedCustomer | null) => void;
}

/** Picks one customer by the beginning of a number or of a word of the name. */
export function CustomerField({ picked, onPick }: CustomerFieldProps) {
  const [text, setText] = useState('');
  // Radio buttons of one name are one choice over the whole page.
  const group = useId();
  const { data } = useCustomersNamed(text);
  const found = data?.customers ?? [];
  return (
    <fieldset>
      <legend>Which customer</legend>
      <label>
        Number or name{' '}
        <input type="search" value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      {found.map(({ id, number, name }) => (
        <label key={id}>
          <input type="radio" name={group} checked={picked?.id === id} onChange={() => onPick({ id, name })} /> {name}{' '}
          <span class="quiet">{number}</span>
        </label>
      ))}
      {text.trim() !== '' && data !== undefined && found.length === 0 && <p role="status">Nobody is called that.</p>}
    </fieldset>
  );
}
