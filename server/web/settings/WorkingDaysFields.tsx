import { WEEKDAY_NAMES } from '#shared/words/weekdays.ts';
import type { FiguresDraft } from './figures-draft.ts';

interface FieldsProps {
  readonly draft: FiguresDraft;
  readonly onEdit: (part: Partial<FiguresDraft>) => void;
}

/** On which days the company works, and how long it waits for a promise. */
export function WorkingDaysFields({ draft, onEdit }: FieldsProps) {
  const { weekend } = draft;
  const toggle = (day: number) =>
    onEdit({ weekend: weekend.includes(day) ? weekend.filter((off) => off !== day) : [...weekend, day] });
  return (
    <section class="part" aria-label="Working days">
      <h2>Working days</h2>
      <fieldset>
        <legend>Never worked on</legend>
        {WEEKDAY_NAMES.map((name, place) => (
          <label key={name}>
            <input type="checkbox" checked={weekend.includes(place + 1)} onChange={() => toggle(place + 1)} /> {name}
          </label>
        ))}
      </fieldset>
      <label>
        Holidays, as 2026-12-25 with commas or lines between{' '}
        <textarea
          rows={3}
          value={draft.holidays}
          onInput={({ currentTarget }) => onEdit({ holidays: currentTarget.value })}
        />
      </label>
      <label>
        A promise is kept when the money comes up to{' '}
        <input
          class="number short"
          inputMode="numeric"
          value={draft.grace}
          onInput={({ currentTarget }) => onEdit({ grace: currentTarget.value })}
        />{' '}
        working days after the day promised
      </label>
    </section>
  );
}
