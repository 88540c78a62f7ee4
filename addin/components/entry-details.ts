import type { ActivityView } from '#shared/api/activities.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Sidebar } from '../state/sidebar.ts';

/** More numbers than these are counted and not named. */
const NUMBERS_SHOWN = 3;

/** What an entry says beside its code, in the reader's words. */
export function entryDetails(
  entry: ActivityView,
  today: CalendarDate,
  { words, formats }: Pick<Sidebar, 'words' | 'formats'>,
): string[] {
  const { outcome, reason, amount, date, contact, delivery, itemNumbers, instalments } = entry;
  return [
    ...(outcome === null ? [] : [words.outcomes[outcome]]),
    ...(amount === null ? [] : [formats.value.money(amount)]),
    ...(instalments.length === 0 ? [] : [words.entry.inParts(instalments.length)]),
    ...(date === null ? [] : [words.entry.forDay(formats.value.day(date, today))]),
    ...(reason === null ? [] : [words.reasons[reason]]),
    ...(delivery === null ? [] : [words.deliveries[delivery]]),
    ...(contact === null ? [] : [words.entry.with(contact.name || contact.email)]),
    ...itemNumbers.slice(0, NUMBERS_SHOWN),
    ...(itemNumbers.length > NUMBERS_SHOWN ? [`+${itemNumbers.length - NUMBERS_SHOWN}`] : []),
  ];
}
