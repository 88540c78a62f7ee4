import { useId } from 'preact/hooks';
import type { CallForm } from '../state/call-form.ts';
import { useSidebar } from './sidebar-context.ts';
import { useLikelyAmount } from './use-choose-code.ts';

interface AmountFieldProps {
  readonly form: CallForm;
  /** Whether the step begins with it. */
  readonly isFirst: boolean;
}

/** An amount as the reader writes it, with what it is read as beneath. */
export function AmountField({ form, isFirst }: AmountFieldProps) {
  const { words, work, formats } = useSidebar();
  const amountIn = useLikelyAmount();
  const fieldId = useId();
  const { id } = form.card.customer;
  const read = form.amount === '' ? null : formats.value.amountFrom(form.amount, form.currency);
  const wrong = form.amount !== '' && read === null;
  const example = words.call.amountWrong(formats.value.example(form.currency));
  return (
    <div class="field">
      <label for={fieldId}>{words.call.amount}</label>
      <span class="row">
        <input
          id={fieldId}
          inputMode="decimal"
          autocomplete="off"
          data-first={isFirst || undefined}
          value={form.amount}
          aria-invalid={wrong}
          aria-describedby={`${fieldId}-reads`}
          onInput={({ currentTarget }) => work.change(id, { amount: currentTarget.value })}
        />
        {form.currencies.length > 1 ? (
          <select
            aria-label={words.call.currency}
            value={form.currency}
            onChange={({ currentTarget: { value } }) => {
              const currency = form.currencies.find((one) => one === value) ?? form.currency;
              work.change(id, { currency, amount: amountIn(form, currency) });
            }}
          >
            {form.currencies.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </select>
        ) : (
          <span class="nowrap">{form.currency}</span>
        )}
      </span>
      <p
        id={`${fieldId}-reads`}
        class={wrong ? 'bad' : 'quiet'}
        role={form.problem === 'amountWrong' ? 'alert' : undefined}
      >
        {wrong ? example : read !== null && words.call.amountReads(formats.value.money(read))}
      </p>
    </div>
  );
}
