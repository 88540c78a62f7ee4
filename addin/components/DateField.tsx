import { useId } from 'preact/hooks';
import type { ActivityCode } from '#shared/domain/activity-code.ts';
import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import { type CallForm, dateChoices } from '../state/call-form.ts';
import { useSidebar } from './sidebar-context.ts';

interface DateFieldProps {
  readonly form: CallForm;
  readonly code: ActivityCode;
}

/** A day by a press on the likely ones, or any other; the chosen one is written with its month in letters. */
export function DateField({ form, code }: DateFieldProps) {
  const { words, work, formats } = useSidebar();
  const fieldId = useId();
  const { asOf, customer } = form.card;
  const labels = words.call.date;
  return (
    <fieldset class="bare field">
      <legend>{code === 'phone_payment_sent' ? labels.phone_payment_sent : labels.other}</legend>
      <div class="chips">
        {dateChoices(asOf).map(({ name, day }) => (
          <button
            key={name}
            type="button"
            aria-pressed={form.date === day}
            onClick={() => work.change(customer.id, { date: day })}
          >
            {words.call[name]}
          </button>
        ))}
      </div>
      <label for={fieldId}>{words.call.otherDay}</label>
      <input
        id={fieldId}
        type="date"
        value={form.date ?? ''}
        onChange={({ currentTarget: { value } }) => {
          work.change(customer.id, { date: isCalendarDate(value) ? value : null });
        }}
      />
      <p class="quiet">{form.date !== null && formats.value.day(form.date, asOf)}</p>
    </fieldset>
  );
}
