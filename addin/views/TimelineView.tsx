import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { CustomerCard } from '#shared/api/customers.ts';
import { Problem } from '../components/Problem.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { TimelineLine } from '../components/TimelineLine.tsx';
import { inBackground } from '../state/failure.ts';
import { TimelineDesk } from '../state/timeline-desk.ts';

interface TimelineViewProps {
  readonly card: CustomerCard;
  readonly onBack: () => void;
}

/** Money and contact of the customer in one line of time, latest first, as far back as the reader wants. */
export function TimelineView({ card, onBack }: TimelineViewProps) {
  const { words, api } = useSidebar();
  const { id, name } = card.customer;
  const desk = useMemo(() => new TimelineDesk(api, id), [api, id]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    inBackground(desk.first());
  }, [desk]);
  useEffect(() => desk.follow(card.lastContacts), [desk, card.lastContacts]);
  const { entries, isBusy, failure } = desk.state.value;
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onBack();
  };
  return (
    <section class="stack" aria-label={words.timeline.heading(name)} aria-busy={isBusy} onKeyDown={handleKeyDown}>
      <h2 ref={heading} tabIndex={-1}>
        {words.timeline.heading(name)}
      </h2>
      <p>
        <button type="button" onClick={onBack}>
          {words.timeline.back}
        </button>
      </p>
      <ul class="plain entries">
        {entries.map((entry) => (
          <TimelineLine
            key={
              entry.type === 'activity' ? entry.activity.id : `${entry.type} ${entry.kind} ${entry.number} ${entry.on}`
            }
            entry={entry}
            today={card.asOf}
            desk={desk}
          />
        ))}
      </ul>
      {failure !== null && <Problem failure={failure} onRetry={() => inBackground(desk.earlier())} />}
      {failure === null && <TimelineEnd desk={desk} />}
    </section>
  );
}

/** What follows the entries that are there. */
function TimelineEnd({ desk }: { readonly desk: TimelineDesk }) {
  const { timeline } = useSidebar().words;
  const { entries, nextBefore, isBusy } = desk.state.value;
  if (isBusy) {
    return (
      <p class="late quiet" role="status">
        {timeline.loading}
      </p>
    );
  }
  if (nextBefore === null) return <p class="quiet">{entries.length === 0 ? timeline.empty : timeline.end}</p>;
  return (
    <button type="button" class="wide" onClick={() => inBackground(desk.earlier())}>
      {timeline.earlier}
    </button>
  );
}
