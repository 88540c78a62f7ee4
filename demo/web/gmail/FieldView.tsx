import { useId } from 'preact/hooks';
import type { DateTimePicker, FieldValues, SelectionInput, TextInput } from './card-model.ts';
import { dayOf, selectedIn } from './card-model.ts';

export interface FieldProps<T> {
  readonly field: T;
  readonly values: FieldValues;
  readonly onType: (name: string, words: readonly string[]) => void;
}

export function TextField({ field, values, onType }: FieldProps<TextInput>) {
  const id = useId();
  const { name, label = name, hintText, value = '', type } = field;
  const shown = values[name]?.[0] ?? value;
  const described = hintText === undefined ? {} : { 'aria-describedby': `${id}-hint` };
  return (
    <p class="card-field">
      <label for={id}>{label}</label>
      {type === 'MULTIPLE_LINE' ? (
        <textarea
          id={id}
          rows={3}
          value={shown}
          {...described}
          onInput={({ currentTarget }) => onType(name, [currentTarget.value])}
        />
      ) : (
        <input
          id={id}
          value={shown}
          {...described}
          onInput={({ currentTarget }) => onType(name, [currentTarget.value])}
        />
      )}
      {hintText !== undefined && (
        <span id={`${id}-hint`} class="quiet">
          {hintText}
        </span>
      )}
    </p>
  );
}

export function DayField({ field, values, onType }: FieldProps<DateTimePicker>) {
  const id = useId();
  const { name, label = name } = field;
  return (
    <p class="card-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={dayOf(field, values)}
        onInput={({ currentTarget }) => onType(name, [currentTarget.value])}
      />
    </p>
  );
}

export function SelectionField(props: FieldProps<SelectionInput>) {
  if (props.field.type === 'DROPDOWN') return <Dropdown {...props} />;
  return props.field.type === 'RADIO_BUTTON' ? <Radios {...props} /> : <Boxes {...props} />;
}

function Radios({ field, values, onType }: FieldProps<SelectionInput>) {
  const group = useId();
  const { name, label = name, items } = field;
  const chosen = (values[name] ?? selectedIn(field))[0];
  return (
    <fieldset class="card-boxes">
      <legend>{label}</legend>
      {items.map(({ text, value }) => (
        <label key={value}>
          <input type="radio" name={group} checked={value === chosen} onChange={() => onType(name, [value])} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Dropdown({ field, values, onType }: FieldProps<SelectionInput>) {
  const id = useId();
  const { name, label = name, items } = field;
  return (
    <p class="card-field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={values[name]?.[0] ?? selectedIn(field)[0] ?? ''}
        onChange={({ currentTarget }) => onType(name, [currentTarget.value])}
      >
        {items.map(({ text, value }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
}

function Boxes({ field, values, onType }: FieldProps<SelectionInput>) {
  const { name, label = name, items } = field;
  const ticked = values[name] ?? selectedIn(field);
  const toggle = (value: string) =>
    onType(name, ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value]);
  return (
    <fieldset class="card-boxes">
      <legend>{label}</legend>
      {items.map(({ text, value }) => (
        <label key={value}>
          <input type="checkbox" checked={ticked.includes(value)} onChange={() => toggle(value)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
