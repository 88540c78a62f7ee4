import { useRef } from 'preact/hooks';
import { CallPanel } from '../components/CallPanel.tsx';
import { MyFigures } from '../components/MyFigures.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { useFocusBack } from '../components/use-focus-back.ts';
import { WritingBar } from '../components/WritingBar.tsx';
import { inBackground } from '../state/failure.ts';
import { CustomerView } from './CustomerView.tsx';
import { LinkView } from './LinkView.tsx';
import { LoadingView } from './LoadingView.tsx';
import { NoItemView } from './NoItemView.tsx';
import { ProblemView } from './ProblemView.tsx';
import { SignInView } from './SignInView.tsx';

/** The whole pane: what is half-written first, then the view of the state, then who is signed in. */
export function SidebarView() {
  const { state, said, showsFigures } = useSidebar();
  const { at } = state.value;
  const isSignedIn = at !== 'signed_out' && at !== 'signing_in';
  return (
    <main class="stack">
      {isSignedIn && <WritingBar />}
      {isSignedIn && <OtherCall />}
      {showsFigures.value ? <MyFigures /> : <StateView />}
      {isSignedIn && <Footer />}
      <p class="unseen" role="status">
        {said.value}
      </p>
    </main>
  );
}

function StateView() {
  const state = useSidebar().state.value;
  switch (state.at) {
    case 'signed_out':
    case 'signing_in':
      return <SignInView state={state} />;
    case 'loading':
      return <LoadingView />;
    case 'no_item':
      return <NoItemView />;
    case 'unknown':
    case 'internal':
    case 'ambiguous':
      return <LinkView state={state} />;
    case 'customer':
      // A card of its own for each customer: nothing that was typed or focused carries over.
      return <CustomerView key={state.card.customer.id} state={state} />;
    case 'problem':
      return <ProblemView state={state} />;
  }
}

/** A call form of a customer whose card is not on screen. */
function OtherCall() {
  const { state, callOpen } = useSidebar();
  const shown = state.value.at === 'customer' ? state.value.card.customer.id : null;
  const call = callOpen.value;
  return call === null || call.customerId === shown ? null : (
    <CallPanel key={call.customerId} customerId={call.customerId} focus={call.focus} />
  );
}

function Footer() {
  const sidebar = useSidebar();
  const { words, session, thread, showsFigures } = sidebar;
  const { user, tenant } = session.current.value ?? {};
  const figuresButton = useRef<HTMLButtonElement>(null);
  useFocusBack(figuresButton, showsFigures.value);
  const handleFigures = () => {
    showsFigures.value = !showsFigures.value;
  };
  return (
    <footer class="quiet">
      <p>{user !== undefined && tenant !== undefined && words.signIn.signedInAs(user.name, tenant.name)}</p>
      <p class="actions">
        <button type="button" class="link" onClick={() => inBackground(thread.refresh())}>
          {words.card.refresh}
        </button>
        <button
          ref={figuresButton}
          type="button"
          class="link"
          aria-expanded={showsFigures.value}
          onClick={handleFigures}
        >
          {words.myFigures}
        </button>
        <button type="button" class="link" onClick={() => sidebar.signOut('asked')}>
          {words.signIn.signOut}
        </button>
      </p>
    </footer>
  );
}
