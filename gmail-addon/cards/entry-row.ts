import type { ActivityView } from '#shared/api/activities.ts';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { row, type Widget } from '../card.ts';
import { bold, html, joined, lines, plain, struck } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

const NUMBERS_SHOWN = 3;

/** One entry of the log: what, by whom, when. One's own calls can be undone for as long as they are shown. */
export function entryRow(
  kit: CardKit,
  entry: ActivityView,
  { today, userId }: { today: CalendarDate; userId: string },
): Widget {
  const { words, formats } = kit;
  const { label, channel } = codeDefinition(entry.code);
  const line = joined([bold(label), html`${detailsOf(kit, entry, today).join(' · ')}`], ' ');
  const note = entry.note === null ? [] : [lines(entry.note)];
  const undone = entry.withdrawn ? `, ${words.entry.undone}` : '';
  const canUndo = entry.actor.id === userId && !entry.withdrawn && channel !== 'email';
  return row(joined([entry.withdrawn ? struck(line) : line, ...note]), {
    bottomLabel: plain(`${entry.actor.name}, ${formats.instant(entry.occurredAt)}${undone}`),
    ...(canUndo ? { button: undoButton(kit, entry, label) } : {}),
  });
}

function undoButton(kit: CardKit, { id: activityId, customerId }: ActivityView, label: string) {
  const button = kit.button(kit.words.entry.undo, 'withdraw', { customerId, activityId });
  return { ...button, altText: kit.words.entry.undoThis(label) };
}

function detailsOf({ words, formats }: CardKit, entry: ActivityView, today: CalendarDate): string[] {
  const { outcome, reason, amount, date, contact, delivery, itemNumbers } = entry;
  return [
    ...(outcome === null ? [] : [words.outcomes[outcome]]),
    ...(amount === null ? [] : [formats.money(amount)]),
    ...(date === null ? [] : [words.entry.forDay(formats.day(date, today))]),
    ...(reason === null ? [] : [words.reasons[reason]]),
    ...(delivery === null ? [] : [words.deliveries[delivery]]),
    ...(contact === null ? [] : [words.entry.with(contact.name || contact.email)]),
    ...itemNumbers.slice(0, NUMBERS_SHOWN),
    ...(itemNumbers.length > NUMBERS_SHOWN ? [`+${itemNumbers.length - NUMBERS_SHOWN}`] : []),
  ];
}
