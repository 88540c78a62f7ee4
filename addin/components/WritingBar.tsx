import type { Form } from '../state/forms.ts';
import { formName } from './form-names.ts';
import { useSidebar } from './sidebar-context.ts';

/** Names every form that is half-written, but the one on screen, and whose it is. */
export function WritingBar() {
  const { work } = useSidebar();
  const onScreen = work.onScreen.value?.formId;
  const others = work.writings.value.filter(({ id }) => id !== onScreen);
  if (others.length === 0) return null;
  return (
    <div class="notice" role="status">
      {others.map((form) => (
        <WritingLine key={form.id} form={form} />
      ))}
    </div>
  );
}

function WritingLine({ form }: { readonly form: Form }) {
  const { words, work } = useSidebar();
  const { writing } = words;
  const { name } = form.card.customer;
  const what = formName(form, words);
  return (
    <p class="row">
      <span class="grow">{form.failure === null ? writing.still(what, name) : writing.refused(what, name)}</span>
      <button type="button" class="link" aria-label={writing.goOnFor(what, name)} onClick={() => work.show(form.id)}>
        {writing.goOn}
      </button>
      <button
        type="button"
        class="link"
        aria-label={writing.discardFor(what, name)}
        onClick={() => work.discard(form.id)}
      >
        {writing.discard}
      </button>
    </p>
  );
}
