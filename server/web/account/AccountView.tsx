import type { IdentityView } from '#shared/api/page-sessions.ts';
import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { usePageSession } from '../state/page-context.ts';
import { problemWords } from '../state/problem-words.ts';
import { StandInForm } from '../users/StandInForm.tsx';
import { SessionTable } from './SessionTable.tsx';
import { useEndSessions, useMySessions } from './use-account.ts';

/** Who somebody is here, how and where they are signed in, and who stands in for them. */
export function AccountView() {
  useTitle('Your account');
  const { state } = usePageSession();
  const { data, error, refetch } = useMySessions();
  if (state.value.as !== 'open') return null;
  const { user, tenant } = state.value;
  return (
    <main id="content">
      <h1>Your account</h1>
      <p>
        <strong>{user.name}</strong>, {user.email}, {user.role} at {tenant.name}.
      </p>
      {error !== null && (
        <Notice title="Your sessions could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && (
        <>
          <p>{waysIn(data.identities)}</p>
          <section class="part stack" aria-label="Where you are signed in">
            <h2>Where you are signed in</h2>
            <SessionTable sessions={data.sessions} />
            <EverywhereButton />
          </section>
        </>
      )}
      <StandInForm userId={user.id} who="you" />
    </main>
  );
}

function EverywhereButton() {
  const end = useEndSessions();
  return (
    <div>
      <button type="button" disabled={end.isPending} onClick={() => end.mutate()}>
        Sign out everywhere
      </button>
      <p class="quiet">
        Also ends what Outlook and Gmail have open here, and this page. You can sign in again at once.
      </p>
      {end.error !== null && <Notice title="You are still signed in.">{problemWords(end.error)}</Notice>}
    </div>
  );
}

function waysIn(identities: readonly IdentityView[]): string {
  if (identities.length === 0) return 'You have not signed in with Microsoft or Google yet.';
  const names = identities.map(({ kind, issuer }) => (kind === 'other' ? new URL(issuer).host : kind));
  return `You sign in with ${names.join(' and ')}.`;
}
