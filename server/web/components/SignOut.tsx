import { PAGE_HEADER } from '#shared/api/sessions.ts';

/** Ends the sign-in of this browser; the header is what tells the server that a page of ours asks. */
export function SignOut() {
  const signOut = async () => {
    const answer = await fetch('/sign-out', { method: 'POST', headers: { [PAGE_HEADER]: '1' } }).catch(() => null);
    location.assign(answer?.ok === true ? '/sign-in' : '/sign-out');
  };
  return (
    <button type="button" class="sign-out" onClick={signOut}>
      Sign out
    </button>
  );
}
