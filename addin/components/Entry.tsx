import type { ActivityView } from '#shared/api/activities.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { EntryDeeds } from './EntryDeeds.tsx';
import { EntryState } from './EntryState.tsx';
import { entryDetails } from './entry-details.ts';
import { entryId } from './entry-id.ts';
import { useSidebar } from './sidebar-context.ts';

interface EntryProps {
  readonly entry: ActivityView;
  readonly today: CalendarDate;
}

/** One entry of the log: what, by whom, when, and what can be done about it. */
export function Entry({ entry, today }: EntryProps) {
  const sidebar = useSidebar();
  const { words, formats } = sidebar;
  const line = (
    <>
      <strong>{words.codes[entry.code]}</strong> {entryDetails(entry, today, sidebar).join(' · ')}
    </>
  );
  return (
    <li id={entryId(entry.id)} tabIndex={-1}>
      {entry.withdrawn ? <s>{line}</s> : line}
      <span class="quiet block">
        {entry.actor.name}, {formats.value.instant(entry.occurredAt)}
        <EntryState entry={entry} />
      </span>
      {entry.note !== null && <span class="block note">{entry.note}</span>}
      <EntryDeeds entry={entry} today={today} />
    </li>
  );
}
