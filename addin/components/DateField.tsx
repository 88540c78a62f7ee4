import { useId } from 'preact/hooks';
import { type CalendarDate, isCalendarDate } from '#shared/domain/calendar-date.ts';
import type { DayChoice } from '#shared/domain/day-choices.ts';
import type { FormProblem } from '../state/form-base.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { useSidebar } from './sidebar-context.ts';

interface DateFieldProps {
  readonly label: string;
  readonly day: CalendarDate | null;
  readonly today: CalendarDate;
  /** The days that are offered by a press. */
  readonly choices: readonly DayChoice[];
  readonly problem: FormProblem | null;
  readonly onDay: (day: CalendarDate | null) => void;
}

/** A day by a press on the likely ones, or any other; the chosen one is written with its month in letters. */
export function DateField({ label, day, today, choices, problem, onDay }: DateFieldProps) {
  const { words, formats } = useSidebar();
  const fieldId = useId();
  return (
    <fieldset class="bare field">
      <legend>{label}</legend>
      {choices.length > 0 && (
        <div class="chips">
          {choices.map(({ name, day: choice }) => (
            <button
              key={name}
              type="button"
              aria-pressed={day === choice}
              title={formats.value.day(choice, today)}
              onClick={() => onDay(choice)}
            >
              {words.form.days[name]}
            </button>
          ))}
        </div>
      )}
      <label for={fieldId}>{words.call.otherDay}</label>
      <input
        id={fieldId}
        type="date"
        value={day ?? ''}
        aria-invalid={problem !== null}
        aria-describedby={`${fieldId}-problem`}
        onChange={({ currentTarget: { value } }) => onDay(isCalendarDate(value) ? value : null)}
      />
      <p class="quiet">{day !== null && formats.value.day(day, today)}</p>
      <FieldProblem id={`${fieldId}-problem`} problem={problem} />
    </fieldset>
  );
}
