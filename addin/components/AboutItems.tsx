import type { Form } from '../state/forms.ts';
import { useSidebar } from './sidebar-context.ts';

const NUMBERS_SHOWN = 5;

/** Which items the form is about: those that are ticked, or those that an entry named before. */
export function AboutItems({ form }: { readonly form: Form }) {
  const { words, work } = useSidebar();
  const ticked = work.ticked(form.card.customer.id);
  if (form.items === null) return <p class="quiet">{words.call.about(ticked.length)}</p>;
  const numbers = form.items.map(({ number }) => number);
  const shown = [...numbers.slice(0, NUMBERS_SHOWN), ...(numbers.length > NUMBERS_SHOWN ? ['…'] : [])].join(', ');
  return (
    <p class="quiet">
      {numbers.length === 0 ? words.call.about(0) : words.form.aboutNumbers(shown)}{' '}
      <button type="button" class="link" onClick={() => work.change(form, { items: null })}>
        {words.form.takeTicked}
      </button>
    </p>
  );
}
