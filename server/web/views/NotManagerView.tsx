import type { SignedInUser, TenantView } from '#shared/api/sessions.ts';
import { SignOut } from '../components/SignOut.tsx';

/** For those who work in the mail client: who they are, and where their sidebar is. */
export function NotManagerView({ user, tenant }: { user: SignedInUser; tenant: TenantView }) {
  return (
    <main class="plain-page">
      <h1>Duethread</h1>
      <p>
        You are signed in as <strong>{user.name}</strong>, {user.role} at {tenant.name}.
      </p>
      <p>
        Your work is in your mail: open a thread in Outlook or Gmail and choose Duethread in the bar of add-ins. The
        reports here are for managers and admins.
      </p>
      <p>
        <a href="/digest">Your own figures by e-mail</a>
      </p>
      <p>
        <a href="/account">Your account: where you are signed in, and who stands in for you</a>
      </p>
      <SignOut />
    </main>
  );
}
