import { useSidebar } from '../components/sidebar-context.ts';

/** Stands for the card that is on its way. Its style keeps it out of sight for 150 ms, so that a quick answer does not flicker. */
export function LoadingView() {
  const { words } = useSidebar();
  return (
    <article class="stack late" aria-busy="true">
      <p class="quiet">{words.thread.loading}</p>
      <div class="skeleton skeleton-title" />
      <div class="skeleton" />
      <div class="skeleton skeleton-tall" />
    </article>
  );
}
