import { useSignal } from '@preact/signals';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { DisputeView } from '#shared/api/disputes.ts';
import { inBackground } from '../state/failure.ts';
import { DisputeDeeds } from './DisputeDeeds.tsx';
import { Problem } from './Problem.tsx';
import { ResolveDispute } from './ResolveDispute.tsx';
import { useSidebar } from './sidebar-context.ts';

/** The disputes that colleagues recorded, asked for when somebody wants to see to them. What is half-written about one is there by itself. */
export function CustomerDisputes({ card }: { readonly card: CustomerCard }) {
  const { words, doing } = useSidebar();
  const isOpen = useSignal(false);
  const { id } = card.customer;
  if (!card.openDisputes.some(({ source }) => source === 'log') && !isOpen.value) return null;
  const handleToggle = () => {
    isOpen.value = !isOpen.value;
    if (isOpen.value) inBackground(doing.disputes.lists.load(id));
  };
  return (
    <section class="stack">
      <p>
        <button type="button" class="link" aria-expanded={isOpen.value} onClick={handleToggle}>
          {words.disputes.seeTo}
        </button>
      </p>
      {isOpen.value && <DisputeList card={card} />}
      {!isOpen.value && doing.disputes.draft.value?.customer.id === id && <ResolveDispute />}
    </section>
  );
}

function DisputeList({ card }: { readonly card: CustomerCard }) {
  const { words, doing } = useSidebar();
  const { lists } = doing.disputes;
  const { customer } = card;
  const list = lists.of(customer.id);
  if (list === null || list.at === 'reading') return <p class="quiet late">{words.disputes.loading}</p>;
  if (list.at === 'problem') {
    return <Problem failure={list.failure} onRetry={() => inBackground(lists.load(customer.id))} />;
  }
  if (list.rows.length === 0) return <p class="quiet">{words.disputes.none}</p>;
  return (
    <ul class="plain entries">
      {list.rows.map((dispute) => (
        <Dispute key={dispute.id} dispute={dispute} card={card} />
      ))}
    </ul>
  );
}

function Dispute({ dispute, card }: { readonly dispute: DisputeView; readonly card: CustomerCard }) {
  const { words, formats, doing } = useSidebar();
  const { disputes, reasons } = words;
  const { reason, itemNumbers, amount, raisedOn, raisedBy, owner, resolution } = dispute;
  const what = disputes.line(reasons[reason], itemNumbers.join(', '));
  const isDrafted = doing.disputes.draft.value?.dispute.id === dispute.id;
  return (
    <li>
      {resolution === null ? what : <s>{what}</s>}
      {amount !== null && `, ${formats.value.money(amount)}`}
      <span class="quiet block">
        {disputes.raised(formats.value.day(raisedOn, card.asOf), raisedBy.name)}, {disputes.ownedBy(owner.name)}
      </span>
      {resolution !== null && (
        <span class="quiet block">
          {disputes.ended(
            disputes.resolutions[resolution.how],
            resolution.by.name,
            formats.value.instant(resolution.at),
          )}
        </span>
      )}
      {resolution === null && !isDrafted && <DisputeDeeds dispute={dispute} customer={card.customer} what={what} />}
      {isDrafted && <ResolveDispute />}
    </li>
  );
}
