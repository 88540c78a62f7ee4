import { useSignal } from '@preact/signals';
import type { CustomerRef } from '#shared/api/customers.ts';
import type { OpenItem } from '../host/mail-host.ts';
import { type Failure, failureOf, inBackground } from '../state/failure.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

/** Says of a card that was opened by itself that no message belongs to it, with the ways back. */
export function WithoutMessage({ customer }: { readonly customer: CustomerRef }) {
  const sidebar = useSidebar();
  const { words, thread, host, mayChange } = sidebar;
  const message = thread.openMessage;
  return (
    <div class="notice">
      <p>{mayChange.value ? words.thread.noMessage : words.card.readOnly}</p>
      <p class="actions">
        {host.openItemKey() !== null && (
          <button type="button" class="link" onClick={() => inBackground(thread.refresh())}>
            {words.thread.toMessage}
          </button>
        )}
        {mayChange.value && (
          <button type="button" class="link" onClick={() => sidebar.show('worklist')}>
            {words.thread.toList}
          </button>
        )}
        {mayChange.value && message !== null && <LinkMessage message={message} customer={customer} />}
      </p>
    </div>
  );
}

interface LinkMessageProps {
  readonly message: OpenItem;
  readonly customer: CustomerRef;
}

function LinkMessage({ message, customer }: LinkMessageProps) {
  const { words, thread } = useSidebar();
  const busy = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  const handleLink = async () => {
    busy.value = true;
    failure.value = null;
    try {
      await thread.link(message, customer, 'is');
    } catch (error) {
      failure.value = failureOf(error);
    }
    busy.value = false;
  };
  return (
    <>
      <button type="button" class="link" disabled={busy.value} onClick={handleLink}>
        {words.thread.isTheirs(customer.name)}
      </button>
      {failure.value !== null && <Problem failure={failure.value} />}
    </>
  );
}
