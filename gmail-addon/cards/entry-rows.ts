import type { ActivityView } from '#shared/api/activities.ts';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerPlace } from '../actions.ts';
import { type Button, buttons, row, type Widget } from '../card.ts';
import { bold, html, joined, shortened, shortenedLines, struck } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

const NUMBERS_SHOWN = 3;
/** The whole note stands in the pane and on the page. */
const LONGEST_NOTE = 120;
const LONGEST_NAME = 80;

export interface EntryContext {
  readonly place: CustomerPlace;
  readonly today: CalendarDate;
  /** Who looks at it. */
  readonly userId: string;
  /** The entries that are on the card with it. */
  readonly others: readonly ActivityView[];
}

/** One entry of the log: what, by whom, when, and what can be done about it. `more` are buttons beside those. */
export function entryRows(
  kit: CardKit,
  entry: ActivityView,
  context: EntryContext,
  more: readonly Button[] = [],
): Widget[] {
  const { words, formats } = kit;
  const details = entryDetails(kit, entry, context.today).map((detail) => shortened(detail, LONGEST_NAME));
  const line = joined([bold(words.codes[entry.code]), html`${details.join(' · ')}`], ' ');
  const note = entry.note === null ? [] : [shortenedLines(entry.note, LONGEST_NOTE)];
  const by = shortened(entry.actor.name, LONGEST_NAME);
  const deeds = [...entryDeeds(kit, entry, context), ...more];
  return [
    row(joined([entry.withdrawn ? struck(line) : line, ...note]), {
      bottomLabel: [`${by}, ${formats.instant(entry.occurredAt)}`, ...stateOf(kit, entry, context)].join(', '),
    }),
    ...(deeds.length > 0 ? [buttons(...deeds)] : []),
  ];
}

/** An entry of today is undone by a press, any of one's own is written anew. */
export function entryDeeds(kit: CardKit, entry: ActivityView, { place, today, userId }: EntryContext): Button[] {
  const { codes, entry: words } = kit.words;
  if (!isCorrectable(entry, userId)) return [];
  const { id: activityId, businessDay: on, code } = entry;
  const undo = kit.button(words.undo, 'withdraw', { ...place, activityId }, words.undoThis(codes[code]));
  const correct = kit.button(words.correct, 'correct', { ...place, activityId, on }, words.correctThis(codes[code]));
  return on === today ? [undo, correct] : [correct];
}

/** Whether the person may write the entry anew: it is theirs, stands as it is, and is no message of ours. */
export function isCorrectable(entry: ActivityView, userId: string): boolean {
  const { channel, direction } = codeDefinition(entry.code);
  const isMessage = channel === 'email' && direction === 'out';
  return entry.actor.id === userId && !entry.withdrawn && entry.correctedBy === null && !isMessage;
}

function stateOf({ words }: CardKit, entry: ActivityView, { others }: EntryContext): string[] {
  const { correctedBy, corrects, withdrawn } = entry;
  if (correctedBy !== null) {
    const instead = others.find(({ id }) => id === correctedBy);
    const name = instead === undefined ? '' : `: ${words.entry.replacedBy(words.codes[instead.code])}`;
    return [`${words.entry.corrected}${name}`];
  }
  if (withdrawn) return [words.entry.undone];
  return corrects === null ? [] : [words.entry.correctsEarlier];
}

/** What an entry says beside its code. */
function entryDetails({ words, formats }: CardKit, entry: ActivityView, today: CalendarDate): string[] {
  const { outcome, reason, amount, date, contact, delivery, itemNumbers, instalments } = entry;
  return [
    ...(outcome === null ? [] : [words.outcomes[outcome]]),
    ...(amount === null ? [] : [formats.money(amount)]),
    ...(instalments.length === 0 ? [] : [words.entry.inParts(instalments.length)]),
    ...(date === null ? [] : [words.entry.forDay(formats.day(date, today))]),
    ...(reason === null ? [] : [words.reasons[reason]]),
    ...(delivery === null ? [] : [words.deliveries[delivery]]),
    ...(contact === null ? [] : [words.entry.with(contact.name || contact.email)]),
    ...itemNumbers.slice(0, NUMBERS_SHOWN),
    ...(itemNumbers.length > NUMBERS_SHOWN ? [`+${itemNumbers.length - NUMBERS_SHOWN}`] : []),
  ];
}
