import { itemIdsOf, likelyAmount } from '../state/form-base.ts';
import { type PromiseForm, sumOfParts } from '../state/promise-form.ts';
import { useSidebar } from './sidebar-context.ts';

/** What all parts come to, beside what is ticked or past due; a promise in one part says it in its amount. */
export function PromiseSum({ form }: { readonly form: PromiseForm }) {
  const { words, work, formats } = useSidebar();
  if (form.parts.length < 2) return null;
  const ticked = work.ticked(form.card.customer.id);
  const sum = sumOfParts(form, ticked, (text, currency) => formats.value.amountFrom(text, currency));
  if (sum === null) return null;
  const ids = itemIdsOf(form, ticked);
  const due = likelyAmount(form.card, ids, form.currency);
  const together = formats.value.money(sum);
  if (due === null) return <p role="status">{words.promise.together(together)}</p>;
  const line = ids.length > 0 ? words.promise.ofTicked : words.promise.ofPastDue;
  return (
    <p role="status" class={sum.minor === due.minor ? undefined : 'bad'}>
      {line(together, formats.value.money(due))}
    </p>
  );
}
