import { CustomerSearch } from '../components/CustomerSearch.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import type { Absence } from '../host/mail-host.ts';
import { inBackground } from '../state/failure.ts';
import { WorklistView } from './WorklistView.tsx';

/** There is no message to look at: why, and what there is to do without one. */
export function NoItemView({ why }: { readonly why: Absence }) {
  const sidebar = useSidebar();
  const { absences } = sidebar.words.thread;
  return (
    <article class="stack">
      <h1>{absences[why].heading}</h1>
      <p>{absences[why].why}</p>
      {sidebar.mayChange.value && <WorklistView />}
      <h2>{sidebar.words.thread.find}</h2>
      <CustomerSearch onPick={(customer) => inBackground(sidebar.openCustomer(customer))} />
    </article>
  );
}
