/** For nobody in particular: the way in, back to the address that was asked for. */
export function SignedOutView() {
  const to = encodeURIComponent(location.pathname + location.search);
  return (
    <main class="plain-page">
      <h1>Duethread</h1>
      <p>The reports are for managers and admins of your company.</p>
      <p>
        <a class="button primary" href={`/sign-in?to=${to}`}>
          Sign in
        </a>
      </p>
    </main>
  );
}
