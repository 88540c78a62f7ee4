import { AmountFields } from './AmountFields.tsx';
import type { SettingsDraft } from './settings-draft.ts';

interface FieldsProps {
  readonly draft: SettingsDraft;
  readonly onEdit: (part: Partial<SettingsDraft>) => void;
}

/** How money that comes in is matched and applied. */
export function CashFields({ draft, onEdit }: FieldsProps) {
  return (
    <section class="part" aria-label="Cash application">
      <h2>Cash application</h2>
      <label>
        <input
          type="checkbox"
          checked={draft.autoPost}
          onChange={({ currentTarget }) => onEdit({ autoPost: currentTarget.checked })}
        />{' '}
        Post what is certain by itself after each feed
      </label>
      <label>
        <input
          type="checkbox"
          checked={draft.oldestFirst}
          onChange={({ currentTarget }) => onEdit({ oldestFirst: currentTarget.checked })}
        />{' '}
        Propose the oldest items where a payment names nothing
      </label>
      <fieldset>
        <legend>An invoice counts as paid short, not as paid in part, where no more is missing than</legend>
        <label>
          <input
            class="number short"
            inputMode="decimal"
            value={draft.percent}
            onInput={({ currentTarget }) => onEdit({ percent: currentTarget.value })}
          />{' '}
          % of it (at most 20)
        </label>
        <p>or, where that is more, than</p>
        <AmountFields of="may be missing" amounts={draft.missing} onEdit={(missing) => onEdit({ missing })} />
      </fieldset>
      <fieldset>
        <legend>One decision may write off at most; nothing in other currencies</legend>
        <AmountFields of="may be written off" amounts={draft.writeOff} onEdit={(writeOff) => onEdit({ writeOff })} />
      </fieldset>
    </section>
  );
}
