import { useLayoutEffect, useRef } from 'preact/hooks';
import { useSidebar } from '../components/sidebar-context.ts';
import { WorklistView } from './WorklistView.tsx';

/** The list of today in the place of the message's customer. */
export function WorklistScreen() {
  const sidebar = useSidebar();
  const { worklist } = sidebar.words;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <article class="stack">
      <h1 ref={heading} tabIndex={-1}>
        {worklist.heading}
      </h1>
      <WorklistView />
      <p class="actions">
        <button type="button" onClick={() => sidebar.show('message')}>
          {worklist.back}
        </button>
      </p>
    </article>
  );
}
