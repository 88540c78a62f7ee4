import { useRef } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import type { Screen } from '../state/sidebar.ts';
import { useSidebar } from './sidebar-context.ts';
import { useFocusBack } from './use-focus-back.ts';

/** Who is signed in, and the places that are reached from anywhere. */
export function Footer() {
  const sidebar = useSidebar();
  const { words, session, mayChange } = sidebar;
  const { user, tenant } = session.current.value ?? {};
  const listName = useListName();
  const handleRefresh = () => {
    if (sidebar.screen.value === 'worklist') {
      sidebar.show('worklist');
      return;
    }
    sidebar.show('message');
    inBackground(sidebar.again());
  };
  return (
    <footer class="quiet">
      <p class="actions">
        {mayChange.value && <PlaceButton screen="worklist" name={listName} />}
        <PlaceButton screen="search" name={words.thread.find} />
        <PlaceButton screen="figures" name={words.myFigures} />
        <button type="button" class="link" onClick={handleRefresh}>
          {words.card.refresh}
        </button>
        <button type="button" class="link" onClick={() => sidebar.signOut('asked')}>
          {words.signIn.signOut}
        </button>
      </p>
      <p>{user !== undefined && tenant !== undefined && words.signIn.signedInAs(user.name, tenant.name)}</p>
    </footer>
  );
}

interface PlaceButtonProps {
  readonly screen: Exclude<Screen, 'message'>;
  readonly name: string;
}

/** Opens a place, or closes it again; the focus is back on it then. */
function PlaceButton({ screen, name }: PlaceButtonProps) {
  const sidebar = useSidebar();
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = sidebar.screen.value === screen;
  useFocusBack(button, isOpen);
  return (
    <button
      ref={button}
      type="button"
      class="link"
      aria-expanded={isOpen}
      onClick={() => sidebar.show(isOpen ? 'message' : screen)}
    >
      {name}
    </button>
  );
}

/** With how much there is, as soon as it is known. */
function useListName(): string {
  const { words, worklist } = useSidebar();
  const list = worklist.state.value.worklist;
  if (list === null) return words.worklist.open;
  return words.worklist.openCount(list.taskCount + list.promiseCount + list.untouchedCount);
}
