import { useLayoutEffect, useRef } from 'preact/hooks';
import { CustomerSearch } from '../components/CustomerSearch.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { inBackground } from '../state/failure.ts';

/** Opens the card of any customer, whatever message is open. */
export function SearchView() {
  const sidebar = useSidebar();
  const { thread } = sidebar.words;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <article class="stack">
      <h1 ref={heading} tabIndex={-1}>
        {thread.find}
      </h1>
      <p>{thread.findWhy}</p>
      <CustomerSearch onPick={(customer) => inBackground(sidebar.openCustomer(customer))} />
      <p class="actions">
        <button type="button" onClick={() => sidebar.show('message')}>
          {thread.back}
        </button>
      </p>
    </article>
  );
}
