import { daysAhead } from '#shared/domain/day-choices.ts';
import type { FormProblem } from '../state/form-base.ts';
import { amountOf, type PromiseForm, type PromisePart } from '../state/promise-form.ts';
import { AmountField } from './AmountField.tsx';
import { DateField } from './DateField.tsx';
import { problemOf } from './problem-of.ts';
import { useSidebar } from './sidebar-context.ts';

interface PromisePartFieldsProps {
  readonly form: PromiseForm;
  readonly part: PromisePart;
  /** From 0. */
  readonly at: number;
  readonly onChange: (change: Partial<PromisePart>) => void;
  readonly onRemove: () => void;
}

const OF_AMOUNT: readonly FormProblem[] = ['needsAmount', 'amountWrong'];
const OF_DAY: readonly FormProblem[] = ['needsDate', 'dateInPast', 'sameDay'];

/** One part of a promise; the only one has its days to press. */
export function PromisePartFields({ form, part, at, onChange, onRemove }: PromisePartFieldsProps) {
  const { words, work } = useSidebar();
  const isOnly = form.parts.length === 1;
  const isWrong = form.wrongPart === at;
  const { asOf } = form.card;
  const fields = (
    <>
      <AmountField
        label={words.call.amount}
        text={useTextOf(form, part)}
        currency={form.currency}
        currencies={at === 0 ? work.currencies(form) : [form.currency]}
        problem={isWrong ? problemOf(form, OF_AMOUNT) : null}
        isFirst={at === 0}
        onText={(amount) => onChange({ amount })}
        onCurrency={(currency) => work.change(form, { currency, parts: form.parts.map(followTicks) })}
      />
      <DateField
        label={words.call.date.other}
        day={part.date}
        today={asOf}
        choices={isOnly ? daysAhead(asOf) : []}
        problem={isWrong ? problemOf(form, OF_DAY) : null}
        onDay={(date) => onChange({ date })}
      />
    </>
  );
  if (isOnly) return fields;
  return (
    <fieldset class="bare box stack">
      <legend>{words.promise.part(at + 1)}</legend>
      {fields}
      <button type="button" class="link" aria-label={words.promise.removePart(at + 1)} onClick={onRemove}>
        {words.promise.remove}
      </button>
    </fieldset>
  );
}

/** What is typed, else what the amount most likely is. */
function useTextOf(form: PromiseForm, part: PromisePart): string {
  const { work, formats } = useSidebar();
  if (part.amount !== null) return part.amount;
  const likely = amountOf(form, part, work.ticked(form.card.customer.id), () => null);
  return likely === null ? '' : formats.value.amountText(likely);
}

/** Another currency has another amount. */
function followTicks(part: PromisePart): PromisePart {
  return { ...part, amount: null };
}
