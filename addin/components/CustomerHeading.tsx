import { useSignal } from '@preact/signals';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { Evidence } from '#shared/api/thread-context.ts';
import type { OpenItem } from '../host/mail-host.ts';
import { type Failure, failureOf } from '../state/failure.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

interface CustomerHeadingProps {
  readonly card: CustomerCard;
  readonly item: OpenItem;
  readonly evidence: readonly Evidence[];
}

/** Whose thread it is and why we think so, with the way to say that it is not. */
export function CustomerHeading({ card, item, evidence }: CustomerHeadingProps) {
  const { words, thread } = useSidebar();
  const busy = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  const { customer, owner, doNotContact } = card;

  const handleNot = async () => {
    busy.value = true;
    failure.value = null;
    try {
      await thread.link(item, customer, 'is_not');
    } catch (error) {
      failure.value = failureOf(error);
    }
    busy.value = false;
  };

  return (
    <header>
      <h1>{customer.name}</h1>
      <p class="quiet">
        {words.card.number} {customer.number} · {owner === '' ? words.card.noOwner : words.card.owner(owner)}
      </p>
      <EvidenceList evidence={evidence} />
      {evidence.length > 0 && (
        <button type="button" class="link" disabled={busy.value} onClick={handleNot}>
          {words.thread.notThisOne}
        </button>
      )}
      {failure.value !== null && <Problem failure={failure.value} />}
      {doNotContact && <p class="notice notice-bad">{words.card.doNotContact}</p>}
    </header>
  );
}
