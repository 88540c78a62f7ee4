import { Footer } from '../components/Footer.tsx';
import { MyFigures } from '../components/MyFigures.tsx';
import { OtherForm } from '../components/OpenForm.tsx';
import { OutboxBar } from '../components/OutboxBar.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { UndoBar } from '../components/UndoBar.tsx';
import { WritingBar } from '../components/WritingBar.tsx';
import type { SidebarState } from '../state/sidebar-state.ts';
import { CustomerView } from './CustomerView.tsx';
import { LinkView } from './LinkView.tsx';
import { LoadingView } from './LoadingView.tsx';
import { NoItemView } from './NoItemView.tsx';
import { ProblemView } from './ProblemView.tsx';
import { SearchView } from './SearchView.tsx';
import { SignInView } from './SignInView.tsx';
import { WorklistScreen } from './WorklistScreen.tsx';

type Signing = Extract<SidebarState, { at: 'signed_out' | 'signing_in' }>;

/** The whole pane: what is not saved and half-written first, then what is on screen, then who is signed in. */
export function SidebarView() {
  const { state, said } = useSidebar();
  const current = state.value;
  return (
    <main class="stack">
      {current.at === 'signed_out' || current.at === 'signing_in' ? (
        <SignedOut state={current} />
      ) : (
        <SignedIn state={current} />
      )}
      <p class="unseen" role="status">
        {said.value}
      </p>
    </main>
  );
}

function SignedOut({ state }: { readonly state: Signing }) {
  const sidebar = useSidebar();
  const { words, work } = sidebar;
  return (
    <SignInView words={words} state={state} onSignIn={() => sidebar.signIn()}>
      {work.unsaved.value > 0 && <p class="notice notice-bad">{words.writing.unsaved(work.unsaved.value)}</p>}
    </SignInView>
  );
}

function SignedIn({ state }: { readonly state: Exclude<SidebarState, Signing> }) {
  return (
    <>
      <OutboxBar />
      <WritingBar />
      <UndoBar />
      <OtherForm />
      <OnScreen state={state} />
      <Footer />
    </>
  );
}

function OnScreen({ state }: { readonly state: Exclude<SidebarState, Signing> }) {
  const { screen } = useSidebar();
  switch (screen.value) {
    case 'worklist':
      return <WorklistScreen />;
    case 'search':
      return <SearchView />;
    case 'figures':
      return <MyFigures />;
    case 'message':
      return <StateView state={state} />;
  }
}

function StateView({ state }: { readonly state: Exclude<SidebarState, Signing> }) {
  switch (state.at) {
    case 'loading':
      return <LoadingView customer={state.customer} />;
    case 'no_item':
      return <NoItemView why={state.why} />;
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
