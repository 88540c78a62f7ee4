import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { CardBody } from '../components/CardBody.tsx';
import { CustomerActions } from '../components/CustomerActions.tsx';
import { CustomerHeading } from '../components/CustomerHeading.tsx';
import { DispatchBox } from '../components/DispatchBox.tsx';
import { FreshnessNote } from '../components/FreshnessNote.tsx';
import { LastContactLine } from '../components/LastContactLine.tsx';
import { MailboxNotes } from '../components/MailboxNotes.tsx';
import { OpenForm } from '../components/OpenForm.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { TemplatePanel } from '../components/TemplatePanel.tsx';
import { WithoutMessage } from '../components/WithoutMessage.tsx';
import type { ShownCustomer } from '../state/sidebar-state.ts';
import { TimelineView } from './TimelineView.tsx';

/** The customer card, and what can be done for the customer; the whole line of time takes the place of its figures. */
export function CustomerView({ state }: { readonly state: ShownCustomer }) {
  const { card, item, freshness } = state;
  const { id } = card.customer;
  const timeline = useSignal<'closed' | 'open' | 'closed_again'>('closed');
  return (
    <article class="stack">
      <FreshnessNote freshness={freshness} />
      {item === null ? <WithoutMessage customer={card.customer} /> : <MailboxNotes item={item} />}
      <CustomerHeading state={state} />
      <LastContactLine card={card} />
      <DispatchBox />
      <CustomerActions customerId={id} />
      <OpenForm customerId={id} />
      <TemplatePanel />
      {timeline.value === 'open' ? (
        <TimelineView
          card={card}
          onBack={() => {
            timeline.value = 'closed_again';
          }}
        />
      ) : (
        <CardBody card={card}>
          <TimelineButton
            takesFocus={timeline.value === 'closed_again'}
            onOpen={() => {
              timeline.value = 'open';
            }}
          />
        </CardBody>
      )}
    </article>
  );
}

interface TimelineButtonProps {
  /** Whether the line of time was closed just now. */
  readonly takesFocus: boolean;
  readonly onOpen: () => void;
}

function TimelineButton({ takesFocus, onOpen }: TimelineButtonProps) {
  const { card } = useSidebar().words;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, []);
  return (
    <button ref={button} type="button" class="wide" onClick={onOpen}>
      {card.timeline}
    </button>
  );
}
