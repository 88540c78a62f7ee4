import type { Evidence } from '#shared/api/thread-context.ts';
import { useSidebar } from './sidebar-context.ts';

/** Why a customer was found, in the server's words. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const { words } = useSidebar();
  const texts = evidence.length > 0 ? evidence.map(({ text }) => text) : [words.thread.linkedByHand];
  return (
    <p class="quiet">
      {words.thread.because} {texts.join(' · ')}
    </p>
  );
}
