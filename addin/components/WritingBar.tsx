import type { Writing } from '../state/work-state.ts';
import { useSidebar } from './sidebar-context.ts';

/** Names every customer for whom something is half-written or not saved, but the one whose form is on screen. */
export function WritingBar() {
  const { words, work, callOpen } = useSidebar();
  const others = work.writings.value.filter(({ customer }) => customer.id !== callOpen.value?.customerId);
  if (others.length === 0) return null;
  return (
    <div class="notice" role="status">
      {work.unsaved.value > 0 && <strong>{words.writing.unsaved(work.unsaved.value)}</strong>}
      {others.map((writing) => (
        <WritingLine key={writing.customer.id} writing={writing} />
      ))}
    </div>
  );
}

function WritingLine({ writing: { customer, unsaved } }: { readonly writing: Writing }) {
  const sidebar = useSidebar();
  const { writing } = sidebar.words;
  return (
    <p class="row">
      <span class="grow">{unsaved ? writing.notSavedFor(customer.name) : writing.still(customer.name)}</span>
      <button
        type="button"
        class="link"
        aria-label={writing.goOnFor(customer.name)}
        onClick={() => sidebar.showCall(customer.id)}
      >
        {writing.goOn}
      </button>
      <button
        type="button"
        class="link"
        aria-label={writing.discardFor(customer.name)}
        onClick={() => sidebar.work.discard(customer.id)}
      >
        {writing.discard}
      </button>
    </p>
  );
}
