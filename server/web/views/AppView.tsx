import { Route, Router } from 'preact-iso';
import { CashApplicationView } from '../cash/CashApplicationView.tsx';
import { Chrome } from '../components/Chrome.tsx';
import { Notice } from '../components/Notice.tsx';
import { FeedRunView } from '../feeds/FeedRunView.tsx';
import { FeedsView } from '../feeds/FeedsView.tsx';
import { SettingsView } from '../settings/SettingsView.tsx';
import { usePageSession } from '../state/page-context.ts';
import { NotFoundView } from './NotFoundView.tsx';
import { NotManagerView } from './NotManagerView.tsx';
import { OverviewView } from './OverviewView.tsx';
import { ReportView } from './ReportView.tsx';
import { SignedOutView } from './SignedOutView.tsx';

/** What the page shows for who is signed in. */
export function AppView() {
  const session = usePageSession();
  const state = session.state.value;
  if (state.as === 'opening') return <Plain>{<p role="status">Opening your session…</p>}</Plain>;
  if (state.as === 'signed_out') return <SignedOutView />;
  if (state.as === 'failed') {
    return (
      <Plain>
        <Notice title="The session could not be opened." onRetry={() => session.open()}>
          {state.why}
        </Notice>
      </Plain>
    );
  }
  const { user, tenant } = state;
  if (user.role === 'collector') return <NotManagerView user={user} tenant={tenant} />;
  return (
    <Chrome user={user} tenant={tenant}>
      <Router>
        <Route path="/" component={OverviewView} />
        <Route path="/reports/:name" component={ReportView} />
        <Route path="/feeds" component={FeedsView} />
        <Route path="/feeds/:id" component={FeedRunView} />
        <Route path="/cash-application" component={CashApplicationView} />
        <Route path="/settings" component={SettingsView} />
        <Route default component={NotFoundView} />
      </Router>
    </Chrome>
  );
}

function Plain({ children }: { children: preact.ComponentChildren }) {
  return (
    <main class="plain-page">
      <h1>Duethread</h1>
      {children}
    </main>
  );
}
