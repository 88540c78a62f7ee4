import { lazy, Route, Router } from 'preact-iso';
import type { SignedInUser, TenantView } from '#shared/api/sessions.ts';
import { Chrome } from '../components/Chrome.tsx';
import { Notice } from '../components/Notice.tsx';
import { setupPagesFor } from '../pages/setup-pages.ts';
import { usePageSession } from '../state/page-context.ts';
import { NotFoundView } from './NotFoundView.tsx';
import { NotManagerView } from './NotManagerView.tsx';
import { OverviewView } from './OverviewView.tsx';
import { ReportView } from './ReportView.tsx';
import { SignedOutView } from './SignedOutView.tsx';

// Reports are what a manager opens first; the other pages come when they are opened.
const AccountView = lazy(() => import('../account/AccountView.tsx').then((part) => part.AccountView));
const CashApplicationView = lazy(() =>
  import('../cash/CashApplicationView.tsx').then((part) => part.CashApplicationView),
);
const DigestView = lazy(() => import('../digest/DigestView.tsx').then((part) => part.DigestView));
const FeedRunView = lazy(() => import('../feeds/FeedRunView.tsx').then((part) => part.FeedRunView));
const FeedsView = lazy(() => import('../feeds/FeedsView.tsx').then((part) => part.FeedsView));
const GoalsView = lazy(() => import('../goals/GoalsView.tsx').then((part) => part.GoalsView));
const WeeklyReviewView = lazy(() => import('../review/WeeklyReviewView.tsx').then((part) => part.WeeklyReviewView));
const SavedViewsView = lazy(() => import('../saved-views/SavedViewsView.tsx').then((part) => part.SavedViewsView));
const TeamsView = lazy(() => import('../teams/TeamsView.tsx').then((part) => part.TeamsView));

/** What a reader does not have. */
const CHANGING_PAGES = [
  ['/feeds', FeedsView],
  ['/feeds/:id', FeedRunView],
  ['/saved-views', SavedViewsView],
  ['/digest', DigestView],
  ['/cash-application', CashApplicationView],
] as const;

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
  if (user.role === 'collector') return <CollectorPages user={user} tenant={tenant} />;
  return (
    <Chrome user={user} tenant={tenant}>
      <Router>
        <Route path="/" component={OverviewView} />
        <Route path="/reports/:name" component={ReportView} />
        <Route path="/goals" component={GoalsView} />
        <Route path="/teams" component={TeamsView} />
        <Route path="/weekly-review" component={WeeklyReviewView} />
        <Route path="/account" component={AccountView} />
        {(user.role === 'reader' ? [] : CHANGING_PAGES).map(([path, view]) => (
          <Route key={path} path={path} component={view} />
        ))}
        {setupPagesFor(user.role).map(({ path, route = path, view }) => (
          <Route key={path} path={route} component={view} />
        ))}
        <Route default component={NotFoundView} />
      </Router>
    </Chrome>
  );
}

/** Collectors work in the mail client; what they have here is their digest. */
function CollectorPages({ user, tenant }: { user: SignedInUser; tenant: TenantView }) {
  return (
    <Router>
      <Route path="/digest" component={DigestView} />
      <Route path="/account" component={AccountView} />
      <Route default component={() => <NotManagerView user={user} tenant={tenant} />} />
    </Router>
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
