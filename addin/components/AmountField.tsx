import { useId } from 'preact/hooks';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { FormProblem } from '../state/form-base.ts';
import { problemWords } from './problem-words.ts';
import { useSidebar } from './sidebar-context.ts';

interface AmountFieldProps {
  readonly label: string;
  /** As typed. */
  readonly text: string;
  readonly currency: CurrencyCode;
  /** Those to choose from; one is only shown. */
  readonly currencies: readonly CurrencyCode[];
  /** What is wrong with this very field. */
  readonly problem: FormProblem | null;
  /** Whether the form begins with it. */
  readonly isFirst: boolean;
  readonly onText: (text: string) => void;
  readonly onCurrency: (currency: CurrencyCode) => void;
}

/** An amount as the reader writes it, with what it is read as beneath. */
export function AmountField({ label, text, currency, currencies, problem, isFirst, ...on }: AmountFieldProps) {
  const { words, formats } = useSidebar();
  const fieldId = useId();
  const read = text === '' ? null : formats.value.amountFrom(text, currency);
  const wrong: FormProblem | null = text !== '' && read === null ? 'amountWrong' : problem;
  return (
    <div class="field">
      <label for={fieldId}>{label}</label>
      <span class="row">
        <input
          id={fieldId}
          inputMode="decimal"
          autocomplete="off"
          data-first={isFirst || undefined}
          value={text}
          aria-invalid={wrong !== null}
          aria-describedby={`${fieldId}-reads`}
          onInput={({ currentTarget }) => on.onText(currentTarget.value)}
        />
        <CurrencyChoice currency={currency} currencies={currencies} onCurrency={on.onCurrency} />
      </span>
      <p id={`${fieldId}-reads`} class={wrong === null ? 'quiet' : 'bad'} role={problem === null ? undefined : 'alert'}>
        {wrong !== null && problemWords(wrong, words, formats.value.example(currency))}
        {wrong === null && read !== null && words.call.amountReads(formats.value.money(read))}
      </p>
    </div>
  );
}

function CurrencyChoice({
  currency,
  currencies,
  onCurrency,
}: Pick<AmountFieldProps, 'currency' | 'currencies' | 'onCurrency'>) {
  const { words } = useSidebar();
  if (currencies.length < 2) return <span class="nowrap">{currency}</span>;
  return (
    <select
      aria-label={words.call.currency}
      value={currency}
      onChange={({ currentTarget: { value } }) => onCurrency(currencies.find((one) => one === value) ?? currency)}
    >
      {currencies.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}
