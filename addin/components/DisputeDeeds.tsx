import { useSignal } from '@preact/signals';
import type { CustomerRef } from '#shared/api/customers.ts';
import type { DisputeView } from '#shared/api/disputes.ts';
import { inBackground } from '../state/failure.ts';
import { ColleaguePicker } from './ColleaguePicker.tsx';
import { useSidebar } from './sidebar-context.ts';

interface DisputeDeedsProps {
  readonly dispute: DisputeView;
  readonly customer: CustomerRef;
  readonly what: string;
}

/** What can be done about an open dispute: end it, or give it to a colleague. */
export function DisputeDeeds({ dispute, customer, what }: DisputeDeedsProps) {
  const { words, doing, mayChange } = useSidebar();
  const { disputes } = words;
  const gives = useSignal(false);
  const busy = doing.disputes.isUnderWay(dispute);
  if (!mayChange.value) return null;
  return (
    <>
      <span class="actions">
        <button
          type="button"
          disabled={busy}
          aria-label={disputes.resolveThis(what)}
          onClick={() => doing.disputes.begin(customer, dispute)}
        >
          {disputes.resolve}
        </button>
        <button
          type="button"
          class="link"
          disabled={busy}
          aria-expanded={gives.value}
          aria-label={disputes.giveThis(what)}
          onClick={() => {
            gives.value = !gives.value;
          }}
        >
          {disputes.give}
        </button>
      </span>
      {gives.value && (
        <ColleaguePicker
          label={disputes.owner}
          chosen={dispute.owner.id}
          onChoose={(ownerId) => {
            gives.value = false;
            inBackground(doing.disputes.assign(customer, dispute, ownerId));
          }}
        />
      )}
    </>
  );
}
