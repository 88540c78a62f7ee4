import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ActivityView } from '#shared/api/activities.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { isCorrectable } from '../state/correction.ts';
import { type Failure, failureOf, inBackground } from '../state/failure.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';
import { useFocusBack } from './use-focus-back.ts';

interface EntryDeedsProps {
  readonly entry: ActivityView;
  readonly today: CalendarDate;
}

/** What can be done with an entry of one's own on the card on screen: one of today is undone by a press, any is written anew. */
export function EntryDeeds({ entry, today }: EntryDeedsProps) {
  const { words, session, doing, mayChange } = useSidebar();
  const me = session.current.value?.user.id ?? null;
  if (!mayChange.value || !isCorrectable(entry, me) || doing.outbox.holds(entry.id)) return null;
  const what = words.codes[entry.code];
  return (
    <>
      {entry.businessDay === today && <UndoButton entry={entry} what={what} />}
      <CorrectButton entry={entry} what={what} />
    </>
  );
}

interface DeedButtonProps {
  readonly entry: ActivityView;
  readonly what: string;
}

function UndoButton({ entry, what }: DeedButtonProps) {
  const { words, state, doing } = useSidebar();
  const handleUndo = () => {
    const { value } = state;
    if (value.at === 'customer') inBackground(doing.entries.withdraw(value.card.customer, entry));
  };
  return (
    <button type="button" class="link" aria-label={words.entry.undoThis(what)} onClick={handleUndo}>
      {words.entry.undo}
    </button>
  );
}

function CorrectButton({ entry, what }: DeedButtonProps) {
  const sidebar = useSidebar();
  const { words, work } = sidebar;
  const failure = useSignal<Failure | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  useFocusBack(button, work.onScreen.value?.formId === `correct-${entry.id}`);

  const handleCorrect = async () => {
    failure.value = null;
    try {
      await sidebar.correct(entry);
    } catch (error) {
      failure.value = failureOf(error);
    }
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        class="link"
        aria-label={words.entry.correctThis(what)}
        onClick={handleCorrect}
      >
        {words.entry.correct}
      </button>
      {failure.value !== null && <Problem failure={failure.value} onRetry={handleCorrect} />}
    </>
  );
}
