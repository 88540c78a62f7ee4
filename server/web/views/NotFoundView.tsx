import { useTitle } from '../components/use-title.ts';

export function NotFoundView() {
  useTitle('No such page');
  return (
    <main id="content">
      <h1>No such page</h1>
      <p>
        There is nothing at this address. <a href="/">Go to the overview</a>
      </p>
    </main>
  );
}
