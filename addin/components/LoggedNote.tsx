import { entryId } from './entry-id.ts';
import { useSidebar } from './sidebar-context.ts';

/** Says quietly that mail without a template is in the log, with the way to its entry where that is on screen. */
export function LoggedNote() {
  const { words, dispatches, state } = useSidebar();
  const id = dispatches.loggedAs.value;
  const current = state.value;
  if (id === null || current.at !== 'customer') return null;
  const isShown = current.card.lastContacts.some((entry) => entry.id === id);
  return (
    <p class="quiet" role="status">
      {words.dispatch.logged}{' '}
      {isShown && (
        <button type="button" class="link" onClick={() => document.getElementById(entryId(id))?.focus()}>
          {words.dispatch.showEntry}
        </button>
      )}
    </p>
  );
}
