import { useSignal } from '@preact/signals';
import type { ActivityView } from '#shared/api/activities.ts';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { type Failure, failureOf } from '../state/failure.ts';
import type { Sidebar } from '../state/sidebar.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

interface EntryProps {
  readonly entry: ActivityView;
  readonly today: CalendarDate;
}

/** One entry of the log: what, by whom, when. One's own calls of today can be undone for as long as they are shown. */
export function Entry({ entry, today }: EntryProps) {
  const sidebar = useSidebar();
  const { words, formats, session } = sidebar;
  const what = words.codes[entry.code];
  const isOwn = entry.actor.id === session.current.value?.user.id && entry.businessDay === today;
  const canUndo = isOwn && !entry.withdrawn && codeDefinition(entry.code).channel !== 'email';
  const line = (
    <>
      <strong>{what}</strong> {detailsOf(entry, today, sidebar).join(' · ')}
    </>
  );
  return (
    <li>
      {entry.withdrawn ? <s>{line}</s> : line}
      <span class="quiet block">
        {entry.actor.name}, {formats.value.instant(entry.occurredAt)}
        {entry.withdrawn && `, ${words.entry.undone}`}
      </span>
      {entry.note !== null && <span class="block note">{entry.note}</span>}
      {canUndo && <UndoButton entry={entry} what={what} />}
    </li>
  );
}

function UndoButton({ entry, what }: { readonly entry: ActivityView; readonly what: string }) {
  const sidebar = useSidebar();
  const { words, work } = sidebar;
  const busy = useSignal(false);
  const failure = useSignal<Failure | null>(null);

  const handleUndo = async () => {
    busy.value = true;
    failure.value = null;
    try {
      await work.withdraw(entry);
      sidebar.say(words.entry.undoneSaid);
    } catch (error) {
      failure.value = failureOf(error);
      busy.value = false;
    }
  };

  if (failure.value !== null) return <Problem failure={failure.value} onRetry={handleUndo} />;
  return (
    <button
      type="button"
      class="link"
      disabled={busy.value}
      aria-label={words.entry.undoThis(what)}
      onClick={handleUndo}
    >
      {words.entry.undo}
    </button>
  );
}

const NUMBERS_SHOWN = 3;

function detailsOf(entry: ActivityView, today: CalendarDate, { words, formats }: Sidebar): string[] {
  const { outcome, reason, amount, date, contact, delivery, itemNumbers } = entry;
  return [
    ...(outcome === null ? [] : [words.outcomes[outcome]]),
    ...(amount === null ? [] : [formats.value.money(amount)]),
    ...(date === null ? [] : [words.entry.forDay(formats.value.day(date, today))]),
    ...(reason === null ? [] : [words.reasons[reason]]),
    ...(delivery === null ? [] : [words.deliveries[delivery]]),
    ...(contact === null ? [] : [words.entry.with(contact.name || contact.email)]),
    ...itemNumbers.slice(0, NUMBERS_SHOWN),
    ...(itemNumbers.length > NUMBERS_SHOWN ? [`+${itemNumbers.length - NUMBERS_SHOWN}`] : []),
  ];
}
