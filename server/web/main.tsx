import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { LocationProvider } from 'preact-iso';
import { PageContext } from './state/page-context.ts';
import { PageSession } from './state/page-session.ts';
import { shouldRepeat } from './state/repeat.ts';
import { applyTheme } from './state/theme.ts';
import { AppView } from './views/AppView.tsx';

/** Only these addresses are pages of ours in this bundle; signing in is the server's own page. */
const OWN_PAGES =
  /^\/($|\?|reports\/|feeds|cash-application|settings|goals|teams|weekly-review|saved-views|digest|admin\/|account)/;
const FRESH_MS = 60_000;

const session = new PageSession();
const queries = new QueryClient({
  defaultOptions: { queries: { retry: shouldRepeat, staleTime: FRESH_MS, refetchOnWindowFocus: false } },
});

applyTheme();
render(
  <QueryClientProvider client={queries}>
    <PageContext.Provider value={session}>
      <LocationProvider scope={OWN_PAGES}>
        <AppView />
      </LocationProvider>
    </PageContext.Provider>
  </QueryClientProvider>,
  document.body,
);
void session.open();
