import { useSidebar } from '../components/sidebar-context.ts';

/** No message is open, or several are selected. */
export function NoItemView() {
  const { thread } = useSidebar().words;
  return (
    <article class="stack">
      <h1>{thread.noItem}</h1>
      <p>{thread.noItemWhy}</p>
    </article>
  );
}
