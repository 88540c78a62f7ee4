import { useSignal } from '@preact/signals';
import type { ActivityView } from '#shared/api/activities.ts';
import type { TimelineEntry } from '#shared/api/customers.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { type Failure, failureOf } from '../state/failure.ts';
import type { ActivityText, TimelineDesk } from '../state/timeline-desk.ts';
import { EntryDeeds } from './EntryDeeds.tsx';
import { EntryState } from './EntryState.tsx';
import { entryDetails } from './entry-details.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

interface TimelineLineProps {
  readonly entry: TimelineEntry;
  readonly today: CalendarDate;
  readonly desk: TimelineDesk;
}

/** One thing that happened: a contact, or money that was asked for or came. */
export function TimelineLine({ entry, today, desk }: TimelineLineProps) {
  return (
    <li class={`moment moment-${entry.type}`}>
      {entry.type === 'activity' ? (
        <ContactLine activity={entry.activity} today={today} desk={desk} />
      ) : (
        <MoneyLine entry={entry} today={today} />
      )}
    </li>
  );
}

interface MoneyLineProps {
  readonly entry: Exclude<TimelineEntry, { type: 'activity' }>;
  readonly today: CalendarDate;
}

function MoneyLine({ entry, today }: MoneyLineProps) {
  const { words, formats } = useSidebar();
  return (
    <>
      <span class="row">
        <strong class="grow">{words.timeline.money[entry.kind](entry.number)}</strong>
        <span class="amount">{formats.value.money(entry.amount)}</span>
      </span>
      <span class="quiet block">
        {formats.value.day(entry.on, today)}, <MoneyMore entry={entry} today={today} />
      </span>
    </>
  );
}

function MoneyMore({ entry, today }: MoneyLineProps) {
  const { words, formats } = useSidebar();
  if (entry.type === 'invoice') return <>{words.card.due(formats.value.day(entry.dueOn, today))}</>;
  const { applied, itemNumbers } = entry;
  if (applied.minor === 0) return <>{words.timeline.notApplied}</>;
  return <>{words.timeline.applied(formats.value.money(applied), itemNumbers.join(', '))}</>;
}

interface ContactLineProps {
  readonly activity: ActivityView;
  readonly today: CalendarDate;
  readonly desk: TimelineDesk;
}

function ContactLine({ activity: asRead, today, desk }: ContactLineProps) {
  const sidebar = useSidebar();
  const { words, formats, doing } = sidebar;
  const activity = doing.entries.current(asRead);
  const { code, actor, occurredAt, withdrawn, note } = activity;
  const when = formats.value.instant(occurredAt);
  const line = (
    <>
      <strong>{words.codes[code]}</strong> {entryDetails(activity, today, sidebar).join(' · ')}
    </>
  );
  return (
    <>
      {withdrawn ? <s>{line}</s> : line}
      <span class="quiet block">
        {actor.name}, {when}
        <EntryState entry={activity} />
      </span>
      {note !== null && <span class="block note">{note}</span>}
      <EntryDeeds entry={activity} today={today} />
      {activity.delivery !== null && <Said activity={activity} desk={desk} when={when} />}
    </>
  );
}

interface SaidProps {
  readonly activity: ActivityView;
  readonly desk: TimelineDesk;
  readonly when: string;
}

type Reading =
  | { readonly at: 'closed' | 'reading' }
  | { readonly at: 'read'; readonly text: ActivityText }
  | { readonly at: 'failed'; readonly failure: Failure };

/** What a message said, asked for when somebody wants to know. */
function Said({ activity, desk, when }: SaidProps) {
  const { words } = useSidebar();
  const reading = useSignal<Reading>({ at: 'closed' });
  const handleToggle = async () => {
    const isOpen = reading.value.at !== 'closed';
    reading.value = { at: isOpen ? 'closed' : 'reading' };
    if (isOpen) return;
    try {
      const text = await desk.text(activity.id);
      if (reading.value.at === 'reading') reading.value = { at: 'read', text };
    } catch (error) {
      reading.value = { at: 'failed', failure: failureOf(error) };
    }
  };
  return (
    <>
      <button
        type="button"
        class="link"
        aria-expanded={reading.value.at !== 'closed'}
        aria-label={words.timeline.saidIn(words.codes[activity.code], when)}
        onClick={handleToggle}
      >
        {words.timeline.said}
      </button>
      {reading.value.at === 'read' && <SaidText text={reading.value.text} />}
      {reading.value.at === 'failed' && <Problem failure={reading.value.failure} />}
    </>
  );
}

function SaidText({ text: { message } }: { readonly text: ActivityText }) {
  const { words, formats } = useSidebar();
  const { timeline } = words;
  if (message === null) return <p class="quiet">{timeline.nothingSaid}</p>;
  return (
    <div class="box" role="status">
      <p>
        <strong>{message.subject}</strong>
      </p>
      <p class="quiet">{timeline.to(message.recipients.join(', '))}</p>
      <p class="filled">{message.text}</p>
      {message.rewritten.map(({ name, original }) => (
        <p key={name} class="quiet">
          {timeline.insteadOf(original)}
        </p>
      ))}
      {message.files.map(({ fileName, size }) => (
        <p key={fileName} class="quiet">
          {timeline.file(fileName, formats.value.fileSize(size))}
        </p>
      ))}
    </div>
  );
}
