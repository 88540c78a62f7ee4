import type { CustomerRef } from '#shared/api/customers.ts';
import { useSidebar } from '../components/sidebar-context.ts';

interface LoadingViewProps {
  /** Whose card is being opened; null where the open message says whose. */
  readonly customer: CustomerRef | null;
}

/** Stands for the card that is on its way. Its style keeps it out of sight for 150 ms, so that a quick answer does not flicker. */
export function LoadingView({ customer }: LoadingViewProps) {
  const { thread } = useSidebar().words;
  return (
    <article class="stack late" aria-busy="true">
      <h1 class="busy">{customer === null ? thread.loading : thread.loadingCard(customer.name)}</h1>
      <div class="skeleton skeleton-title" />
      <div class="skeleton" />
      <div class="skeleton skeleton-tall" />
    </article>
  );
}
