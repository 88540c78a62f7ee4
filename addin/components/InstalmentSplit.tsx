import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { inAWeek } from '#shared/domain/day-choices.ts';
import { INSTALMENT_STEPS, type InstalmentStep, MAX_INSTALMENTS } from '#shared/domain/instalments.ts';
import { likelyAmount } from '../state/form-base.ts';
import { type PromiseForm, splitParts, sumOfParts } from '../state/promise-form.ts';
import { useSidebar } from './sidebar-context.ts';

const COUNTS = Array.from({ length: MAX_INSTALMENTS - 1 }, (_, at) => at + 2);

/** Splits a promise evenly into so many parts; each can be changed afterwards. */
export function InstalmentSplit({ form }: { readonly form: PromiseForm }) {
  const { words } = useSidebar();
  const count = useSignal(3);
  const step = useSignal<InstalmentStep>('month');
  const cannot = useSignal(false);
  const fieldId = useId();
  const split = useSplit(form);
  return (
    <details>
      <summary>{words.promise.split}</summary>
      <p class="row">
        <label for={`${fieldId}-count`}>{words.promise.parts}</label>
        <select
          id={`${fieldId}-count`}
          value={count.value}
          onChange={({ currentTarget }) => {
            count.value = Number(currentTarget.value);
          }}
        >
          {COUNTS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <label for={`${fieldId}-step`}>{words.promise.every}</label>
        <select
          id={`${fieldId}-step`}
          value={step.value}
          onChange={({ currentTarget: { value } }) => {
            step.value = INSTALMENT_STEPS.find((one) => one === value) ?? step.value;
          }}
        >
          {INSTALMENT_STEPS.map((one) => (
            <option key={one} value={one}>
              {words.promise.steps[one]}
            </option>
          ))}
        </select>
      </p>
      <p class="actions">
        <button
          type="button"
          onClick={() => {
            cannot.value = !split(count.value, step.value);
          }}
        >
          {words.promise.splitNow}
        </button>
        <AddPart form={form} />
      </p>
      {cannot.value && (
        <p class="bad" role="alert">
          {words.promise.cannotSplit}
        </p>
      )}
    </details>
  );
}

function AddPart({ form }: { readonly form: PromiseForm }) {
  const { words, work } = useSidebar();
  const { parts } = form;
  if (parts.length >= MAX_INSTALMENTS) return null;
  // From the second part on, none of them is all that is ticked.
  const handleAdd = () => work.change(form, { parts: [...parts, { amount: '', date: null }] });
  return (
    <button type="button" onClick={handleAdd}>
      {words.promise.addPart}
    </button>
  );
}

/** Splits what the parts come to, else what is ticked or past due. False where there is no amount to split. */
function useSplit(form: PromiseForm): (count: number, step: InstalmentStep) => boolean {
  const { work, formats } = useSidebar();
  return (count, step) => {
    const { value } = formats;
    const ticked = work.ticked(form.card.customer.id);
    const sum =
      sumOfParts(form, ticked, (text, currency) => value.amountFrom(text, currency)) ??
      likelyAmount(form.card, ticked, form.currency);
    if (sum === null) return false;
    const first = form.parts[0]?.date ?? inAWeek(form.card.asOf);
    const amountText = value.amountText.bind(value);
    work.change(form, { parts: splitParts({ count, step, sum, first, amountText }) });
    return true;
  };
}
