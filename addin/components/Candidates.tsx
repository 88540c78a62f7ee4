import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { CustomerRef } from '#shared/api/customers.ts';
import type { Candidate } from '#shared/api/thread-context.ts';
import type { OpenItem } from '../host/mail-host.ts';
import { type Failure, failureOf } from '../state/failure.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

interface CandidatesProps {
  readonly item: OpenItem;
  readonly candidates: readonly Candidate[];
  /** Another way to name the customer. */
  readonly children?: (onPick: (customer: CustomerRef) => void) => ComponentChildren;
}

/** Customers whom the thread may be of, each with the evidence; a press says whose it is, and is remembered. */
export function Candidates({ item, candidates, children }: CandidatesProps) {
  const sidebar = useSidebar();
  const { words, thread, mayChange } = sidebar;
  const busy = useSignal(false);
  const failure = useSignal<Failure | null>(null);

  const handlePick = async (customer: CustomerRef) => {
    // Whose thread it is stays open; the card is to be read all the same.
    if (!mayChange.value) {
      await sidebar.openCustomer(customer);
      return;
    }
    busy.value = true;
    failure.value = null;
    try {
      await thread.link(item, customer, 'is');
    } catch (error) {
      failure.value = failureOf(error);
    }
    busy.value = false;
  };

  return (
    <fieldset class="bare stack" disabled={busy.value}>
      <ul class="plain stack">
        {candidates.map(({ customer, evidence }) => (
          <li key={customer.id} class="box">
            <strong>{customer.name}</strong> <span class="quiet">{customer.number}</span>
            <EvidenceList evidence={evidence} />
            <button type="button" onClick={() => handlePick(customer)}>
              {mayChange.value ? words.thread.choose(customer.name) : words.worklist.openCard(customer.name)}
            </button>
          </li>
        ))}
      </ul>
      {failure.value !== null && <Problem failure={failure.value} />}
      {children?.(handlePick)}
    </fieldset>
  );
}
