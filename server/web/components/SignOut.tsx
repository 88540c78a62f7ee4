export function SignOut() {
  return (
    <form class="sign-out" method="post" action="/sign-out">
      <button type="submit">Sign out</button>
    </form>
  );
}
